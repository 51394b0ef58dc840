"""The committed requests are what the converter writes today, and the service answers each as its name says."""

import json
from typing import Any

import pytest

from service.card_frame import EXTENSION
from tests.calls import TODAY, client, post, service_at
from tests.vignettes.write_requests import EXAMPLES, FOLDER, files

COMMAND = "python -m tests.vignettes.write_requests"

# A recommendation on its cards; "" for no card at all.
ADVISED = {
    "bone-metastasis-start": "BMA-METS-START",
    "bone-metastasis-renal-failure": "BMA-METS-START",
    "myeloma-renal-failure": "BMA-MYELOMA-START",
    "aromatase-inhibitor-bone-loss": "CTIBL-TREAT",
    "spinal-cord-compression": "SURGERY-CORD-COMPRESSION",
    "hypercalcaemia": "HCM-EMERGENCY",
    "pregnant-with-bone-metastasis": "SAFETY-PREGNANCY",
    "pain-returned-after-radiotherapy": "RT-REIRRADIATION",
    "zoledronic-acid-14-months": "BMA-DEESCALATE-Q12W",
    "out-of-scope-healthy": "",
    "radiotherapy-in-ten-fractions-being-ordered": "RT-SINGLE-FRACTION",
    "bone-scan-for-response-being-ordered": "BONE-SCAN-NOT-FOR-RESPONSE",
    "bone-marker-being-signed": "MARKERS-NOT-ROUTINE",
    "radiotherapy-despite-cord-compression-being-ordered": "SURGERY-CORD-COMPRESSION",
    "single-fraction-being-ordered": "",
}


def test_the_committed_requests_are_those_the_converter_writes() -> None:
    committed = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")}
    assert committed == files(TODAY), f"write them again: {COMMAND}"


@pytest.mark.parametrize("name", ADVISED)
def test_an_example_brings_the_advice_of_its_name(name: str) -> None:
    body = json.loads((FOLDER / f"{name}.json").read_bytes())
    answer = post(client(), body, service_at(body["hook"]))
    assert answer.status_code == 200
    advised = [card["extension"][EXTENSION].get("recommendations", []) for card in answer.get_json()["cards"]]
    if ADVISED[name]:
        assert ADVISED[name] in [one for card in advised for one in card]
    else:
        assert advised == []


CREATE = "create"
# The cards of ordering, one by one: recommendations, indicator, and what its suggestions do to which order.
CARDS: dict[str, list[tuple[list[str], str, list[str]]]] = {
    "radiotherapy-in-ten-fractions-being-ordered": [
        (["RT-SINGLE-FRACTION"], "info", ["update ServiceRequest-draft-1"]),
    ],
    "bone-scan-for-response-being-ordered": [
        (["BONE-SCAN-NOT-FOR-RESPONSE"], "warning", ["update ServiceRequest-draft-1"]),
    ],
    "bone-marker-being-signed": [
        (["MARKERS-NOT-ROUTINE"], "info", ["delete ServiceRequest/ServiceRequest-draft-1"]),
    ],
    "radiotherapy-despite-cord-compression-being-ordered": [
        (["SURGERY-CORD-COMPRESSION"], "critical", [CREATE, CREATE, CREATE, CREATE]),
    ],
    "single-fraction-being-ordered": [],
}


def _does(action: dict[str, Any]) -> str:
    of = {"create": "", "update": f" {action.get('resource', {}).get('id')}", "delete": f" {action.get('resourceId')}"}
    kind: str = action["type"]
    return kind + of[kind]


@pytest.mark.parametrize("name", CARDS)
def test_the_cards_of_ordering_are_these_and_no_others(name: str) -> None:
    body = json.loads((FOLDER / f"{name}.json").read_bytes())
    cards = post(client(), body, service_at(body["hook"])).get_json()["cards"]
    told = [
        (
            card["extension"][EXTENSION]["recommendations"],
            card["indicator"],
            [_does(action) for one in card.get("suggestions", ()) for action in one["actions"]],
        )
        for card in cards
    ]
    assert told == CARDS[name]


def test_results_that_could_not_be_read_bring_no_drug_order_and_a_card_that_says_so() -> None:
    answer = post(client(), (FOLDER / "results-could-not-be-read.json").read_bytes())
    assert answer.status_code == 200
    assert "MedicationRequest" not in json.dumps(answer.get_json())
    told = [card["extension"][EXTENSION].get("notRead") for card in answer.get_json()["cards"]]
    assert any(told), "some card must name what could not be read"


def test_every_example_is_checked_above() -> None:
    assert {one.name for one in EXAMPLES} == {*ADVISED, "results-could-not-be-read"}
