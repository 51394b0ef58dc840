"""The vignettes of fhir_fixtures/vignettes: whole patients in words, and what they must and must not bring."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parents[2] / "fhir_fixtures" / "vignettes"


class Vignette(NamedTuple):
    """One file of the folder. `facts` are in words; offsets are days from the day of the request (past: negative)."""

    id: str
    story: str
    hook: str
    edition: str
    region: str
    facts: dict[str, Any]
    expected_fire: list[str]
    must_not_fire: list[str]
    why: str
    statements: list[str]

    def all(self, section: str) -> list[dict[str, Any]]:
        """The facts of one section, in the order of the file."""
        found: list[dict[str, Any]] = self.facts.get(section, [])
        return found


@cache
def vignettes() -> dict[str, Vignette]:
    """Every vignette by id, in the order of their numbers."""
    read = [Vignette(**json.loads(path.read_text("utf-8"))) for path in FOLDER.glob("*.json")]
    return {one.id: one for one in sorted(read, key=lambda v: int(v.id.split("-")[1]))}


def runnable() -> list[Vignette]:
    """The vignettes that run over HTTP: all, at the hook each names."""
    return list(vignettes().values())
