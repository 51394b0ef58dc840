"""The clinical-data oddities of the safety concept (SAFETY 1.9, CD-001..051): what each does to the record.

`counts` is what the facts come to: used, doubt (neither present nor absent), gone (never counted), unread (the table is
incomplete), refused (no record at all).
"""

from typing import Any, NamedTuple

import pytest

from cards.events import Event, NotKnown, value_in
from cards.patient import PatientRecord
from service.reader import PatientUnreadable
from tests.fhir import (
    BONE_METASTASIS,
    CREATININE,
    SNOMED,
    coded,
    condition,
    events,
    observation,
    person,
    quantity,
    read_all,
    request,
)


class Odd(NamedTuple):
    """One row of the table."""

    ids: str
    story: str
    resources: list[Any]
    counts: str
    patient: Any = None


def number(value: Any, **more: Any) -> list[Any]:
    return [observation(valueQuantity=quantity(value, "mg/dL") | more)]


def dated(text: Any) -> list[Any]:
    return [observation(on=text)]


def circle() -> Any:
    inside = [{"resourceType": "Medication", "id": name, "ingredient": [{"itemReference": {"reference": f"#{other}"}}]} for name, other in ("ab", "ba")]
    return request(medicationCodeableConcept=None, medicationReference={"reference": "#a"}, contained=inside)


# fmt: off
ODD = [
    Odd("CD-001", "dead",                                 [], "dead",    person(deceasedBoolean=True)),
    Odd("CD-002", "dead on a day",                        [], "dead",    person(deceasedDateTime="2026-09-01")),
    Odd("CD-003", "inactive",                             [], "unread",  person(active=False)),
    Odd("CD-004", "replaced by another record",           [], "unread",  person(link=[{"other": {"reference": "Patient/x"}, "type": "replaced-by"}])),
    Odd("CD-005", "birth date missing",                   [], "no age",  person(birthDate=None)),
    Odd("CD-006", "born in the future",                   [], "no age",  person(birthDate="2031-01-01")),
    Odd("CD-007", "birth date of zeros",                  [], "refused", person(birthDate="0000-00-00")),
    Odd("CD-008", "birth date that does not exist",       [], "refused", person(birthDate="2024-02-30")),
    Odd("CD-009", "200 years old",                        [], "no age",  person(birthDate="1825-01-01")),
    Odd("CD-010", "birth date in other digits",           [], "refused", person(birthDate="١٩٦٤-٠٢-٠٣")),
    Odd("CD-011", "birth date a number",                  [], "refused", person(birthDate=19640203)),
    Odd("CD-012", "birth date a list",                    [], "refused", person(birthDate=["1964-02-03"])),
    Odd("CD-014", "gender unknown",                       [], "no sex",  person(gender="unknown")),
    Odd("CD-015", "gender a number",                      [], "refused", person(gender=2)),
    Odd("CD-016", "entered in error",                     [observation(status="entered-in-error")],   "gone"),
    Odd("CD-017", "cancelled",                            [observation(status="cancelled")],          "gone"),
    Odd("CD-018", "preliminary",                          [observation(status="preliminary")],        "gone"),
    Odd("CD-019", "made-up status",                       [observation(status="banana")],             "doubt"),
    Odd("CD-020", "modifier extension",                   [observation(modifierExtension=[{"url": "urn:x", "valueBoolean": True}])], "doubt"),
    Odd("CD-021", "value missing with a reason",          [observation(value=None, dataAbsentReason=coded("unknown"))], "gone"),
    Odd("CD-022", "value a string",                       number("0.9"),                              "doubt"),
    Odd("CD-023", "value a truth value",                  number(True),                               "doubt"),
    Odd("CD-024", "value null",                           [observation(valueQuantity={"value": None, "unit": "mg/dL"})], "no number"),
    Odd("CD-025", "value beyond everything",              number(1e308),                              "doubt"),
    Odd("CD-026", "value minus zero is zero",             number(-0.0),                               "used"),
    Odd("CD-027", "unit gone",                            [observation(unit=None)],                   "no number"),
    Odd("CD-028", "unit wrong",                           [observation(unit="furlong")],              "no number"),
    Odd("CD-029", "only a limit",                         number(0.3, comparator="<"),                "doubt"),
    Odd("CD-030", "date missing",                         dated(None),                                "not recent"),
    Odd("CD-031", "date in the future",                   dated("2031-01-01"),                        "doubt"),
    Odd("CD-032", "30 years old",                         dated("1996-10-20"),                        "not recent"),
    Odd("CD-033", "offset +14:00",                        dated("2026-10-20T00:00:00+14:00"),         "used"),
    Odd("CD-033", "offset -12:00",                        dated("2026-10-20T00:00:00-12:00"),         "used"),
    Odd("CD-034", "offset +99:00",                        dated("2026-10-20T00:00:00+99:00"),         "doubt"),
    Odd("CD-035", "leap second",                          dated("2026-10-20T23:59:60Z"),              "used"),
    Odd("CD-036", "year only, and the year is over",      dated("2025"),                              "not recent"),
    Odd("CD-037", "about a donor",                        [observation(focus=[{"reference": "Patient/donor"}])], "gone"),
    Odd("CD-038", "coding without a system",              [observation() | {"code": {"coding": [{"code": "2160-0"}]}}], "gone"),
    Odd("CD-039", "code in the wrong system",             [observation(f"{SNOMED}|2160-0")],          "gone"),
    Odd("CD-040", "code with blanks",                     [observation() | {"code": {"coding": [{"system": "http://loinc.org", "code": " 2160-0 "}]}}], "doubt"),
    Odd("CD-041", "coding is an object",                  [observation() | {"code": {"coding": coded(CREATININE)["coding"][0]}}], "doubt"),
    Odd("CD-042", "code is a number",                     [observation() | {"code": {"coding": [{"system": "http://loinc.org", "code": 2160}]}}], "gone"),
    Odd("CD-043", "condition refuted",                    [condition(verified="refuted")],            "gone"),
    Odd("CD-044", "condition in error",                   [condition(verified="entered-in-error", clinical=None)], "gone"),
    Odd("CD-045", "condition without clinical status",    [condition(clinical=None)],                 "used"),
    Odd("CD-046", "order in error",                       [request(status="entered-in-error")],       "gone"),
    Odd("CD-047", "order not to give it",                 [request(doNotPerform=True)],               "not taken"),
    Odd("CD-048", "proposal",                             [request(intent="proposal")],               "not taken"),
    Odd("CD-049", "contained resource that is not there", [request(medicationCodeableConcept=None, medicationReference={"reference": "#none"})], "unread"),
    Odd("CD-050", "contained resources in a circle",      [circle()],                                 "unread"),
    Odd("CD-051", "one id, three values",                 [observation(value=v) for v in (0.8, 1.2, 3)], "doubt"),
    Odd("CD-051", "one id, three versions: newest wins",  [observation(value=v, meta={"lastUpdated": f"2026-10-0{v}T00:00:00Z"}) for v in (1, 2, 3)], "used"),
]
# fmt: on


