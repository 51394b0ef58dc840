"""Notes name resource type, id and element path; never a value, a name or an unknown key of the chart."""

from typing import Any

import pytest

from service.reader import PatientUnreadable
from service.reader.arbiter import judge
from tests.fhir import condition, events, observation, person, quantity, read_all, request

CANARY = "ZZCANARY"

# fmt: off
TELLING = [
    # story                          resource                                                            what the note says
    ("an element R4 does not know",  condition(**{CANARY: CANARY}),                                      "could not be read;"),
    ("an unknown element inside",    condition(subject={"reference": "Patient/p1", CANARY: 1}),          "could not be read (at subject);"),
    ("a date that is none",          condition(onset=CANARY),                                            "could not be read (at onsetDateTime);"),
    ("a number as text",             observation(valueQuantity=quantity(CANARY, "mg/dL")),               "could not be read (at valueQuantity.value);"),
    ("valid only by coercion",       observation(valueQuantity=quantity("1.5", "mg/dL")),                "could not be read (at valueQuantity.value);"),
    ("a status nobody knows",        observation(status=CANARY),                                         "has a status that is not known"),
    ("deep inside a dosage",         request(dosageInstruction=[{"timing": {"repeat": {"frequency": CANARY}}}]), "(at dosageInstruction.0.timing.repeat.frequency)"),
]
# fmt: on


@pytest.mark.parametrize(("raw", "words"), [row[1:] for row in TELLING], ids=[row[0] for row in TELLING])
def test_a_note_says_where_and_never_what(raw: Any, words: str) -> None:
    reading = read_all(raw)
    assert words in reading.notes[0].text and reading.notes[0].reference == f"{raw['resourceType']}/1"
    assert CANARY not in str(reading.notes) and CANARY not in str(events(reading))


def test_what_is_said_of_an_unreadable_patient_holds_nothing_of_it() -> None:
    for raw in (person(birthDate=CANARY), person(**{CANARY: CANARY}), person(gender=[CANARY])):
        with pytest.raises(PatientUnreadable) as refused:
            read_all(patient=raw)
        assert CANARY not in str(refused.value)


def test_the_arbiter_takes_out_what_r4_forbids_and_says_where_a_fault_is() -> None:
    accepted = judge(condition(onset="2026") | {"note": None, "evidence": [], "stage": [{}], "meta": {}})
    assert accepted.plain is not None and not {"note", "evidence", "stage", "meta", "id"} & set(accepted.plain)
    assert judge(observation(on="x")) == (None, "effectiveDateTime")
    assert judge({"resourceType": "Condition", CANARY: 1}).plain is None
    assert judge({"resourceType": "Nothing"}) == (None, "")


def test_nulls_and_empty_parts_do_not_make_a_fact_doubtful() -> None:
    raw = condition(onset="2026-10-01") | {"note": None, "evidence": [], "abatementDateTime": None, "bodySite": [{}]}
    assert [event.doubt for event in events(read_all(raw))] == [None]
