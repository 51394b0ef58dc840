"""What must not matter to a whole request over HTTP, and what may never add advice: on every vignette, in every dialect."""

import copy
import json
import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service import create_app
from service.desk import Collaborators
from service.settings import Settings
from tests.calls import TODAY, RememberedJournal, client, explain_at
from tests.vignettes.convert import PREFETCH, request_body
from tests.vignettes.dialects import NAMES, dialect
from tests.vignettes.stories import Vignette, runnable

Json = dict[str, Any]
HTTP = client()
VIGNETTES, DIALECT_NAMES = st.sampled_from(runnable()), st.sampled_from(NAMES)
ORDERING = st.sampled_from([one for one in runnable() if one.hook != "patient-view"])
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FOUR_YEARS = timedelta(days=1461)  # a shift that keeps every birthday where it is in the calendar
ASKS_ONLY = {"DATA-NEEDED"}


def body_of(vignette: Vignette, name: str, today: date = TODAY) -> Json:
    return copy.deepcopy(request_body(vignette, dialect(name), today))


def advised(body: Json, http: Any = HTTP) -> set[str]:
    """The ids that are ADVISED; none when the service says 412, which is silence with a reason."""
    answer = http.post(explain_at(body["hook"]), json=body)
    if answer.status_code == 412:
        return set()
    assert answer.status_code == 200, answer.get_json()
    return {a["id"] for a in answer.get_json()["assessments"] if a["verdict"] == "ADVISED"} - ASKS_ONLY


def entries(body: Json) -> list[list[Json]]:
    return [section["entry"] for section in body["prefetch"].values() if isinstance(section, dict) and section.get("entry")]


@SLOW
@given(VIGNETTES, DIALECT_NAMES, st.sets(st.sampled_from([*PREFETCH, "patient"]), min_size=1))
def test_leaving_out_sections_never_adds_advice(vignette: Vignette, name: str, gone: set[str]) -> None:
    body = body_of(vignette, name)
    before = advised(body)
    for key in gone:
        body["prefetch"].pop(key, None)
    assert advised(body) <= before


@SLOW
@given(VIGNETTES, DIALECT_NAMES, st.sampled_from(sorted(PREFETCH)))
def test_an_error_in_place_of_a_section_never_adds_advice(vignette: Vignette, name: str, key: str) -> None:
    body = body_of(vignette, name)
    before = advised(body)
    body["prefetch"][key] = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "timeout"}]}
    assert advised(body) <= before


@SLOW
@given(VIGNETTES, DIALECT_NAMES, st.integers(0, 999))
def test_a_page_that_is_missing_never_adds_advice(vignette: Vignette, name: str, seed: int) -> None:
    body = body_of(vignette, name)
    before = advised(body)
    chance = random.Random(seed)
    sections = [s for s in body["prefetch"].values() if isinstance(s, dict) and s.get("entry")]
    if sections:
        section = chance.choice(sections)
        section["entry"] = chance.sample(section["entry"], chance.randrange(len(section["entry"])))
        section["link"] = [{"relation": "next", "url": "https://ehr.example/fhir?page=2"}]
    assert advised(body) <= before


@SLOW
@given(VIGNETTES, DIALECT_NAMES, st.integers(0, 999))
def test_a_resource_that_becomes_unreadable_never_adds_advice(vignette: Vignette, name: str, seed: int) -> None:
    body = body_of(vignette, name)
    before = advised(body)
    chance = random.Random(seed)
    rows = [entry["resource"] for section in entries(body) for entry in section]
    if rows:
        row = chance.choice(rows)
        spoil = chance.choice(["status", "subject", "unknown", "dates"])
        if spoil == "unknown":
            row["madeUpElement"] = True
        elif spoil == "dates":
            row.update({key: "yesterday" for key in row if key.endswith(("Date", "DateTime", "authoredOn"))})
        else:
            row.pop(spoil, None)
    assert advised(body) <= before


@SLOW
@given(ORDERING, DIALECT_NAMES, st.sampled_from(["subject", "status", "unknown", "dates", "code"]))
def test_a_draft_that_becomes_unreadable_never_adds_advice(vignette: Vignette, dialect_name: str, spoil: str) -> None:
    body = body_of(vignette, dialect_name)
    before = advised(body)
    for entry in body["context"]["draftOrders"]["entry"]:
        draft = entry["resource"]
        spoilt = {"unknown": {"madeUpElement": True}, "dates": {"authoredOn": "today"}, "status": {"status": "ready"}}
        draft.update(spoilt.get(spoil, {}))
        if spoil == "subject":
            del draft["subject"]
        if spoil == "code":
            for name in ("code", "medicationCodeableConcept"):
                draft.pop(name, None)
    assert advised(body) <= before


@SLOW
@given(ORDERING, DIALECT_NAMES, st.sampled_from([{}, None, "partial"]))
def test_drafts_that_are_not_sent_never_add_advice(vignette: Vignette, name: str, sent: Any) -> None:
    body = body_of(vignette, name)
    before = advised(body)
    if sent == "partial":
        body["context"]["draftOrders"]["entry"] = [{}]
    else:
        body["context"]["draftOrders"] = sent
    assert advised(body) <= before


@SLOW
@given(VIGNETTES, DIALECT_NAMES, st.integers(0, 999))
def test_order_duplicates_and_irrelevant_resources_change_nothing(vignette: Vignette, name: str, seed: int) -> None:
    body = body_of(vignette, name)
    before = advised(body)
    chance = random.Random(seed)
    for section in entries(body):
        section.extend(copy.deepcopy(chance.sample(section, chance.randrange(len(section) + 1))))
        chance.shuffle(section)
    patient = body["context"]["patientId"]
    irrelevant = {
        "resourceType": "Condition",
        "id": "irrelevant",
        "subject": {"reference": f"Patient/{patient}"},
        "code": {"coding": [{"system": "http://snomed.info/sct", "code": "38341003"}], "text": "Hypertension"},
    }
    conditions = body["prefetch"]["conditions"]
    if conditions:
        conditions.setdefault("entry", []).append({"resource": irrelevant})
    assert advised(body) == before


@pytest.mark.parametrize("vignette", runnable(), ids=lambda v: v.id)
def test_moving_all_dates_and_today_together_changes_nothing(vignette: Vignette) -> None:
    later = TODAY + FOUR_YEARS
    moved = create_app(Settings(), Collaborators(lambda: later, RememberedJournal())).test_client()
    body, shifted = body_of(vignette, "us"), body_of(vignette, "us", later)
    assert json.dumps(body) != json.dumps(shifted) or not vignette.facts["conditions"]
    assert advised(shifted, moved) == advised(body)
