"""Data of another patient never count, and data that do not say whose they are are in doubt (SAFETY RQ-040..042)."""

from dataclasses import replace
from typing import Any

import pytest

from service.reader.subjects import OTHER, OURS, UNSAID, whose
from tests.fhir import (
    HAEMOGLOBIN,
    KEY_OF,
    allergy,
    chart,
    codes_of,
    condition,
    encounter,
    observation,
    only,
    order,
    procedure,
    read_all,
    read_chart,
    relative,
    report,
    request,
)

# fmt: off
REFERENCES = [
    # story                           subject                                                        whose
    ("relative",                      {"reference": "Patient/p1"},                                   OURS),
    ("absolute",                      {"reference": "https://ehr.example/fhir/Patient/p1"},          OURS),
    ("one version of it",             {"reference": "Patient/p1/_history/3"},                        OURS),
    ("uuid that is the id",           {"reference": "urn:uuid:p1"},                                  OURS),
    ("another patient",               {"reference": "Patient/p2"},                                   OTHER),
    ("id that only ends alike",       {"reference": "Patient/xp1"},                                  OTHER),
    ("another patient, absolute",     {"reference": "https://ehr.example/fhir/Patient/p2"},          OTHER),
    ("another type with our id",      {"reference": "Group/p1"},                                     OTHER),
    ("our id in another place",       {"reference": "Patient/p1/Patient/p2"},                        OTHER),
    ("another uuid",                  {"reference": "urn:uuid:p2"},                                  UNSAID),
    ("contained",                     {"reference": "#p1"},                                          UNSAID),
    ("identifier only",               {"identifier": {"system": "urn:mrn", "value": "1"}},           UNSAID),
    ("display only",                  {"display": "Jane Roe"},                                       UNSAID),
    ("empty reference",               {"reference": ""},                                             UNSAID),
    ("type without an id",            {"reference": "Patient/"},                                     UNSAID),
    ("id alone",                      {"reference": "p1"},                                           UNSAID),
    ("a number",                      {"reference": 1},                                              UNSAID),
    ("no object",                     "Patient/p1",                                                  UNSAID),
    ("missing",                       None,                                                          UNSAID),
]
# fmt: on


@pytest.mark.parametrize(("story", "subject", "expected"), REFERENCES, ids=[row[0] for row in REFERENCES])
def test_whose_it_is(story: str, subject: Any, expected: str) -> None:
    assert whose({"subject": subject}, "subject", "p1") == expected


@pytest.mark.parametrize("make", [condition, request, observation, procedure, order, report, encounter, allergy, relative])
def test_a_resource_of_another_patient_is_left_out_and_makes_its_table_incomplete(make: Any) -> None:
    raw = make()
    element = "subject" if "subject" in raw else "patient"
    reading = read_all(raw | {element: {"reference": "Patient/p2"}})
    assert only(reading) is None
    assert codes_of(reading) == {"other-patient"}
    unread = {name: table.unread for name, table in reading.patient.tables.items() if table.unread}
    assert len(unread) == 1 and next(iter(unread.values())).endswith("hold data of another patient")
    assert all("p2" not in str(note) for note in reading.notes)


def test_an_irrelevant_resource_of_another_patient_is_told_too() -> None:
    foreign = [observation(HAEMOGLOBIN, _id=str(number), subject={"reference": "Patient/p2"}) for number in range(3)]
    reading = read_all(observation(_id="own"), *foreign)
    assert [note.text for note in reading.notes] == ["3 resource(s) of another patient were left out."]
    assert reading.notes[0].reference == "" and reading.notes[0].key == "observations"
    assert [event.ref for event in reading.patient.tables["results"].events] == ["Observation/own"]


# Subject is required of most types, so that a missing one makes them unreadable; an Observation may go without.
# fmt: off
UNSAYING = [
    ("observation without a subject",      observation(subject=None),                                    "does not say whose it is"),
    ("report without a subject",           report(subject=None),                                         "does not say whose it is"),
    ("condition with an identifier only",  condition(subject={"identifier": {"value": "1"}}),            "does not say whose it is"),
    ("order with another uuid",            request(subject={"reference": "urn:uuid:p9"}),                "does not say whose it is"),
    ("condition without a subject",        condition(subject=None),                                      "unreadable"),
    ("subject with an odd element",        condition(subject={"reference": "Patient/p1", "ssn": "1"}),   "unreadable"),
]
# fmt: on


@pytest.mark.parametrize(("story", "raw", "doubt"), UNSAYING, ids=[row[0] for row in UNSAYING])
def test_a_resource_that_does_not_say_whose_it_is(story: str, raw: Any, doubt: str) -> None:
    found = only(read_all(raw))
    assert found is not None and found.doubt == doubt


def test_the_note_about_another_patient_in_company_names_the_key_it_came_under() -> None:
    of = chart()
    foreign = observation(subject={"reference": "Patient/p2"})
    conditions = replace(of.sections["conditions"], resources=(condition(), foreign))
    reading = read_chart(replace(of, sections=of.sections | {"conditions": conditions}))
    assert [note.key for note in reading.notes] == [KEY_OF["Condition"]]
    unread = {name for name, table in reading.patient.tables.items() if table.unread}
    assert unread == {"conditions", "results"}
