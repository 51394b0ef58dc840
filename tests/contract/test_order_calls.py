"""Calls of the order hooks as real clients make them: odd drafts, and actions an EHR can carry out.

Sources: captured requests of the CDS Hooks sandbox, the CRD request generator and an Epic connectathon.
"""

import copy
from typing import Any

import pytest
from fhir.resources.R4B.medicationrequest import MedicationRequest
from fhir.resources.R4B.servicerequest import ServiceRequest

from cards.recommendations import recommendations
from service.card_frame import EXTENSION
from tests.calls import Json, bundle, client, demo, empties, explain_at, outcome, post, service_at

SUBJECT = {"reference": "Patient/demo-1"}
MODELS = {"MedicationRequest": MedicationRequest, "ServiceRequest": ServiceRequest}
HOOKS = ("order-select", "order-sign")
EACH_HOOK = pytest.mark.parametrize("hook", HOOKS)
ZOLEDRONATE = {"text": "zoledronic acid 4 mg"}


def service(text: str, **more: Any) -> Json:
    row = {"resourceType": "ServiceRequest", "id": "s1", "status": "draft", "intent": "order", "subject": SUBJECT}
    return {**row, "code": {"text": text}} | more


def drug(**more: Any) -> Json:
    row = {"resourceType": "MedicationRequest", "id": "m1", "status": "draft", "intent": "order", "subject": SUBJECT}
    return {**row, "medicationCodeableConcept": ZOLEDRONATE} | more


def without(name: str, resource: Json) -> Json:
    return {key: value for key, value in resource.items() if key != name}


MARKER = service("CTx in serum")
SCAN = service("Bone scintigraphy", id="s2", reasonCode=[{"text": "response to therapy"}])
LUMBAR = {"coding": [{"system": "http://snomed.info/sct", "code": "122496007"}], "text": "lumbar spine"}


def call(*drafts: Any, hook: str = "order-sign", **context: Any) -> Json:
    """The shipped patient, with these orders being written."""
    body = demo() | {"hook": hook}
    entries = [{"resource": one} for one in drafts]
    body["context"] |= {"draftOrders": {"resourceType": "Bundle", "entry": entries}} | context
    return body


def cards(body: Json) -> list[Json]:
    answer = post(client(), body, service_at(body["hook"]))
    assert answer.status_code == 200, answer.get_json()
    found: list[Json] = answer.get_json()["cards"]
    assert [path for card in found for path in empties(card)] == []
    return found


def advised(body: Json) -> set[str]:
    answer = post(client(), body, explain_at(body["hook"]))
    assert answer.status_code == 200, answer.get_json()
    return {one["id"] for one in answer.get_json()["assessments"] if one["verdict"] == "ADVISED"}


def on_cards(body: Json) -> set[str]:
    return {one for card in cards(body) for one in card["extension"][EXTENSION]["recommendations"]}


def actions(body: Json) -> list[Json]:
    return [a for card in cards(body) for s in card.get("suggestions", ()) for a in s["actions"]]


# fmt: off
ODD_BUT_MARKER = [
    ("an object where R4 has a list",           MARKER | {"category": {"text": "lab"}, "reasonCode": {"text": "routine"}}),
    ("no intent",                               without("intent", MARKER)),
    ("no status",                               without("status", MARKER)),
    ("empty elements",                          MARKER | {"note": [], "reasonCode": [{}], "requester": None}),
    ("a requester with only an extension",      MARKER | {"requester": {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]}}),
    ("no id",                                   without("id", MARKER)),
    ("an active order that comes back to sign", MARKER | {"status": "active"}),
]
# fmt: on


@EACH_HOOK
@pytest.mark.parametrize(("story", "draft"), ODD_BUT_MARKER, ids=[row[0] for row in ODD_BUT_MARKER])
def test_a_draft_of_a_real_client_is_understood(story: str, draft: Json, hook: str) -> None:
    assert "MARKERS-NOT-ROUTINE" in on_cards(call(draft, hook=hook)), story


