"""Which table is incomplete, and in which words: data states, odd company, wrong data under a key (SAFETY 2.3)."""

from dataclasses import replace
from typing import Any

import pytest

from service.data_states import Chart, DataState, Section
from service.reader import Reading
from service.reader.kinds import SECTIONS
from tests.fhir import chart, codes_of, condition, events, observation, person, read_chart, request


def sent(key: str, *resources: Any) -> Reading:
    """A reading in which these resources stand under the key."""
    of = chart()
    return read_chart(replace(of, sections=of.sections | {key: Section(key, DataState.READ, resources)}))


# fmt: off
STATES = [
    (DataState.NOT_PROVIDED, "conditions not provided"),
    (DataState.DENIED,       "conditions may not be read (access denied)"),
    (DataState.FAILED,       "conditions could not be read"),
    (DataState.PARTIAL,      "conditions only partly read"),
    (DataState.DOUBTFUL,     "conditions in doubt"),
]
TABLES = [
    ("conditions", "conditions"), ("medicationRequests", "medications"), ("medicationStatements", "medications"),
    ("medicationAdministrations", "medications"), ("observations", "results"), ("diagnosticReports", "reports"),
    ("procedures", "procedures"), ("serviceRequests", "orders"), ("allergies", "allergies"),
    ("familyHistory", "family_history"), ("encounters", "encounters"),
]
OUTCOME = {"resourceType": "OperationOutcome"}
COMPANY = [
    # story                              under the key conditions                                             unread                                       note
    ("nothing found",                    [],                                                                  None,                                        None),
    ("its own type",                     [condition()],                                                       None,                                        None),
    ("harmless company",                 [condition(), {"resourceType": "Practitioner", "id": "x"}],          None,                                        None),
    ("a hint from the server",           [condition(), OUTCOME | {"issue": [{"severity": "information", "code": "x"}]}], None,                             None),
    ("an error from the server",         [condition(), OUTCOME | {"issue": [{"severity": "error", "code": "x"}]}], "conditions could not be read",         "failed"),
    ("an error without words",           [condition(), OUTCOME],                                              "conditions could not be read",              "failed"),
    ("no type",                          [condition(), {"id": "x"}],                                          "conditions hold an entry that could not be read", "odd-resource"),
    ("type is a number",                 [condition(), {"resourceType": 5}],                                  "conditions hold an entry that could not be read", "odd-resource"),
    ("type nobody knows",                [condition(), {"resourceType": "Foo"}],                              "conditions hold an entry that could not be read", "odd-resource"),
    ("type that is a path",              [condition(), {"resourceType": "../../etc"}],                        "conditions hold an entry that could not be read", "odd-resource"),
    ("a code that is a number",          [condition(), condition() | {"id": "c9", "code": 7}],                "conditions hold an entry that could not be read", "not-named"),
    ("a code that is a word",            [condition(), condition() | {"id": "c9", "code": "x"}],              "conditions hold an entry that could not be read", "not-named"),
    ("a code without coding or text",    [condition(), condition() | {"id": "c9", "code": {}}],               "conditions hold an entry that could not be read", "not-named"),
    ("a coding that is no list",         [condition(), condition() | {"id": "c9", "code": {"coding": "x"}}],  "conditions hold an entry that could not be read", "not-named"),
    ("a bundle inside",                  [condition(), {"resourceType": "Bundle"}],                           "conditions hold an entry that could not be read", "odd-resource"),
    ("not an object",                    [condition(), "Condition/1"],                                        "conditions hold an entry that could not be read", "odd-resource"),
    ("null",                             [condition(), None],                                                 "conditions hold an entry that could not be read", "odd-resource"),
    ("only other types",                 [person()],                                                          "conditions hold other data than asked for", "not-answered"),
    ("older type",                       [{"resourceType": "ProcedureRequest"}, condition()],                 "conditions hold data of another FHIR version", "fhir-version"),
]
# fmt: on


@pytest.mark.parametrize(("state", "words"), STATES, ids=[state.name for state, _ in STATES])
def test_a_key_that_was_not_read_makes_its_table_incomplete_in_plain_words(state: DataState, words: str) -> None:
    of = chart()
    sections = of.sections | {"conditions": Section("conditions", state, (condition(),))}
    table = read_chart(replace(of, sections=sections)).patient.tables["conditions"]
    assert table.unread == words
    assert len(table.events) == 1, "what was read still counts"


@pytest.mark.parametrize(("key", "table"), TABLES, ids=[key for key, _ in TABLES])
def test_a_key_that_is_missing_makes_exactly_its_table_incomplete(key: str, table: str) -> None:
    of = chart()
    tables = read_chart(replace(of, sections={k: part for k, part in of.sections.items() if k != key})).patient.tables
    assert {name for name, one in tables.items() if one.unread} == {table}
    assert tables[table].unread == f"{SECTIONS[key]['title']} not provided"


def test_a_complete_chart_without_data_leaves_no_table_incomplete() -> None:
    reading = read_chart(chart())
    assert not any(table.unread or table.events for table in reading.patient.tables.values())
    assert reading.notes == ()


def test_two_gaps_of_one_table_are_both_told() -> None:
    of = chart(medicationRequests=DataState.FAILED, medicationStatements=DataState.DENIED)
    assert read_chart(of).patient.tables["medications"].unread == (
        "medication orders could not be read; medication statements may not be read (access denied)"
    )


@pytest.mark.parametrize(("resources", "unread", "note"), [row[1:] for row in COMPANY], ids=[row[0] for row in COMPANY])
def test_what_stands_under_a_key(resources: list[Any], unread: str | None, note: str | None) -> None:
    reading = sent("conditions", *resources)
    assert reading.patient.tables["conditions"].unread == unread
    assert codes_of(reading) == ({note} if note else set())
    assert len(events(reading)) == sum(1 for one in resources if one == condition())


def test_what_came_along_is_read_where_it_belongs() -> None:
    reading = sent("conditions", condition(), observation(), request())
    assert {name for name, table in reading.patient.tables.items() if table.events} == {"conditions", "results", "medications"}


def test_an_older_type_makes_incomplete_the_table_it_would_belong_to() -> None:
    reading = sent("medicationRequests", {"resourceType": "MedicationOrder", "id": "1", "status": "active"})
    assert reading.patient.tables["medications"].unread == "medication orders hold data of another FHIR version"


def test_notes_that_were_there_before_come_first() -> None:
    of = chart(observation(value="x"))
    before = read_chart(of).notes
    assert read_chart(replace(of, notes=before)).notes == (*before, *before)


def test_keys_nobody_asked_for_are_ignored() -> None:
    of = chart()
    more = of.sections | {"surprise": Section("surprise", DataState.FAILED, (condition(),))}
    assert events(read_chart(Chart(of.patient_id, more))) == []
