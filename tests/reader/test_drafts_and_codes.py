"""Draft orders of an order hook, and the list of codes no codelist knows."""

from dataclasses import replace
from typing import Any

import pytest

from service.data_states import Chart
from service.reader import unknown_codes
from service.reader.unknown_codes import UnknownCode
from tests.fhir import (
    ASPIRIN,
    BREAST,
    DENOSUMAB,
    HAEMOGLOBIN,
    LOINC,
    PATIENT,
    SNOMED,
    chart,
    coded,
    codes_of,
    condition,
    observation,
    order,
    read_chart,
    request,
)


def drafted(*drafts: Any) -> Any:
    return read_chart(replace(chart(), drafts=drafts))


# fmt: off
DRAFTS = [
    # story                        drafts                                                            (codelist, standing, doubt) of each
    ("a drug",                     [request(status="draft")],                                        [("denosumab", "planned", None)]),
    ("a drug, already active",     [request()],                                                      [("denosumab", "active", None)]),
    ("radiotherapy",               [order(status="draft")],                                          [("radiotherapy", "planned", None)]),
    ("a drug in no codelist",      [request(ASPIRIN, status="draft")],                               []),
    ("another patient's",          [request(status="draft", subject={"reference": "Patient/p2"})],   []),
    ("nobody's",                   [request(status="draft", subject=None)],                          [("denosumab", "active", "unreadable")]),
    ("broken",                     [request(status="draft", dosageInstruction="daily")],             [("denosumab", "active", "unreadable")]),
    ("no resource",                ["draft", {"resourceType": "Task"}, {}],                          []),
    ("twice",                      [request(status="draft"), request(status="draft")],               [("denosumab", "planned", None)]),
]
# fmt: on


@pytest.mark.parametrize(("drafts", "expected"), [row[1:] for row in DRAFTS], ids=[row[0] for row in DRAFTS])
def test_draft_orders_stand_apart_from_the_record(drafts: list[Any], expected: list[Any]) -> None:
    record = drafted(*drafts).patient
    assert [(event.standing, event.doubt) for event in record.draft_orders] == [row[1:] for row in expected]
    assert all(row[0] in event.concepts for event, row in zip(record.draft_orders, expected, strict=True))
    assert not any(table.events for table in record.tables.values())


def test_a_draft_whose_drug_is_not_named_is_kept_in_doubt() -> None:
    reading = drafted(request(status="draft", medicationCodeableConcept=None, medicationReference={"reference": "Medication/x"}))
    assert [event.doubt for event in reading.patient.draft_orders] == ["hold a medication that could not be identified"]
    assert codes_of(reading) == {"medication-not-named"}


def test_a_draft_may_point_to_a_product_among_the_drafts() -> None:
    product = {"resourceType": "Medication", "id": "m", "code": coded(DENOSUMAB)}
    reading = drafted(product, request(status="draft", medicationCodeableConcept=None, medicationReference={"reference": "Medication/m"}))
    assert ["denosumab" in event.concepts for event in reading.patient.draft_orders] == [True]


LOCAL = observation() | {"code": {"coding": [{"system": "urn:lab", "code": "CREA2", "display": "Creatinine II"}]}}


def test_codes_nobody_knows_are_listed_once_for_patients_in_scope() -> None:
    of = chart(condition(BREAST), LOCAL, LOCAL, observation(HAEMOGLOBIN, _id="2"), observation(_id="3"))
    assert unknown_codes(of) == [
        UnknownCode(LOINC, HAEMOGLOBIN.partition("|")[2], "", "Observation"),
        UnknownCode("urn:lab", "CREA2", "Creatinine II", "Observation"),
    ]


def test_nothing_is_listed_for_patients_out_of_scope() -> None:
    assert unknown_codes(chart(condition(f"{SNOMED}|38341003"), LOCAL)) == []


def test_junk_is_not_listed() -> None:
    junk: list[Any] = [observation() | {"code": code} for code in (None, 1, {"coding": 1}, {"coding": [None, {"code": 1}]})]
    assert unknown_codes(Chart(PATIENT, chart(condition(BREAST), *junk).sections)) == []
