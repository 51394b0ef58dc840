"""The copied patients of fhir_fixtures/patients: what is said about each, in a form that can be kept and compared."""

import json
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from service.card_frame import EXTENSION
from tests.corpus.charts import cases, explained, judged

FIXTURES = Path(__file__).parents[2] / "fhir_fixtures"
PATIENTS, EXPECTED = FIXTURES / "patients", FIXTURES / "expected"
ORIGIN = PATIENTS / "ORIGIN.md"
HEAD = """# Where these patients come from

Copies of public example data; no real person, and nobody of this project wrote them. Entries were dropped whole, never
changed. What the service says of each stands in `../expected/<name>.json`; `expected because` is the clinical reason,
checked by hand against the decision table (GUIDELINE 4). No clinician has reviewed it yet.

Made from `origin.toml` by `pytest tests/corpus --update-golden`.

| file | day | origin | path | commit or version | licence | dropped | expected because |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""


class Origin(NamedTuple):
    """One patient: when it is judged, where it comes from, and why the answer is as it is."""

    today: date
    origin: str
    path: str
    commit: str
    licence: str
    dropped: str
    because: str


@cache
def origins() -> dict[str, Origin]:
    """Every patient by the name of its file."""
    rows = tomllib.loads((PATIENTS / "origin.toml").read_text("utf-8"))
    return {name: Origin(**row) for name, row in rows.items()}


def origin_page() -> str:
    """ORIGIN.md."""
    return (
        HEAD
        + "\n".join(f"| {name}.json | {' | '.join(str(cell) for cell in row)} |" for name, row in origins().items())
        + "\n"
    )


def said_of(name: str) -> dict[str, Any]:
    """What the service says of one patient: cards, problems of the data, and every verdict that is not "not applicable"."""
    (case,) = cases(PATIENTS / f"{name}.json", origins()[name].today)
    said = explained(judged(case))
    return {
        "today": said["today"],
        "edition": said["edition"],
        "region": said["region"],
        "cards": [card_of(card) for card in said["cards"]],
        "cutCards": [card_of(card) for card in said["cutCards"]],
        "dataQuality": said["dataQuality"],
        "verdicts": {one["id"]: one["verdict"] for one in said["assessments"] if one["verdict"] != "NOT_APPLICABLE"},
        "notApplicable": sum(one["verdict"] == "NOT_APPLICABLE" for one in said["assessments"]),
    }


def card_of(card: dict[str, Any]) -> dict[str, Any]:
    """A card without what changes on every call."""
    extension = card["extension"][EXTENSION]
    return {
        "summary": card["summary"],
        "indicator": card["indicator"],
        "recommendations": extension["recommendations"],
        "suggestions": [one["label"] for one in card.get("suggestions", ())],
        "evidence": [one["reference"] for one in extension.get("evidence", ())],
        "notFound": extension.get("notFound", []),
        "notRead": extension.get("notRead", []),
    }


def expected(name: str) -> dict[str, Any]:
    """The reviewed answer; empty when there is none yet."""
    path = EXPECTED / f"{name}.json"
    kept: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return kept


def keep(name: str, said: dict[str, Any]) -> None:
    """Write the answer as the expected one."""
    text = json.dumps(said, indent=2, ensure_ascii=False) + "\n"
    (EXPECTED / f"{name}.json").write_text(text, "utf-8")
