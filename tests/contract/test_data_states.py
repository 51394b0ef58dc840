"""How each form of prefetch counts: read, not provided, denied, failed or partly read. Only read may mean absent."""

import json
from typing import Any

import pytest

from service.catalog import build_catalog
from service.data_states import DataState
from service.gather import gather
from service.searchset import ENTRY_LIMIT, section
from service.wire import read_call
from tests.calls import EXPLAIN, Json, bundle, changed, client, demo, outcome, post, without

READ, NOT_PROVIDED = DataState.READ, DataState.NOT_PROVIDED
DENIED, FAILED, PARTIAL = DataState.DENIED, DataState.FAILED, DataState.PARTIAL
CONDITION: Json = {"resourceType": "Condition", "id": "c1"}

FORMS: list[tuple[str, Any, DataState, int]] = [
    # story, value, state, resources kept
    ("null: asked, nothing found", None, READ, 0),
    ("an empty searchset", {"resourceType": "Bundle", "type": "searchset", "total": 0}, READ, 0),
    ("a searchset of one", bundle(CONDITION, total=1), READ, 1),
    ("a searchset with a self link", bundle(CONDITION, link=[{"relation": "self", "url": "x"}]), READ, 1),
    ("a bare resource", CONDITION, READ, 1),
    ("an empty entry list", bundle(), READ, 0),
    ("a next page", bundle(CONDITION, link=[{"relation": "next", "url": "x"}]), PARTIAL, 1),
    ("a next page of an empty page", bundle(link=[{"relation": "next", "url": "x"}]), PARTIAL, 0),
    ("links that are no list", bundle(CONDITION, link={"relation": "next"}), PARTIAL, 1),
    ("a total above the entries", bundle(CONDITION, total=2), PARTIAL, 1),
    ("a total without entries", bundle(total=1), PARTIAL, 0),
    ("an entry without a resource", {"resourceType": "Bundle", "entry": [{"resource": CONDITION}, {}]}, PARTIAL, 1),
    ("an entry that is null", {"resourceType": "Bundle", "entry": [None]}, PARTIAL, 0),
    ("a resource that is a string", {"resourceType": "Bundle", "entry": [{"resource": "x"}]}, PARTIAL, 0),
    ("an OperationOutcome", outcome(), FAILED, 0),
    ("an OperationOutcome without issues", {"resourceType": "OperationOutcome"}, FAILED, 0),
    ("a warning instead of data", outcome("warning"), FAILED, 0),
    ("access forbidden", outcome(code="forbidden"), DENIED, 0),
    ("login needed", outcome(code="login"), DENIED, 0),
    ("an error among the entries", bundle(CONDITION, outcome("error")), FAILED, 1),
    ("a fatal error among the entries", bundle(CONDITION, outcome("fatal")), FAILED, 1),
    ("denied among the entries", bundle(CONDITION, outcome("error", "forbidden")), DENIED, 1),
    ("a warning among the entries", bundle(CONDITION, outcome("warning")), READ, 1),
    ("another type", {"resourceType": "Observation"}, FAILED, 0),
    ("no type", {}, FAILED, 0),
    ("a list", [CONDITION], FAILED, 0),
    ("a page of HTML", "<html>", FAILED, 0),
    ("a number", 1, FAILED, 0),
    ("false", False, FAILED, 0),
    ("entries that are no list", {"resourceType": "Bundle", "entry": {"resource": CONDITION}}, FAILED, 0),
    ("as many entries as are looked at", bundle(*[CONDITION] * ENTRY_LIMIT), READ, ENTRY_LIMIT),
    ("one entry more", bundle(*[CONDITION] * (ENTRY_LIMIT + 1)), PARTIAL, ENTRY_LIMIT),
]


@pytest.mark.parametrize(("story", "value", "state", "kept"), FORMS, ids=[row[0] for row in FORMS])
def test_a_prefetch_value_counts_as(story: str, value: Any, state: DataState, kept: int) -> None:
    found = section("conditions", "Condition", value)
    assert (found.state, len(found.resources)) == (state, kept), story
    assert bool(found.why) == (state is not READ)


def test_draft_orders_are_carried_for_a_hook_that_has_them_and_for_no_other() -> None:
    draft = {"resourceType": "ServiceRequest", "id": "d1"}
    call = read_call(json.dumps(changed("context.draftOrders", bundle(draft, {}))).encode(), "patient-view")
    service = build_catalog()["bone-health-patient-view"]
    with_drafts = service._replace(hook=service.hook._replace(drafts=True))
    assert gather(service, call).drafts.resources == ()
    assert gather(with_drafts, call).drafts.resources == (draft, {})


TRIGGERS = ["conditions", "medicationRequests", "medicationStatements", "medicationAdministrations"]


@pytest.mark.parametrize("value", [outcome(), {}, "x", None], ids=["error", "no type", "text", "null"])
def test_without_the_patient_there_is_412(value: Any) -> None:
    answer = post(client(), changed("prefetch.patient", value))
    assert answer.status_code == 412
    assert answer.get_json()["issue"][0]["expression"] == ["prefetch.patient"]


def test_another_patient_is_never_evaluated() -> None:
    answer = post(client(), changed("prefetch.patient.id", "somebody-else"))
    assert answer.status_code == 412


