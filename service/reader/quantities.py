"""Numbers with units as results carry them: which of the two unit spellings counts, and the report's own lower limit."""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from cards.units import known
from service.reader.shapes import QUANTITY, Json, Unsure, many, number, shape, shaped

RANGE = shape("ObservationReferenceRange", low=dict, type=dict, appliesTo=list, age=dict)
NORMAL = "normal"  # code of referencerange-meaning; a range without a type is the normal range


def quantity(thing: Any, path: str) -> Json:
    """A Quantity whose value, if there is one, is a finite number."""
    found = shaped(thing, QUANTITY, path)
    if "value" in found:
        number(found["value"], f"{path}.value")
    return found


def unit_of(found: Json) -> str | None:
    """The unit as written: the code where the unit table knows it, else the words, else the code."""
    words, code = found.get("unit"), found.get("code")
    if code is not None and (words is None or known(code)):
        return str(code)
    return words


def units_disagree(found: Json) -> bool:
    """True when unit and unit code are both in the unit table and mean different sizes."""
    words, code = found.get("unit"), found.get("code")
    return words is not None and code is not None and words != code and _differ(words, code)


@lru_cache(maxsize=4096)
def _differ(one: str, other: str) -> bool:
    if not (known(one) and known(other)):
        return False
    table = _factors()
    first, second = table.get(_plain(one), {}), table.get(_plain(other), {})
    shared = first.keys() & second.keys()
    return not shared or any(first[key] != second[key] for key in shared)


@lru_cache
def _factors() -> dict[str, dict[tuple[str, str], float]]:
    """For each spelling its factors by analyte and wanted unit, from the unit table of the guideline core."""
    factors: dict[str, dict[tuple[str, str], float]] = {}
    for row in tomllib.loads((resources.files("cards") / "units.toml").read_text("utf-8"))["conversion"]:
        for spelling in (row["from"], *row.get("also_written", ())):
            factors.setdefault(_plain(spelling), {})[row.get("analyte", ""), row["to"]] = row["factor"]
    return factors


def _plain(spelling: str) -> str:
    return "".join(spelling.lower().replace("μ", "u").replace("µ", "u").split())


def lower_limit(raw: Json, unit: str | None) -> float | None:
    """The one lower limit of the normal range for everybody, in the unit of the value; None when there is none or several."""
    if "referenceRange" not in raw:
        return None
    lows = {low for low in (_low(row, place, unit) for place, row in enumerate(many(raw["referenceRange"], "referenceRange"))) if low is not None}
    return lows.pop() if len(lows) == 1 else None


def _low(row: Any, place: int, unit: str | None) -> float | None:
    path = f"referenceRange.{place}"
    found = shaped(row, RANGE, path)
    if "low" not in found or "appliesTo" in found or "age" in found or not _is_normal(found.get("type")):
        return None
    low = quantity(found["low"], f"{path}.low")
    if "value" not in low or "comparator" in low:
        return None
    return float(low["value"]) if unit_of(low) in (unit, None) else None


def _is_normal(meaning: Any) -> bool:
    if meaning is None:
        return True
    codings = meaning.get("coding") if type(meaning) is dict else None
    return type(codings) is list and any(type(row) is dict and row.get("code") == NORMAL for row in codings)


def whole_number(value: Any, path: str) -> int:
    """An integer of R4; a truth value is none."""
    if type(value) is not int:
        raise Unsure(path)
    number(value, path)
    return value