# fmt: off
NOTHING_TO_SAY = [
    ("no drug chosen yet",           [without("medicationCodeableConcept", drug())]),
    ("no service chosen yet (PAMA)", [MARKER | {"code": {"coding": [{}]}}]),
    ("no code at all",               [without("code", MARKER)]),
    ("no draft",                     []),
    ("another patient's draft",      [MARKER | {"subject": {"reference": "Patient/other"}}]),
    ("a draft of nobody's concern",  [service("Chest X-ray")]),
    ("another kind of draft",        [{"resourceType": "NutritionOrder", "id": "n1"}]),
    ("a draft that is no object",    ["draft"]),
]
# fmt: on


@EACH_HOOK
@pytest.mark.parametrize(("story", "drafts"), NOTHING_TO_SAY, ids=[row[0] for row in NOTHING_TO_SAY])
def test_a_draft_that_says_nothing_brings_no_advice(story: str, drafts: list[Any], hook: str) -> None:
    assert advised(call(*drafts, hook=hook)) == set(), story


@EACH_HOOK
@pytest.mark.parametrize("missing", [("draftOrders",), ("draftOrders", "selections")], ids=" and ".join)
def test_a_call_without_drafts_has_no_card(missing: tuple[str, ...], hook: str) -> None:
    body = call(hook=hook, selections=[])
    for name in missing:
        del body["context"][name]
    assert cards(body) == []


DRUGS = {
    "a product by display only": {"medicationReference": {"display": "zoledronic acid 4 mg/5 mL IV"}},
    "a contained product": {
        "contained": [{"resourceType": "Medication", "id": "med", "code": ZOLEDRONATE}],
        "medicationReference": {"reference": "#med"},
    },
}


@EACH_HOOK
@pytest.mark.parametrize("story", DRUGS)
def test_a_drug_named_the_way_of_epic_is_understood(story: str, hook: str) -> None:
    body = call(without("medicationCodeableConcept", drug()) | DRUGS[story], hook=hook)
    body["prefetch"]["patient"]["birthDate"] = "2011-11-01"
    assert "SAFETY-AGE" in on_cards(body)


@EACH_HOOK
def test_drafts_of_another_fhir_version_are_named_and_never_guessed(hook: str) -> None:
    old = {"resourceType": "MedicationOrder", "id": "order-123", "patient": SUBJECT, "dateWritten": "2026-11-01"}
    body = call(old, hook=hook)
    body["prefetch"]["patient"]["birthDate"] = "2011-11-01"
    answer = post(client(), body, explain_at(hook)).get_json()
    assert "fhir-version" in {note["code"] for note in answer["dataQuality"]}
    assert advised(body) == set()


# fmt: off
WRONG_FORM = [
    ("drafts as a list",              {"draftOrders": [MARKER]},              ["context.draftOrders"]),
    ("drafts as text",                {"draftOrders": "Bundle/1"},            ["context.draftOrders"]),
    ("drafts as a number",            {"draftOrders": 1},                     ["context.draftOrders"]),
    ("selections as text",            {"selections": "ServiceRequest/s1"},    ["context.selections"]),
    ("a selection that is no text",   {"selections": [{"reference": "x"}]},   ["context.selections.0"]),
]
# fmt: on


@EACH_HOOK
@pytest.mark.parametrize(("story", "context", "fields"), WRONG_FORM, ids=[row[0] for row in WRONG_FORM])
def test_a_wrong_json_type_is_named(story: str, context: Json, fields: list[str], hook: str) -> None:
    answer = post(client(), call(MARKER, hook=hook, **context), service_at(hook))
    assert answer.status_code == 400, story
    assert answer.get_json()["issue"][0]["expression"] == fields


@EACH_HOOK
@pytest.mark.parametrize("selections", [None, [], ["ServiceRequest/s1"], ["ServiceRequest/none"], ["x"]], ids=str)
def test_every_draft_is_looked_at_whatever_is_selected(selections: Any, hook: str) -> None:
    both = on_cards(call(MARKER, SCAN, hook=hook, selections=selections))
    assert {"MARKERS-NOT-ROUTINE", "BONE-SCAN-NOT-FOR-RESPONSE"} <= both