def test_without_any_trigger_there_is_412_that_names_the_keys() -> None:
    body = demo()
    for key in TRIGGERS:
        del body["prefetch"][key]
    answer = post(client(), body)
    assert answer.status_code == 412
    assert answer.get_json()["issue"][0]["code"] == "incomplete"
    assert answer.get_json()["issue"][0]["expression"] == [f"prefetch.{key}" for key in TRIGGERS]


@pytest.mark.parametrize("kept", TRIGGERS)
def test_one_readable_trigger_is_enough_for_an_answer(kept: str) -> None:
    body = demo()
    for key in TRIGGERS:
        body["prefetch"][key] = None if key == kept else outcome()
    assert post(client(), body).status_code == 200


def gap(body: Json) -> Json | None:
    cards = post(client(), body).get_json()["cards"]
    found = [one for one in cards if one["source"]["topic"]["code"] == "COULDNOTASSESS"]
    assert found == cards[len(cards) - len(found) :], "the could-not-assess card stands last"
    return found[0] if found else None


def ids_of(card: Json | None) -> list[str]:
    return card["extension"]["org.bone-health-cds.assessment"]["recommendations"] if card else []


def test_a_fully_read_chart_has_no_could_not_assess_card() -> None:
    assert gap(demo()) is None


@pytest.mark.parametrize(
    ("value", "reason"),
    [(outcome(), "results could not be read"), (outcome(code="forbidden"), "denied"), (bundle(total=3), "partly")],
    ids=["error", "denied", "partly read"],
)
def test_unread_results_are_named_with_their_reason(value: Any, reason: str) -> None:
    card = gap(changed("prefetch.observations", value))
    assert card is not None
    assert reason in card["detail"]
    assert "BMA-METS-START" in ids_of(card)


def test_results_not_sent_are_not_results_not_found() -> None:
    card = gap(without("prefetch.observations"))
    assert card is not None
    assert "results not provided" in card["detail"]
    assert gap(changed("prefetch.observations", None)) is None


def test_a_person_without_cancer_gets_no_card_for_unread_results() -> None:
    body = changed("prefetch.conditions", None, without("prefetch.observations"))
    assert post(client(), body).get_json() == {"cards": []}


def test_a_person_without_cancer_gets_no_card_because_a_site_has_no_administrations() -> None:
    body = changed("prefetch.conditions", None, without("prefetch.medicationAdministrations"))
    assert post(client(), body).get_json() == {"cards": []}


@pytest.mark.parametrize("value", [outcome(), bundle(total=9)], ids=["failed", "partly read"])
def test_unread_conditions_are_told_to_everybody(value: Any) -> None:
    assert gap(changed("prefetch.conditions", value)) is not None


def test_a_failed_medication_section_is_told_to_everybody() -> None:
    assert gap(changed("prefetch.conditions", None, changed("prefetch.medicationRequests", outcome()))) is not None


FOREIGN: Json = {"subject": {"reference": "Patient/somebody-else"}}
NO_ANSWERS = {
    # story: what was sent for a key (of the FHIR type asked for)
    "rows of another patient": lambda kind: bundle({"resourceType": kind, "id": "x", "code": {"text": "x"}} | FOREIGN),
    "rows of another type": lambda _kind: bundle({"resourceType": "Device", "id": "x"}),
    "rows of a type that is none": lambda kind: bundle({"resourceType": kind.lower(), "id": "x"}),
    "rows without a type": lambda _kind: bundle({"id": "x"}),
}


@pytest.mark.parametrize("story", NO_ANSWERS)
@pytest.mark.parametrize(("key", "kind"), [("conditions", "Condition"), ("medicationRequests", "MedicationRequest")])
def test_an_answer_that_is_none_is_told_to_everybody(story: str, key: str, kind: str) -> None:
    body = changed(f"prefetch.{key}", NO_ANSWERS[story](kind), changed("prefetch.conditions", None))
    card = gap(body)
    assert card is not None
    assert "suggestions" not in card
    assert "somebody-else" not in json.dumps(card)


def test_a_person_without_cancer_gets_no_card_for_a_medication_that_nothing_names() -> None:
    ours = {"subject": {"reference": "Patient/demo-1"}}
    nameless = {"resourceType": "MedicationRequest", "id": "m", "status": "active"} | ours
    body = changed("prefetch.medicationRequests", bundle(nameless), changed("prefetch.conditions", None))
    assert post(client(), body).get_json() == {"cards": []}


def test_the_could_not_assess_card_warns_when_a_safety_rule_is_open() -> None:
    card = gap(without("prefetch.observations"))
    assert card is not None
    assert card["indicator"] == "warning"
    assert "HCM-EMERGENCY" in ids_of(card)


def test_an_explanation_lists_what_was_not_read() -> None:
    body = changed("prefetch.allergies", outcome(code="forbidden"), without("prefetch.encounters"))
    quality = post(client(), body, EXPLAIN).get_json()["dataQuality"]
    assert {"code": "access-denied", "text": "the record system denied access", "key": "allergies"} in quality
    assert {"code": "not-provided", "text": "not provided", "key": "encounters"} in quality
