"""The requirements of CDS Hooks on a service, one row each, restated from the specification (requirements.csv)."""

import csv
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

BINDING = ("SHALL", "REQUIRED", "412", "200")  # how the level of a requirement begins that a service must meet


class Requirement(NamedTuple):
    """One requirement: `on` is S (service), C (client) or B (both); `check` says how it can be tested."""

    id: str
    level: str
    version: str
    on: str
    requirement: str
    section: str
    check: str
    group: str

    @property
    def binds_a_service(self) -> bool:
        return self.on in {"S", "B"}

    @property
    def must(self) -> bool:
        """True when a service that does not meet it does not conform; else it is advice."""
        return self.level.startswith(BINDING)


@lru_cache
def requirements() -> dict[str, Requirement]:
    """Every requirement by id, in the order of the specification."""
    text = (resources.files("service.conformance") / "requirements.csv").read_text("utf-8")
    return {row["id"]: Requirement(**row) for row in csv.DictReader(text.splitlines())}
