"""Questions about performance status and life expectancy."""

from cards.codelists import Codelist, codelist
from cards.criteria.disease import in_hospice
from cards.events import Event, value_in
from cards.logic import any_of
from cards.patient import PatientRecord, remembered

LIFE_EXPECTANCY, ECOG, KARNOFSKY = codelist("life_expectancy"), codelist("ecog"), codelist("karnofsky")
PAIN_SCORE = codelist("pain_score")


def _current(p: PatientRecord, judgement: Codelist) -> Event | None:
    """The newest judgement, unless it is known to be old: what was thought years ago must not silence a start."""
    days = p.days("prognosis_max_age_days")
    rows = p.results(judgement).where(lambda row: row.on is None or row.on.may_be_within(days, p.today))
    return rows.latest()


def _months(p: PatientRecord) -> float | None:
    latest = _current(p, LIFE_EXPECTANCY)
    return None if latest is None else value_in(latest, "mo", "life_expectancy")


def _expected_below(p: PatientRecord, months: float) -> bool:
    expected = _months(p)
    return expected is not None and expected < months


def life_expectancy_below_3_months(p: PatientRecord) -> bool:
    "Life expectancy below 3 months, judged in the last 183 days (unknown counts as 3 months or more)"
    return _expected_below(p, p.number("life_expectancy_min_months"))


def in_last_weeks(p: PatientRecord) -> bool:
    "Life expectancy below 4 weeks"
    return _expected_below(p, p.number("life_expectancy_rt_min_months"))


def ecog_4(p: PatientRecord) -> bool:
    "ECOG performance status 4 in the last 183 days"
    latest = _current(p, ECOG)
    return latest is not None and value_in(latest, "{score}") >= p.number("ecog_no_start")


@remembered
def too_frail_to_start(p: PatientRecord) -> bool:
    "Hospice, ECOG 4 or life expectancy below 3 months"
    return any_of(p, in_hospice, ecog_4, life_expectancy_below_3_months)


def life_expectancy_recorded(p: PatientRecord) -> bool:
    "Life expectancy on record"
    return p.results(LIFE_EXPECTANCY).any()


def pain_score_recent(p: PatientRecord) -> bool:
    "Pain score in the last 30 days"
    return p.results(PAIN_SCORE).within(p.days("ps_max_age_days")).any()


def performance_status_recent(p: PatientRecord) -> bool:
    "ECOG or Karnofsky status in the last 30 days"
    return p.results(ECOG, KARNOFSKY).within(p.days("ps_max_age_days")).any()
