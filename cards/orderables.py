"""What a suggestion may draft: the rows of orderables.toml, as plain data without FHIR."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True)
class Orderable:
    """One order a card may propose. `codes` are (code system alias, code, display); doses in the unit named."""

    id: str
    resource: str  # FHIR resource type: MedicationRequest, ServiceRequest or Task
    text: str
    codes: tuple[tuple[str, str, str], ...] = ()
    dose: float | None = None
    dose_unit: str = "mg"
    route: str = ""
    interval_days: int | None = None
    once: bool = False
    priority: str = "routine"
    fractions: int | None = None
    note: str = ""


@lru_cache
def orderables() -> dict[str, Orderable]:
    """Every orderable by id; a wrong key in the file stops the start with its name."""
    rows = tomllib.loads((resources.files("cards") / "orderables.toml").read_text("utf-8"))
    return {key: Orderable(id=key, **(row | {"codes": _codes(row)})) for key, row in rows.items()}


def _codes(row: dict[str, object]) -> tuple[tuple[str, str, str], ...]:
    codes = row.get("codes", [])
    assert isinstance(codes, list)
    return tuple((system, code, display) for system, code, display in codes)


def orderable(order_id: str) -> Orderable:
    """One row; KeyError for a name that is not in the file."""
    return orderables()[order_id]
