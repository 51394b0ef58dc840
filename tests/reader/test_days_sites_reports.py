"""Two results of one day, body sites as words, and diagnostic reports."""

import pytest

from tests.fhir import CREATININE, DXA, LOINC, SNOMED, coded, codes_of, day, events, observation, only, read_all, report

POSTMENOPAUSAL = f"{SNOMED}|76498008"


def test_body_sites_are_compared_by_words_and_codes() -> None:
    neck = {"coding": [{"system": SNOMED, "code": "29627003", "display": "Neck of  femur"}]}
    code_only = {"coding": [{"system": SNOMED, "code": "29627003"}]}
    score = f"{LOINC}|38263-0"
    first, second, third = (
        observation(score, -1.5, "{score}", bodySite=site, _id=name)
        for name, site in (("a", neck), ("b", code_only), ("c", coded("Total hip")))
    )
    found = events(read_all(first, second, third))
    assert [event.sites for event in found] == [frozenset({"neck of femur"})] * 2 + [frozenset({"total hip"})]


# fmt: off
SAME_DAY = [
    # story                              first                                          second                                        values
    ("the later hour counts",            ("2026-10-20T08:00:00Z", 1.0),                 ("2026-10-20T18:00:00Z", 2.0),                {2.0: None}),
    ("hours of two time zones",          ("2026-10-20T23:00:00+14:00", 1.0),            ("2026-10-20T10:00:00Z", 2.0),                {2.0: None}),
    ("no hour: neither counts",          ("2026-10-20", 1.0),                           ("2026-10-20", 2.0),                          {1.0: "two results of the same day disagree", 2.0: "two results of the same day disagree"}),
    ("one hour missing: neither counts", ("2026-10-20T08:00:00Z", 1.0),                 ("2026-10-20", 2.0),                          {1.0: "two results of the same day disagree", 2.0: "two results of the same day disagree"}),
    ("they agree",                       ("2026-10-20", 1.0),                           ("2026-10-20", 1.0),                          {1.0: None}),
    ("of two days",                      ("2026-10-19", 1.0),                           ("2026-10-20", 2.0),                          {1.0: None, 2.0: None}),
    ("of one month, day unknown",        ("2026-10", 1.0),                              ("2026-10", 2.0),                             {1.0: None, 2.0: None}),
]
# fmt: on


@pytest.mark.parametrize(("story", "first", "second", "values"), SAME_DAY, ids=[row[0] for row in SAME_DAY])
def test_two_results_of_one_day(story: str, first: tuple[str, float], second: tuple[str, float], values: dict[float, str | None]) -> None:
    rows = [observation(on=on, value=number, _id=name) for name, (on, number) in (("a", first), ("b", second))]
    found = events(read_all(*rows))
    assert {event.value: event.doubt for event in found} == values
    assert ("same-day" in codes_of(read_all(*rows))) == any(values.values())


def test_values_of_one_day_at_two_sites_do_not_disagree() -> None:
    score = f"{LOINC}|38263-0"
    rows = [
        observation(score, number, "{score}", bodySite=coded(site), _id=site) for number, site in ((-1.0, "left"), (-2.0, "right"))
    ]
    assert {event.doubt for event in events(read_all(*rows))} == {None}


def test_a_report_says_that_an_examination_was_done() -> None:
    reading = read_all(report(DXA, conclusionCode=[coded(POSTMENOPAUSAL)]))
    found = only(reading)
    assert found is not None and reading.patient.tables["reports"].events == (found,)
    assert found.concepts == {"dxa"} and "postmenopausal" in found.answers and day(found) == "2026-10-01"


@pytest.mark.parametrize("status", ["registered", "partial", "preliminary", "cancelled", "entered-in-error"])
def test_a_report_that_is_not_final_does_not_count(status: str) -> None:
    assert only(read_all(report(status=status))) is None


def test_a_report_coded_as_a_laboratory_value_is_no_result() -> None:
    assert only(read_all(report(CREATININE))) is None


def test_a_report_of_a_period_is_dated_by_its_end() -> None:
    found = only(read_all(report(on=None, effectivePeriod={"start": "2026-09-01", "end": "2026-09-03"}, issued="2026-10-01T08:00:00Z")))
    assert day(found) == "2026-09-03"
    assert day(only(read_all(report(on=None, issued="2026-10-01T08:00:00Z")))) == "2026-10-01"
