"""Observation: numbers with units, coded answers, components; what is not used as a number (SAFETY CD-016..036)."""

from typing import Any

import pytest

from cards.codelists import codelist
from cards.events import Event, NotKnown
from tests.fhir import (
    CREATININE,
    ECOG,
    HAEMOGLOBIN,
    LOINC,
    SNOMED,
    coded,
    codes_of,
    day,
    events,
    observation,
    only,
    quantity,
    read_all,
)

PREGNANCY_TEST, SMOKING = f"{LOINC}|2118-8", f"{LOINC}|72166-2"
NEVER_SMOKED, POSITIVE, POSTMENOPAUSAL = f"{SNOMED}|266919005", f"{SNOMED}|10828004", f"{SNOMED}|76498008"
NORMAL = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/referencerange-meaning", "code": "normal"}]}


def value(raw: Any, **more: Any) -> dict[str, Any]:
    return observation(value=None, **{f"value{raw}": more.pop("is_")}, **more)


def ranged(*ranges: dict[str, Any], unit: str = "mg/dL") -> dict[str, Any]:
    return observation(unit=unit, referenceRange=list(ranges))


# fmt: off
NUMBERS = [
    # story                                            resource                                                         value unit      low
    ("a number with its unit",                         observation(value=1.2),                                          1.2,  "mg/dL",  None),
    ("a whole number",                                 observation(ECOG, 2, "{score}"),                                 2.0,  "{score}", None),
    ("no unit",                                        observation(value=1.2, unit=None),                               1.2,  None,     None),
    ("the code counts where it is known",              value("Quantity", is_=quantity(88, "micromol per litre", "umol/L")), 88.0, "umol/L", None),
    ("an unknown code: the words count",               value("Quantity", is_=quantity(88, "umol/L", "ML9")),            88.0, "umol/L", None),
    ("an integer",                                     value("Integer", is_=3, code=ECOG),                              3.0,  None,     None),
    ("no number in the quantity",                      value("Quantity", is_={"unit": "mg/dL"}),                        None, "mg/dL",  None),
    ("a range is no number",                           value("Range", is_={"low": {"value": 1}}),                       None, None,     None),
    ("words are never read as a number",               value("String", is_="1.2"),                                      None, None,     None),
    ("no value at all: observed, without a number",    observation(value=None),                                         None, None,     None),
    ("about the tumour, as a condition",               observation(ECOG, 2, "{score}", focus=[{"reference": "Condition/tumour"}]), 2.0, "{score}", None),
    ("about the tumour, as a body part",               observation(ECOG, 2, "{score}", focus=[{"reference": "https://ehr.example/BodyStructure/t/_history/2"}]), 2.0, "{score}", None),
    ("zero",                                           observation(value=0),                                            0.0,  "mg/dL",  None),
    ("negative",                                       observation(f"{LOINC}|38263-0", -2.4, "{T-score}"),              -2.4, "{T-score}", None),
    ("lower limit of the report",                      ranged({"low": quantity(0.5, "mg/dL"), "high": quantity(1.1, "mg/dL")}), 1.0, "mg/dL", 0.5),
    ("lower limit without a unit: that of the value",  ranged({"low": {"value": 0.5}}),                                 1.0,  "mg/dL",  0.5),
    ("lower limit in another unit",                    ranged({"low": quantity(44, "umol/L")}),                         1.0,  "mg/dL",  None),
    ("range marked as normal",                         ranged({"low": quantity(0.5, "mg/dL"), "type": NORMAL}),         1.0,  "mg/dL",  0.5),
    ("range of another meaning",                       ranged({"low": quantity(9, "mg/dL"), "type": coded("urn:x|treatment")}), 1.0, "mg/dL", None),
    ("range for some people only",                     ranged({"low": quantity(0.5, "mg/dL"), "appliesTo": [coded("men")]}), 1.0, "mg/dL", None),
    ("two ranges that differ",                         ranged({"low": quantity(0.5, "mg/dL")}, {"low": quantity(0.6, "mg/dL")}), 1.0, "mg/dL", None),
    ("two ranges alike",                               ranged({"low": quantity(0.5, "mg/dL")}, {"low": quantity(0.5, "mg/dL")}), 1.0, "mg/dL", 0.5),
    ("lower limit that is itself a limit",             ranged({"low": quantity(0.5, "mg/dL", comparator=">")}),         1.0,  "mg/dL",  None),
]
DAYS = [
    ("effective day",                  observation(on="2026-10-20"),                                                         "2026-10-20"),
    ("effective moment",               observation(on="2026-10-20T23:59:60+14:00"),                                          "2026-10-20"),
    ("effective month",                observation(on="2026-10"),                                                            "2026-10"),
    ("effective period: its end",      observation(on=None, effectivePeriod={"start": "2026-10-01", "end": "2026-10-03"}),   "2026-10-03"),
    ("period without an end",          observation(on=None, effectivePeriod={"start": "2026-10-01"}),                        "2026-10-01"),
    ("effective instant",              observation(on=None, effectiveInstant="2026-10-20T08:00:00Z"),                        "2026-10-20"),
    ("not effective, but issued",      observation(on=None, issued="2026-10-21T08:00:00Z"),                                  "2026-10-21"),
    ("no date at all",                 observation(on=None),                                                                 None),
    ("today",                          observation(on="2026-11-01"),                                                         "2026-11-01"),
    ("this year",                      observation(on="2026"),                                                               "2026"),
]
LEFT_OUT = [
    ("preliminary",                    observation(status="preliminary"),                                    None),
    ("registered",                     observation(status="registered"),                                     None),
    ("cancelled",                      observation(status="cancelled"),                                      None),
    ("entered in error",               observation(status="entered-in-error"),                               None),
    ("value missing with a reason",    observation(value=None, dataAbsentReason=coded("urn:x|unknown")),     "no-value"),
    ("about a donor",                  observation(focus=[{"reference": "Patient/donor"}]),                  "focus"),
    ("about the tumour and a donor",   observation(focus=[{"reference": "Condition/c"}, {"reference": "Patient/donor"}]), "focus"),
    ("about what is not said",         observation(focus=[{"display": "left kidney of the donor"}]),         "focus"),
]
DOUBTFUL = [
    ("only a limit",                   value("Quantity", is_=quantity(0.2, "mg/dL", comparator="<")),        "only a limit is given"),
    ("in the future",                  observation(on="2026-11-02"),                                         "dated in the future"),
    ("next year",                      observation(on="2027"),                                               "dated in the future"),
    ("unit and code disagree",         value("Quantity", is_=quantity(1.8, "mg/dL", "umol/L")),              "its unit and its unit code disagree"),
    ("status made up",                 observation(status="done"),                                           "its status is not known"),
    ("status unknown",                 observation(status="unknown"),                                        "its status is not known"),
    ("status missing",                 observation(status=None),                                             "unreadable"),
    ("value as text",                  value("Quantity", is_={"value": "1.2", "unit": "mg/dL"}),             "unreadable"),
    ("value as truth",                 value("Quantity", is_={"value": True, "unit": "mg/dL"}),              "unreadable"),
    ("integer as truth",               value("Integer", is_=True),                                           "unreadable"),
    ("truth as text",                  value("Boolean", is_="true", code=PREGNANCY_TEST),                    "unreadable"),
    ("value as a list",                value("Quantity", is_=[quantity(1)]),                                 "unreadable"),
    ("absurd number",                  observation(value=1e308),                                             "unreadable"),
    ("endless number",                 observation(value=float("inf")),                                      "unreadable"),
    ("not a number",                   observation(value=float("nan")),                                      "unreadable"),
    ("unit is a number",               value("Quantity", is_={"value": 1, "unit": 3}),                       "unreadable"),
    ("two values",                     observation(valueString="high"),                                      "unreadable"),
    ("time without a zone",            observation(on="2026-10-20T08:00:00"),                                "unreadable"),
    ("day that does not exist",        observation(on="2026-02-30"),                                         "unreadable"),
    ("modifier extension",             observation(modifierExtension=[{"url": "urn:x", "valueBoolean": True}]), "carries an extension that may change its meaning"),
]
ANSWERS = [
    # story                            resource                                                             answers
    ("coded answer",                   value("CodeableConcept", is_=coded(NEVER_SMOKED), code=SMOKING),     {"smoking_never"}),
    ("answer in words",                value("CodeableConcept", is_=coded("Never smoked"), code=SMOKING),   {"smoking_never"}),
    ("answer as a string",             value("String", is_="Never smoked", code=SMOKING),                   {"smoking_never"}),
    ("yes",                            value("Boolean", is_=True, code=PREGNANCY_TEST),                     {"present"}),
    ("no",                             value("Boolean", is_=False, code=PREGNANCY_TEST),                    {"absent"}),
    ("interpretation",                 observation(PREGNANCY_TEST, 40, "[IU]/L", interpretation=[coded(POSITIVE)]), {"present"}),
    ("interpretation beside an answer", value("Boolean", is_=True, code=PREGNANCY_TEST, interpretation=[coded(POSITIVE)]), {"present"}),
    ("answer in no codelist",          value("CodeableConcept", is_=coded("urn:x|1"), code=SMOKING),        set()),
]
# fmt: on


