"""What a resource is called: codes first, words where no code is in a list, junk never raises."""

from typing import Any

import pytest

from service.reader.naming import listed, named, says_nothing
from tests.fhir import (
    BONE_METASTASIS,
    BREAST,
    HAEMOGLOBIN,
    LOINC,
    SNOMED,
    coded,
    codes_of,
    condition,
    observation,
    only,
    read_all,
    request,
)

ICD10, ICD10CM = "http://hl7.org/fhir/sid/icd-10", "http://hl7.org/fhir/sid/icd-10-cm"
LONG = "bone metastasis " + "x" * 300


def concept(*names: str, text: str | None = None) -> dict[str, Any]:
    """Several codings ("system|code" or "system|code|display") and a text."""
    parts = [dict(zip(("system", "code", "display"), name.split("|"), strict=False)) for name in names]
    rows = [{key: value for key, value in part.items() if value} for part in parts]
    return {"coding": rows} | ({"text": text} if text else {})


# fmt: off
NAMED = [
    # story                                       concept                                                             concept of the record  by text
    ("a code",                                    concept(BONE_METASTASIS),                                           "bone_metastasis", False),
    ("system with a version",                     concept(f"{SNOMED}/|94222008"),                                     "bone_metastasis", False),
    ("the second code",                           concept("urn:local|1", BONE_METASTASIS),                            "bone_metastasis", False),
    ("a national extension of ICD-10",            concept(f"{ICD10}|C79.500x012"),                                    "bone_metastasis", False),
    ("code without dot",                          concept(f"{ICD10CM}|C7951"),                                        "bone_metastasis", False),
    ("the code wins against the display",         concept(f"{BONE_METASTASIS}|Hypertension", text="Hypertension"),    "bone_metastasis", False),
    ("words beside an unknown system",            concept("urn:local|1", text="Bone metastasis"),                     "bone_metastasis", True),
    ("words beside a code in no list",            concept(f"{SNOMED}|1|Secondary malignant neoplasm of bone"),        "bone_metastasis", True),
    ("words only",                                {"text": "Bone metastases"},                                        "bone_metastasis", True),
    ("Chinese words",                             {"text": "骨转移"},                                                  "bone_metastasis", True),
    ("display without a code",                    {"coding": [{"display": "Bone metastasis"}]},                       "bone_metastasis", True),
    ("words refine a code",                       concept(f"{ICD10}|C61", text="Castration-resistant prostate cancer"), "castration_resistant", True),
    ("no system: the code is not looked up",      {"coding": [{"code": "94222008"}]},                                 None, False),
    ("wrong system",                              concept(f"{LOINC}|94222008"),                                       None, False),
    ("a story is no name",                        {"text": LONG},                                                     None, False),
    ("words of doubt",                            {"text": "no bone metastasis"},                                     None, False),
    ("nothing",                                   {},                                                                 None, False),
]
JUNK: list[Any] = [
    None, True, 1, 1.5, "", "text", [], [None], [[]], {}, {"coding": None}, {"coding": "x"}, {"coding": 1}, {"coding": [None]},
    {"coding": [[]]}, {"coding": [{}]}, {"coding": [{"system": 1, "code": 2}]}, {"coding": [{"system": [], "code": {}}]},
    {"coding": {"system": SNOMED}}, {"text": 1}, {"text": {}}, {"concept": {"concept": {"concept": 1}}},
    {"coding": [{"system": "x" * 9999, "code": "y" * 9999, "display": "z" * 9999}], "text": "\ud800\x00"},
]
SILENT = [
    ("nothing",                       {},                                                   True),
    ("null",                          None,                                                 True),
    ("a code of an unknown system",   concept("urn:local|1"),                               True),
    ("a system without a code",       {"coding": [{"system": SNOMED}]},                     True),
    ("a code of a known system",      concept(HAEMOGLOBIN),                                 False),
    ("words",                         {"text": "aspirin"},                                  False),
    ("a display",                     concept("urn:local|1|aspirin"),                       False),
    ("plain words",                   "aspirin",                                            False),
]
# fmt: on


@pytest.mark.parametrize(("given", "expected", "by_text"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_what_a_concept_is_called(given: Any, expected: str | None, by_text: bool) -> None:
    found = named(given, "conditions")
    assert (expected in found.concepts and found.by_text is by_text) if expected and found else found is None


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_junk_has_no_name_and_does_not_raise(junk: Any) -> None:
    assert named(junk, "conditions") is None
    assert listed(junk) == frozenset()
    assert says_nothing(junk) in (True, False)
    assert only(read_all(condition() | {"code": junk})) is None


@pytest.mark.parametrize(("given", "expected"), [row[1:] for row in SILENT], ids=[row[0] for row in SILENT])
def test_whether_a_concept_says_anything(given: Any, expected: bool) -> None:
    assert says_nothing(given) is expected


def test_a_fact_recognised_by_words_says_so() -> None:
    reading = read_all(condition("Bone metastasis"))
    found = only(reading)
    assert found is not None and found.by_text and found.code == "" and found.doubt is None
    assert codes_of(reading) == {"matched-by-text"}


def test_a_code_counts_only_in_the_tables_of_its_lists() -> None:
    assert only(read_all(observation(BREAST))) is None
    assert only(read_all(request(BREAST))) is None


def test_a_concept_that_is_not_exactly_as_in_r4_is_named_but_in_doubt() -> None:
    odd: list[Any] = [
        {"coding": {"system": SNOMED, "code": "94222008"}},
        {"coding": [{"system": SNOMED, "code": " 94222008"}]},
        {"coding": [{"system": SNOMED, "code": "94222008", "display": 1}]},
        {"coding": [{"system": SNOMED, "code": "94222008", "colour": "red"}]},
        {"coding": [{"system": SNOMED, "code": "94222008"}], "text": 5},
        "Bone metastasis",
        [coded(BONE_METASTASIS)],
    ]
    for code in odd:
        found = only(read_all(condition() | {"code": code}))
        assert found is not None and found.doubt == "unreadable", code


def test_parts_r4_allows_beside_a_code_do_not_matter() -> None:
    full = {"id": "x", "system": SNOMED, "version": "2026", "code": "94222008", "display": "x", "userSelected": True}
    found = only(read_all(condition() | {"code": {"id": "y", "coding": [full], "extension": [{"url": "urn:x", "valueBoolean": True}]}}))
    assert found is not None and found.doubt is None
