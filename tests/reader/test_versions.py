"""Data of DSTU2, STU3 and R5 are recognised and never read as R4."""

from typing import Any

import pytest

from tests.fhir import (
    BONE_METASTASIS,
    DENOSUMAB,
    HOSPICE,
    administration,
    allergy,
    coded,
    codes_of,
    condition,
    encounter,
    observation,
    only,
    procedure,
    read_all,
    relative,
    report,
    request,
    statement,
)

# fmt: off
IN_DOUBT = [
    # story                                              resource
    ("DSTU2 condition: patient, status in words",        condition(subject=None, patient={"reference": "Patient/p1"}, clinicalStatus="active", verificationStatus="confirmed")),
    ("STU3 condition: status in words",                  condition(clinicalStatus="active", verificationStatus="confirmed")),
    ("STU3 condition: asserted date",                    condition(assertedDate="2017-01-01")),
    ("R5 condition: participant",                        condition(participant=[{"actor": {"reference": "Patient/p1"}}])),
    ("STU3 order: context",                              request(context={"reference": "Encounter/1"})),
    ("R5 order: medication.concept",                     request(medicationCodeableConcept=None, medication={"concept": coded(DENOSUMAB)})),
    ("R5 order: reason",                                 request(reason=[{"concept": coded("x")}])),
    ("STU3 statement: taken",                            statement(taken="y")),
    ("R5 statement: medication.concept",                 statement(medicationCodeableConcept=None, medication={"concept": coded(DENOSUMAB)})),
    ("STU3 administration: not given",                   administration(notGiven=False)),
    ("R5 administration: occurence",                     administration(on=None, occurenceDateTime="2026-10-01")),
    ("STU3 observation: comment",                        observation(comment="fine")),
    ("DSTU2 observation: comments",                      observation(comments="fine")),
    ("R5 observation: triggered by",                     observation(triggeredBy=[{"type": "reflex"}])),
    ("DSTU2 observation: one category",                  observation(category=coded("urn:x|laboratory"))),
    ("STU3 procedure: not done",                         procedure(notDone=True)),
    ("R5 procedure: occurrence",                         procedure(on=None, occurrenceDateTime="2026-10-01")),
    ("R5 report: composition",                           report(composition={"reference": "Composition/1"})),
    ("DSTU2 allergy: substance",                         allergy(clinical=None, verified=None, code=DENOSUMAB) | {"code": coded("urn:x|1"), "substance": coded(DENOSUMAB)}),
    ("STU3 allergy: status in words",                    allergy(clinicalStatus="active", verificationStatus="confirmed")),
    ("STU3 family history: not done",                    relative(notDone=False)),
    ("R5 stay: actual period",                           encounter(HOSPICE, actualPeriod={"start": "2026-10-01"})),
]
# fmt: on


@pytest.mark.parametrize("raw", [row[1] for row in IN_DOUBT], ids=[row[0] for row in IN_DOUBT])
def test_a_resource_of_another_version_is_in_doubt_and_told(raw: Any) -> None:
    reading = read_all(raw)
    found = only(reading)
    assert found is not None and found.doubt == "recorded in another FHIR version"
    assert codes_of(reading) <= {"fhir-version", "matched-by-text"} and "fhir-version" in codes_of(reading)


def test_a_medication_of_r5_that_is_only_pointed_to_is_not_lost() -> None:
    reading = read_all(request(medicationCodeableConcept=None, medication={"reference": {"reference": "Medication/1"}}))
    assert only(reading) is None
    assert reading.patient.tables["medications"].unread == "medication orders hold a medication that could not be identified"


def test_a_code_that_r5_wraps_is_not_lost() -> None:
    found = only(read_all(condition() | {"code": {"concept": coded(BONE_METASTASIS)}}))
    assert found is not None and found.doubt == "recorded in another FHIR version"