def comes_to(odd: Odd) -> str:
    """What the record makes of it, in the words of the table."""
    try:
        reading = read_all(*odd.resources, patient=odd.patient)
    except PatientUnreadable:
        return "refused"
    patient, found = reading.patient, events(reading)
    words = {
        "dead": patient.deceased,
        "no age": patient.birth is None,
        "no sex": patient.sex is None,
        "unread": any(table.unread for table in patient.tables.values()),
        "gone": not found,
    }
    return next((word for word, holds in words.items() if holds), "") or _of_event(found[0], patient)


def _of_event(event: Event, patient: PatientRecord) -> str:
    old = event.on is None or not event.on.may_be_within(patient.days("lab_max_age_days"), patient.today)
    words = {
        "doubt": event.doubt is not None,
        "not taken": event.kind == "MedicationRequest" and event.standing != "active",
        "not recent": event.kind == "Observation" and old,
        "no number": event.kind == "Observation" and not _has_number(event),
    }
    return next((word for word, holds in words.items() if holds), "used")


def _has_number(event: Event) -> bool:
    try:
        value_in(event, "mg/dL", "creatinine")
    except NotKnown:
        return False
    return True


@pytest.mark.parametrize("odd", ODD, ids=[f"{row.ids} {row.story}" for row in ODD])
def test_oddity(odd: Odd) -> None:
    assert comes_to(odd) == odd.counts
    assert len(events(read_all(*odd.resources))) <= 1


def test_the_plain_cases_beside_the_oddities_count() -> None:
    for resources in ([observation()], [condition(BONE_METASTASIS)], [request()]):
        assert comes_to(Odd("", "", resources, "")) == "used"