@pytest.mark.requirement("ACT-04")
def test_a_replacement_keeps_the_id_the_intent_and_the_site_of_the_draft() -> None:
    plan = SCAN | {"intent": "plan", "bodySite": LUMBAR}
    [action] = [one for one in actions(call(plan)) if one["type"] == "update"]
    assert (action["resource"]["id"], action["resource"]["intent"]) == ("s2", "plan")
    assert action["resource"]["bodySite"] == [LUMBAR]
    assert action["resource"]["subject"] == SUBJECT
    assert "MRI or CT" in action["description"]


@pytest.mark.requirement("ACT-05")
def test_a_removal_points_into_the_drafts() -> None:
    removed = [one["resourceId"] for one in actions(call(MARKER, SCAN)) if one["type"] == "delete"]
    assert removed == ["ServiceRequest/s1"]


@pytest.mark.requirement("ACT-04", "ACT-05")
@EACH_HOOK
def test_every_action_is_one_an_ehr_can_carry_out(hook: str) -> None:
    emergency = {"resourceType": "Condition", "id": "cord", "subject": SUBJECT, "onsetDateTime": "2026-10-31"}
    body = call(MARKER, SCAN, hook=hook)
    body["prefetch"]["conditions"]["entry"].append({"resource": emergency | {"code": {"text": "Spinal cord compression"}}})
    found = actions(body)
    assert {one["type"] for one in found} == {"create", "update", "delete"}
    for one in found:
        assert one["description"]
        assert ("resourceId" in one) == (one["type"] == "delete")
        if one["type"] != "delete":
            kind = one["resource"]["resourceType"]
            read = MODELS[kind].model_validate(one["resource"])
            assert read.subject.reference == "Patient/demo-1"
            assert read.status == "draft"


def test_a_draft_without_an_id_is_spoken_of_but_not_pointed_to() -> None:
    body = call(without("id", MARKER), without("id", SCAN))
    assert {"MARKERS-NOT-ROUTINE", "BONE-SCAN-NOT-FOR-RESPONSE"} <= on_cards(body)
    assert [one for one in actions(body) if one["type"] in ("update", "delete")] == []


@EACH_HOOK
def test_what_could_not_be_assessed_for_a_draft_is_said(hook: str) -> None:
    body = call(service("CTx in serum"), hook=hook)
    body["prefetch"]["conditions"] = outcome()
    [card] = cards(body)
    assert "MARKERS-NOT-ROUTINE" in card["extension"][EXTENSION]["recommendations"]
    assert "suggestions" not in card
    assert "could not be assessed" in card["summary"]


@EACH_HOOK
def test_a_bone_agent_without_laboratory_data_brings_the_card_that_says_so(hook: str) -> None:
    body = call(drug(), hook=hook)
    del body["prefetch"]["observations"]
    last = cards(body)[-1]
    assert "could not be assessed" in last["summary"]
    assert "HCM-EMERGENCY" in last["extension"][EXTENSION]["recommendations"]


@EACH_HOOK
def test_only_a_patient_who_cannot_be_read_stops_the_check_of_a_draft(hook: str) -> None:
    nothing = call(MARKER, hook=hook) | {"prefetch": {"patient": demo()["prefetch"]["patient"]}}
    assert cards(nothing)
    nobody = call(MARKER, hook=hook) | {"prefetch": without("patient", demo()["prefetch"])}
    assert post(client(), nobody, service_at(hook)).status_code == 412


@EACH_HOOK
def test_nothing_of_chart_opening_is_said_while_orders_are_written(hook: str) -> None:
    of_hook = {one.id for one in recommendations() if hook in one.hooks}
    opened = on_cards(demo())
    assert "BMA-METS-START" in opened
    assert "BMA-METS-START" not in of_hook
    assert on_cards(call(MARKER, SCAN, drug(), hook=hook)) <= of_hook


@EACH_HOOK
def test_drafts_in_an_error_are_not_taken_for_none(hook: str) -> None:
    body = call(hook=hook)
    body["context"]["draftOrders"] = bundle(outcome())
    assert any("could not be assessed" in card["summary"] for card in cards(body))


def test_the_body_is_not_changed_by_an_answer() -> None:
    body = call(MARKER, SCAN)
    before = copy.deepcopy(body)
    cards(body)
    assert body == before
