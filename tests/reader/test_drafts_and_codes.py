"""Draft orders of an order hook, and the list of codes no codelist knows."""

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
    ZOLEDRONATE,
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
    return read_chart(chart(drafts=drafts))


def draft(code: str | None = DENOSUMAB, **more: Any) -> Any:
    """A drug order as a client would draft it; elements given as None are left out."""
    return request(**({"status": "draft", "medicationCodeableConcept": code and coded(code)} | more))


# fmt: off
DRAFTS = [
    # story                                       drafts                                                                      (codelist, standing, doubt) of each
    ("a drug",                                    [draft()],                                                                  [("denosumab", "planned", None)]),
    ("a drug, already active",                    [request()],                                                                [("denosumab", "active", None)]),
    ("a drug to be stopped",                      [draft(status="stopped")],                                                  [("denosumab", "ended", None)]),
    ("a drug not to be given",                    [draft(doNotPerform=True)],                                                 [("denosumab", "refused", None)]),
    ("a cancelled order",                         [draft(status="cancelled")],                                                []),
    ("radiotherapy",                              [order(status="draft")],                                                    [("radiotherapy", "planned", None)]),
    ("a drug in no codelist",                     [draft(ASPIRIN)],                                                           []),
    ("another patient's",                         [draft(subject={"reference": "Patient/p2"})],                               []),
    ("nobody's",                                  [draft(subject=None)],                                                      [("denosumab", "active", "unreadable")]),
    ("broken",                                    [draft(dosageInstruction="daily")],                                         [("denosumab", "active", "unreadable")]),
    ("no resource",                               ["draft", {"resourceType": "Task"}, {}],                                    []),
    ("twice",                                     [draft(), draft()],                                                         [("denosumab", "planned", None)]),
    ("two drugs under one id",                    [draft(), draft(ZOLEDRONATE)],                                              [("denosumab", "planned", None), ("zoledronic_acid", "planned", None)]),
    ("one object where R4 has a list",            [draft(category={"text": "x"}, reasonCode={"text": "pain"})],               [("denosumab", "planned", None)]),
    ("no status and no intent yet",               [draft(status=None, intent=None)],                                          [("denosumab", "planned", None)]),
    ("empty elements",                            [draft(note=[], reasonCode=[{}], dosageInstruction=[{"text": ""}])],        [("denosumab", "planned", None)]),
    ("no drug chosen yet",                        [draft(None)],                                                              []),
    ("no service chosen yet",                     [order(status="draft") | {"code": {"coding": [{}]}}],                            []),
    ("a drug by display only",                    [draft(None, medicationReference={"display": "denosumab 120 mg"})],         [("denosumab", "planned", None)]),
    ("a drug in a contained product",             [draft(None, medicationReference={"reference": "#m"}, contained=[{"resourceType": "Medication", "id": "m", "code": coded(DENOSUMAB)}])], [("denosumab", "planned", None)]),
]
# fmt: on


@pytest.mark.parametrize(("drafts", "expected"), [row[1:] for row in DRAFTS], ids=[row[0] for row in DRAFTS])
def test_draft_orders_stand_apart_from_the_record(drafts: list[Any], expected: list[Any]) -> None:
    tables = drafted(*drafts).patient.tables
    found = tables["drafts"].events
    assert [(event.standing, event.doubt) for event in found] == [row[1:] for row in expected]
    assert all(row[0] in event.concepts for event, row in zip(found, expected, strict=True))
    assert tables["drafts"].unread is None
    assert not any(table.events for name, table in tables.items() if name != "drafts")


def test_a_draft_whose_drug_is_not_named_may_be_any_drug() -> None:
    reading = drafted(draft(None, medicationReference={"reference": "Medication/x"}))
    assert reading.patient.tables["drafts"].unread == "orders being written hold a medication that could not be identified"
    assert codes_of(reading) == {"medication-not-named"}


def test_a_draft_of_another_fhir_version_may_be_any_order() -> None:
    reading = drafted({"resourceType": "MedicationOrder", "id": "1", "patient": {"reference": f"Patient/{PATIENT}"}})
    assert reading.patient.tables["drafts"].unread == "orders being written hold data of another FHIR version"
    assert codes_of(reading) == {"fhir-version"}


def test_a_draft_may_point_to_a_product_among_the_drafts() -> None:
    product = {"resourceType": "Medication", "id": "m", "code": coded(DENOSUMAB)}
    reading = drafted(product, draft(None, medicationReference={"reference": "Medication/m"}))
    assert ["denosumab" in event.concepts for event in reading.patient.tables["drafts"].events] == [True]


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
