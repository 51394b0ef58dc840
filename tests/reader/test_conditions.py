"""Condition: active or ended, confirmed or not, since when (GUIDELINE 4.1)."""

from typing import Any

import pytest

from tests.fhir import BREAST, SNOMED, coded, condition, day, only, read_all

ACTIVE, ENDED = "active", "ended"
# fmt: off
COUNTS = [
    # story                                          resource                                                       standing certain on            until
    ("active and confirmed",                         condition(onset="2026-10-01"),                                 ACTIVE, True,  "2026-10-01", None),
    ("recurrence",                                   condition(clinical="recurrence"),                              ACTIVE, True,  None, None),
    ("relapse",                                      condition(clinical="relapse"),                                 ACTIVE, True,  None, None),
    ("remission",                                    condition(clinical="remission"),                               ENDED,  True,  None, None),
    ("inactive",                                     condition(clinical="inactive"),                                ENDED,  True,  None, None),
    ("resolved",                                     condition(clinical="resolved"),                                ENDED,  True,  None, None),
    ("clinical status missing, no abatement",        condition(clinical=None),                                      ACTIVE, True,  None, None),
    ("clinical status missing, abated",              condition(clinical=None, abatementDateTime="2025-03-01"),      ENDED,  True,  None, "2025-03-01"),
    ("active but abated",                            condition(abatementDateTime="2025-03-01"),                     ENDED,  True,  None, "2025-03-01"),
    ("abatement lies in the future",                 condition(abatementDateTime="2027-03-01"),                     ACTIVE, True,  None, "2027-03-01"),
    ("abatement in words",                           condition(clinical=None, abatementString="after surgery"),     ENDED,  True,  None, None),
    ("abatement period without an end",              condition(abatementPeriod={"start": "2025-01-01"}),            ACTIVE, True,  None, None),
    ("abatement period with an end",                 condition(abatementPeriod={"end": "2025-02-01"}),              ENDED,  True,  None, "2025-02-01"),
    ("verification missing",                         condition(verified=None),                                      ACTIVE, True,  None, None),
    ("provisional",                                  condition(verified="provisional"),                             ACTIVE, False, None, None),
    ("differential",                                 condition(verified="differential"),                            ACTIVE, False, None, None),
    ("unconfirmed",                                  condition(verified="unconfirmed"),                             ACTIVE, False, None, None),
    ("onset knows the year only",                    condition(onset="2024"),                                       ACTIVE, True,  "2024", None),
    ("onset with time and zone: the day is as written", condition(onset="2026-10-01T23:30:00-08:00"),               ACTIVE, True,  "2026-10-01", None),
    ("onset period: its start",                      condition(onsetPeriod={"start": "2026-01", "end": "2026-03"}), ACTIVE, True,  "2026-01", None),
    ("onset in words: the recorded date",            condition(onsetString="last year", recordedDate="2026-09-09"), ACTIVE, True,  "2026-09-09", None),
    ("onset as an age: the recorded date",           condition(onsetAge={"value": 61, "code": "a"}, recordedDate="2026-09-09"), ACTIVE, True, "2026-09-09", None),
    ("no onset: the recorded date",                  condition(recordedDate="2026-09-09"),                          ACTIVE, True,  "2026-09-09", None),
    ("status as bare code",                          condition(clinicalStatus={"coding": [{"code": "resolved"}]}),  ENDED,  True,  None, None),
    ("status as words",                              condition(clinicalStatus={"text": "Resolved"}),                ENDED,  True,  None, None),
    ("status in two codings, one of them foreign",   condition(clinicalStatus={"coding": [
        {"system": "urn:x", "code": "A"},
        {"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "remission"}]}),             ENDED,  True,  None, None),
]
NEVER = [
    ("refuted",                  condition(verified="refuted")),
    ("entered in error",         condition(verified="entered-in-error", clinical=None)),
    ("in no codelist",           condition(f"{SNOMED}|38341003")),
    ("without a code",           condition(bodySite=[coded("rib")]) | {"code": None}),
]
DOUBTFUL = [
    ("clinical status not known",      condition(clinical="sleeping"),                                    "its status is not known"),
    ("verification not known",         condition(verified="maybe"),                                       "its status is not known"),
    ("status of a foreign system",     condition(clinicalStatus=coded("urn:x|active")),                   "its status is not known"),
    ("onset in the future",            condition(onset="2026-12-01"),                                     "dated in the future"),
    ("onset is no date",               condition(onset="2026-13-01"),                                     "unreadable"),
    ("onset is a number",              condition(onset=None, onsetDateTime=2026),                         "unreadable"),
    ("onset has Arabic digits",        condition(onset="٢٠٢٦-01-01"),                                     "unreadable"),
    ("two onsets",                     condition(onset="2026-01-01", onsetString="spring"),               "unreadable"),
    ("an element R4 does not know",    condition(severityScore=3),                                        "unreadable"),
    ("modifier extension",             condition(modifierExtension=[{"url": "urn:x", "valueBoolean": True}]), "carries an extension that may change its meaning"),
    ("rules nobody here knows",        condition(implicitRules="urn:x"),                                  "carries an extension that may change its meaning"),
]
# fmt: on


@pytest.mark.parametrize(("raw", "standing", "certain", "on", "until"), [row[1:] for row in COUNTS], ids=[row[0] for row in COUNTS])
def test_a_condition_that_counts(raw: dict[str, Any], standing: str, certain: bool, on: str | None, until: str | None) -> None:
    found = only(read_all(raw))
    assert found is not None and found.doubt is None
    assert (found.standing, found.certain, day(found), day(found, "until")) == (standing, certain, on, until)
    assert "bone_metastasis" in found.concepts and found.ref == "Condition/1" and not found.by_text


@pytest.mark.parametrize(("story", "raw"), NEVER, ids=[row[0] for row in NEVER])
def test_a_condition_that_never_counts(story: str, raw: dict[str, Any]) -> None:
    reading = read_all(raw)
    assert only(reading) is None
    assert reading.patient.tables["conditions"].unread is None


@pytest.mark.parametrize(("story", "raw", "doubt"), DOUBTFUL, ids=[row[0] for row in DOUBTFUL])
def test_a_condition_in_doubt(story: str, raw: dict[str, Any], doubt: str) -> None:
    reading = read_all(raw)
    found = only(reading)
    assert found is not None and found.doubt == doubt
    assert "bone_metastasis" in found.concepts
    assert [note.reference for note in reading.notes] == ["Condition/1"]


def test_a_stage_adds_what_the_code_does_not_say() -> None:
    stage = [{"summary": coded(f"{SNOMED}|55440008")}]
    assert "distant_metastasis" in only(read_all(condition(BREAST, stage=stage))).concepts  # type: ignore[union-attr]
    assert "distant_metastasis" not in only(read_all(condition(BREAST))).concepts  # type: ignore[union-attr]


def test_the_meaning_is_the_codelists_own_and_never_text_of_the_chart() -> None:
    code = {"coding": [{"system": SNOMED, "code": "94222008", "display": "<b>nonsense</b>"}], "text": "<b>nonsense</b>"}
    found = only(read_all(condition() | {"code": code}))
    assert found is not None and found.meaning == "Secondary malignant neoplasm of bone"
    assert found.code == f"{SNOMED}|94222008"


def test_an_irrelevant_condition_is_not_looked_at_however_broken() -> None:
    broken = condition(f"{SNOMED}|38341003", onset="never", note="no list", frobnicate=[None])
    reading = read_all(broken)
    assert only(reading) is None and reading.notes == ()
    assert reading.patient.tables["conditions"].unread is None
