"""Odd shapes of data lead to the notes and verdicts of fhir_fixtures/oddities/oddities.toml, and never to a drug by mistake."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.charts import Refused, explained, judged, the_case

FOLDER = Path(__file__).parents[2] / "fhir_fixtures" / "oddities"
ODDITIES: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "oddities.toml").read_text("utf-8"))
TODAY = date(2026, 11, 1)
ID = "BMA-METS-START"
READ = {name: row for name, row in ODDITIES.items() if "refused" not in row}


def said_of(name: str) -> dict[str, Any]:
    return explained(judged(the_case(FOLDER / f"{name}.json", TODAY)))


def drafted(said: dict[str, Any]) -> list[str]:
    """The bone-targeted agents the cards draft as orders; calcium and vitamin D are none."""
    actions = [action for card in said["cards"] for one in card.get("suggestions", ()) for action in one["actions"]]
    orders = [a["description"] for a in actions if a["resource"]["resourceType"] == "MedicationRequest"]
    return [text for text in orders if "alcium" not in text and "itamin" not in text]


@pytest.mark.parametrize("name", sorted(READ))
def test_an_odd_record_is_noted_and_judged_with_care(name: str) -> None:
    row, said = READ[name], said_of(name)
    verdicts = {one["id"]: one["verdict"] for one in said["assessments"]}
    assert sorted(note["code"] for note in said["dataQuality"]) == row.get("notes", []), row["story"]
    assert verdicts[ID] == row["verdict"], row["story"]
    assert bool(drafted(said)) == row.get("drugs", False), row["story"]


@pytest.mark.parametrize("name", sorted(ODDITIES.keys() - READ.keys()))
def test_a_patient_that_cannot_be_read_gets_no_cards(name: str) -> None:
    with pytest.raises(Refused, match=f"^{ODDITIES[name]['refused']}"):
        said_of(name)


@pytest.mark.parametrize("name", [name for name, row in READ.items() if row["verdict"] == "CANNOT_TELL"])
def test_what_cannot_be_told_stands_on_a_card(name: str) -> None:
    named = [
        one
        for card in said_of(name)["cards"]
        for one in card["extension"]["org.bone-health-cds.assessment"]["recommendations"]
    ]
    assert ID in named


def test_every_file_has_its_story() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(ODDITIES)
    assert all(len(row["story"]) > 10 for row in ODDITIES.values())