@pytest.mark.parametrize(("story", "raw", "number", "unit", "low"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_number_unit_and_limit(story: str, raw: dict[str, Any], number: float | None, unit: str | None, low: float | None) -> None:
    found = only(read_all(raw))
    assert found is not None and found.doubt is None and found.standing == "done"
    assert (found.value, found.unit, found.low) == (number, unit, low)


@pytest.mark.parametrize(("story", "raw", "on"), DAYS, ids=[row[0] for row in DAYS])
def test_the_day_of_a_result(story: str, raw: dict[str, Any], on: str | None) -> None:
    found = only(read_all(raw))
    assert found is not None and found.doubt is None and day(found) == on


@pytest.mark.parametrize(("story", "raw", "note"), LEFT_OUT, ids=[row[0] for row in LEFT_OUT])
def test_a_result_that_never_counts(story: str, raw: dict[str, Any], note: str | None) -> None:
    reading = read_all(raw)
    assert only(reading) is None and reading.patient.tables["results"].unread is None
    assert codes_of(reading) == ({note} if note else set())


@pytest.mark.parametrize(("story", "raw", "doubt"), DOUBTFUL, ids=[row[0] for row in DOUBTFUL])
def test_a_result_in_doubt(story: str, raw: dict[str, Any], doubt: str) -> None:
    found = only(read_all(raw))
    assert found is not None and found.doubt == doubt
    assert found.value is None and not found.answers - found.concepts


@pytest.mark.parametrize(("story", "raw", "answers"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_answers(story: str, raw: dict[str, Any], answers: set[str]) -> None:
    found = only(read_all(raw))
    assert found is not None and found.doubt is None and answers <= found.answers
    assert bool(found.answers) == bool(answers)


def test_an_old_fact_in_doubt_does_not_hide_a_newer_one() -> None:
    old = [
        observation(status="unknown", on="2020-01-01", _id="a"),
        observation(valueQuantity={"value": "1"}, on="2021-01-01", _id="b"),
        observation(modifierExtension=[{"url": "urn:x", "valueBoolean": True}], on="2022-01-01", _id="c"),
    ]
    record = read_all(*old, observation(value=1.1, _id="d")).patient
    newest = record.results(codelist("creatinine")).latest()
    assert newest is not None and newest.value == 1.1
    undated = observation(status="unknown", on=None, _id="e")
    with pytest.raises(NotKnown):
        read_all(undated, observation(_id="d")).patient.results(codelist("creatinine")).latest()


def test_a_question_stands_also_under_its_answer() -> None:
    """The castration status is asked by one code and answered by another; rules look for the answer."""
    asked = value("CodeableConcept", is_=coded(f"{SNOMED}|427492003"), code="urn:bone-health-cds:concept|castration-status")
    assert {"castration_status", "castration_resistant"} <= (only(read_all(asked)) or Event("", frozenset())).concepts


def test_components_are_results_of_their_own() -> None:
    parts = [
        {"code": coded(CREATININE), "valueQuantity": quantity(1.1, "mg/dL")},
        {"code": coded(ECOG), "valueInteger": 1},
        {"code": coded(HAEMOGLOBIN), "valueQuantity": quantity(12, "g/dL")},
        {"code": coded(f"{LOINC}|29463-7"), "dataAbsentReason": coded("urn:x|unknown")},
    ]
    found = events(read_all(observation("urn:x|panel", None, component=parts)))
    assert sorted((event.value, event.unit, event.ref) for event in found) == [
        (1.0, None, "Observation/1"),
        (1.1, "mg/dL", "Observation/1"),
    ]


def test_a_modifier_in_any_component_makes_the_whole_doubtful() -> None:
    other = {"code": coded(HAEMOGLOBIN), "modifierExtension": [{"url": "urn:x", "valueBoolean": True}]}
    parts = [{"code": coded(CREATININE), "valueQuantity": quantity(1.1, "mg/dL")}, other]
    found = events(read_all(observation("urn:x|panel", None, component=parts)))
    assert [event.doubt for event in found] == ["carries an extension that may change its meaning"]


def test_one_unreadable_component_makes_the_whole_doubtful() -> None:
    parts = [
        {"code": coded(CREATININE), "valueQuantity": quantity("1.1", "mg/dL")},
        {"code": coded(ECOG), "valueInteger": 1},
    ]
    assert {event.doubt for event in events(read_all(observation("urn:x|panel", None, component=parts)))} == {"unreadable"}
