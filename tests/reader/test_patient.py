"""The Patient resource: who it is, or why nothing can be said (SAFETY CD-001..015, RQ-037..040)."""

from dataclasses import replace
from typing import Any

import pytest

from service.data_states import DataState, Section
from service.reader import PatientUnreadable
from tests.fhir import chart, codes_of, condition, person, read_all, read_chart

# fmt: off
READ = [
    # story                        patient                                            birth          sex       deceased  note
    ("complete",                   person(),                                          "1964-02-03",  "female", False,    None),
    ("a man",                      person(gender="male"),                             "1964-02-03",  "male",   False,    None),
    ("another gender",             person(gender="other"),                            "1964-02-03",  None,     False,    None),
    ("gender unknown",             person(gender="unknown"),                          "1964-02-03",  None,     False,    None),
    ("gender missing",             person(gender=None),                               "1964-02-03",  None,     False,    None),
    ("gender in one letter",       person(gender="F"),                                "1964-02-03",  None,     False,    "patient-gender"),
    ("birth year only",            person(birthDate="1964"),                          "1964",        "female", False,    None),
    ("birth date missing",         person(birthDate=None),                            None,          "female", False,    None),
    ("born in the future",         person(birthDate="2027-01-01"),                    None,          "female", False,    "patient-birth-date"),
    ("200 years old",              person(birthDate="1825-01-01"),                    None,          "female", False,    "patient-birth-date"),
    ("dead",                       person(deceasedBoolean=True),                      "1964-02-03",  "female", True,     None),
    ("not dead",                   person(deceasedBoolean=False),                     "1964-02-03",  "female", False,    None),
    ("died on a day",              person(deceasedDateTime="2026-10-01"),             "1964-02-03",  "female", True,     None),
    ("died in a year",             person(deceasedDateTime="2026"),                   "1964-02-03",  "female", True,     None),
    ("nulls and empty lists",      person(name=[], telecom=None),                     "1964-02-03",  "female", False,    None),
    ("linked to another record",   person(link=[{"other": {"reference": "Patient/x"}, "type": "seealso"}]), "1964-02-03", "female", False, None),
]
REFUSED = [
    ("birth date of zeros",        person(birthDate="0000-00-00")),
    ("day that does not exist",    person(birthDate="2024-02-30")),
    ("birth date with Arabic digits", person(birthDate="١٩٦٤-٠٢-٠٣")),
    ("birth date with a time",     person(birthDate="1964-02-03T10:00:00Z")),
    ("birth date as a number",     person(birthDate=1964)),
    ("birth date as a list",       person(birthDate=["1964-02-03"])),
    ("gender as a number",         person(gender=1)),
    ("death as text",              person(deceasedBoolean="true")),
    ("death as a number",          person(deceasedBoolean=1)),
    ("date of death unreadable",   person(deceasedDateTime="yesterday")),
    ("date of death withheld",     person(_deceasedDateTime={"extension": [{"url": "urn:x", "valueCode": "masked"}]})),
    ("dead twice",                 person(deceasedBoolean=False, deceasedDateTime="2026-01-01")),
    ("modifier extension",         person(modifierExtension=[{"url": "urn:x", "valueBoolean": True}])),
    ("an element R4 does not know", person(animal={"species": {"text": "cat"}})),
    ("another id",                 person(id="p2")),
    ("no id",                      person(id=None)),
    ("another type",               {"resourceType": "Observation", "id": "p1"}),
    ("no object",                  "Patient/p1"),
]
# fmt: on


@pytest.mark.parametrize(("raw", "birth", "sex", "deceased", "note"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_a_patient_that_can_be_read(raw: Any, birth: str | None, sex: str | None, deceased: bool, note: str | None) -> None:
    reading = read_all(patient=raw)
    found = reading.patient
    assert (found.birth and str(found.birth), found.sex, found.deceased) == (birth, sex, deceased)
    assert codes_of(reading) == ({note} if note else set())


@pytest.mark.parametrize(("story", "raw"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_patient_that_cannot_be_read(story: str, raw: Any) -> None:
    with pytest.raises(PatientUnreadable) as refused:
        read_all(patient=raw)
    assert "the patient" in str(refused.value) and "1964" not in str(refused.value)


@pytest.mark.parametrize("state", [state for state in DataState if state is not DataState.READ])
def test_a_patient_that_was_not_read(state: DataState) -> None:
    with pytest.raises(PatientUnreadable):
        read_chart(with_patient(state, person()))


def test_a_chart_without_a_patient() -> None:
    of = chart()
    with pytest.raises(PatientUnreadable):
        read_chart(replace(of, sections={key: part for key, part in of.sections.items() if key != "patient"}))
    with pytest.raises(PatientUnreadable):
        read_chart(with_patient(DataState.READ))


def with_patient(state: DataState, *resources: Any) -> Any:
    of = chart()
    return replace(of, sections=of.sections | {"patient": Section("patient", state, resources)})


def test_of_two_versions_of_the_patient_the_newer_counts() -> None:
    old, new = ({"lastUpdated": f"2026-0{month}-01T00:00:00Z"} for month in (1, 2))
    versions = (person(meta=new, gender="male"), person(meta=old))
    for order in (versions, versions[::-1]):
        assert read_chart(with_patient(DataState.READ, *order)).patient.sex == "male"


def test_two_versions_of_the_patient_that_nothing_decides() -> None:
    with pytest.raises(PatientUnreadable):
        read_chart(with_patient(DataState.READ, person(), person(gender="male")))
    assert read_chart(with_patient(DataState.READ, person(), person())).patient.sex == "female"


# fmt: off
NOT_IN_USE = [
    ("inactive", person(active=False), "patient-inactive", "the patient record is marked as not in use"),
    ("replaced", person(link=[{"other": {"reference": "Patient/x"}, "type": "replaced-by"}]), "patient-replaced", "the patient record was replaced by another one"),
]
# fmt: on


@pytest.mark.parametrize(("story", "raw", "note", "unread"), NOT_IN_USE, ids=[row[0] for row in NOT_IN_USE])
def test_a_record_that_is_not_in_use_lets_nothing_count_as_absent(story: str, raw: Any, note: str, unread: str) -> None:
    reading = read_all(condition(), patient=raw)
    assert {table.unread for name, table in reading.patient.tables.items() if name != "drafts"} == {unread}
    assert len(reading.patient.tables["conditions"].events) == 1
    assert codes_of(reading) == {note}
