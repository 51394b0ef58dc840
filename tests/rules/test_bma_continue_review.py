"""Boundary table of BMA-CONTINUE-REVIEW."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import (
    BREAST,
    NORMAL_LABS,
    PROSTATE,
    Placed,
    condition,
    days_ago,
    done,
    drug,
    given,
    ordered,
    patient,
    result,
    visit,
)
from tests.rules.table import Case, judge, run, table

ID = "BMA-CONTINUE-REVIEW"
METASTASIS = condition("bone_metastasis", 820)
ZOLEDRONIC = drug("zoledronic_acid", 800, 4, 28)
LONG = (BREAST, METASTASIS, ZOLEDRONIC, *NORMAL_LABS)
ON_DENOSUMAB = (BREAST, METASTASIS, drug("denosumab", 800, 120, 28), *NORMAL_LABS)
LAPSED_ONCE = (METASTASIS, given("zoledronic_acid", 150, 4, 28), *NORMAL_LABS)
LAPSED = (BREAST, *LAPSED_ONCE)
REVIEW, WITH_Q12W = ("bone_agent_review",), ("bone_agent_review", "zoledronic_acid_4_q12w")
BEFORE = drug("denosumab", 800, 120, 28, standing="ended", until=days_ago(380))


def zoledronic(days: int, every: float | None = 28) -> Placed:
    return drug("zoledronic_acid", days, 4, every)


def marker(value: float, ago: int) -> Placed:
    return result("bone_resorption_markers", value, "ng/mL", ago)


def without_interval(*ago: int) -> tuple[Placed, ...]:
    return (BREAST, METASTASIS, zoledronic(800, None), *(given("zoledronic_acid", day, 4) for day in ago), *NORMAL_LABS)


# fmt: off
CASES = [
    Case("monthly zoledronic acid for 26 months, stable", patient(*LONG), ADVISED, indicator="info", orders=WITH_Q12W),
    Case("denosumab for 26 months", patient(*ON_DENOSUMAB), ADVISED, orders=REVIEW),
    Case("on the agent for 730 days", patient(BREAST, METASTASIS, zoledronic(730)), ADVISED, edge="review_after_days"),
    Case("on the agent for 729 days", patient(BREAST, METASTASIS, zoledronic(729)), NOT_APPLICABLE, edge="review_after_days"),
    Case("agent from before, metastasis for 729 days", patient(BREAST, condition("bone_metastasis", 729), zoledronic(1500)), NOT_APPLICABLE, edge="review_after_days"),
    Case("myeloma, agent for 365 days", patient(condition("multiple_myeloma", 800), zoledronic(365)), ADVISED, edge="review_after_days_myeloma"),
    Case("myeloma, agent for 364 days", patient(condition("multiple_myeloma", 800), zoledronic(364)), NOT_APPLICABLE, edge="review_after_days_myeloma"),
    Case("first dose known only", patient(BREAST, METASTASIS, *(given("zoledronic_acid", day, 4, 84) for day in range(20, 780, 84))), ADVISED),
    Case("no date of any dose", patient(BREAST, METASTASIS, drug("zoledronic_acid", None, 4, 28)), NOT_APPLICABLE),
    # reasons to go on
    Case("skeletal event 183 days ago: not less often", patient(*LONG, condition("skeletal_event", 183)), ADVISED, orders=REVIEW, edge="recent_sre_days"),
    Case("skeletal event 184 days ago", patient(*LONG, condition("skeletal_event", 184)), ADVISED, orders=WITH_Q12W, edge="recent_sre_days"),
    Case("progression", patient(*LONG, condition("bone_progression", 90)), ADVISED, orders=REVIEW),
    Case("resorption marker rises", patient(*LONG, marker(0.4, 60), marker(0.6, 20)), ADVISED, orders=REVIEW),
    Case("resorption marker falls", patient(*LONG, marker(0.6, 60), marker(0.4, 20)), ADVISED, orders=WITH_Q12W),
    Case("resorption marker without a number", patient(*LONG, marker(0.4, 60), result("bone_resorption_markers", ago=20)), ADVISED, orders=WITH_Q12W),
    Case("resorption marker rose long ago", patient(*LONG, marker(0.4, 400), marker(0.6, 300)), ADVISED, orders=WITH_Q12W),
    Case("every 69 days", patient(BREAST, METASTASIS, zoledronic(800, 69), *NORMAL_LABS), ADVISED, orders=WITH_Q12W, edge="interval_q12w_from_days"),
    Case("every 70 days", patient(BREAST, METASTASIS, zoledronic(800, 70), *NORMAL_LABS), ADVISED, orders=REVIEW, edge="interval_q12w_from_days"),
    Case("interval told by 3 doses", patient(*without_interval(66, 38, 10)), ADVISED, orders=WITH_Q12W, edge="min_administrations"),
    Case("interval not told by 2 doses", patient(*without_interval(38, 10)), ADVISED, orders=REVIEW, edge="min_administrations"),
    Case("zoledronic acid for 365 of 800 days", patient(BREAST, METASTASIS, BEFORE, zoledronic(365), *NORMAL_LABS), ADVISED, orders=WITH_Q12W, edge="deescalate_after_days"),
    Case("zoledronic acid for 364 of 800 days", patient(BREAST, METASTASIS, BEFORE, zoledronic(364), *NORMAL_LABS), ADVISED, orders=REVIEW, edge="deescalate_after_days"),
    # lapsed
    Case("last dose beyond its window: lapsed", patient(*LAPSED), ADVISED, indicator="info", orders=REVIEW),
    Case("lapsed, hormone-sensitive prostate cancer", patient(PROSTATE, condition("castration_sensitive"), *LAPSED_ONCE, sex="male"), NOT_APPLICABLE),
    Case("lapsed, declined since", patient(*LAPSED, drug("zoledronic_acid", 60, 4, 28, standing="refused")), NOT_APPLICABLE),
    Case("on hold, not lapsed", patient(*LAPSED, drug("zoledronic_acid", 400, 4, 28, standing="on-hold")), NOT_APPLICABLE),
    Case("taken only before the metastasis", patient(BREAST, condition("bone_metastasis", 10), drug("zoledronic_acid", 900, 4, 182, standing="ended", until=days_ago(300))), NOT_APPLICABLE),
    Case("stopped 300 days ago, metastasis before", patient(BREAST, METASTASIS, drug("zoledronic_acid", 800, 4, 28, standing="ended", until=days_ago(300))), ADVISED),
    # for whom not
    Case("deceased", patient(*LONG, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*LONG, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*LONG, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("no bone metastasis", patient(BREAST, ZOLEDRONIC), NOT_APPLICABLE),
    Case("no agent ever", patient(BREAST, METASTASIS), NOT_APPLICABLE),
    Case("hospice", patient(*LONG, condition("hospice_care", 3)), EXCLUDED),
    Case("reviewed 365 days ago", patient(*LONG, done("bone_agent_review", 365)), EXCLUDED, edge="review_done_days"),
    Case("reviewed 366 days ago", patient(*LONG, done("bone_agent_review", 366)), ADVISED, edge="review_done_days"),
    Case("review as a visit", patient(*LONG, visit("bone_agent_review", 100)), EXCLUDED),
    Case("review ordered", patient(*LONG, ordered("bone_agent_review", 2)), EXCLUDED),
    # not read
    Case("drugs not read", patient(*LONG, unread=("medications",)), CANNOT_TELL),
    Case("visits not read", patient(*LONG, unread=("encounters",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_going_on_is_reviewed_after_years_and_after_a_lapse(case: Case) -> None:
    run(ID, case)


def said(*events: object, **more: object) -> tuple[str, str]:
    """The summary and all sentences of the advice."""
    advice = judge(ID, patient(*events, **more)).advice  # type: ignore[arg-type]
    assert advice is not None
    return advice.summary, " ".join(s.template for s in (*advice.because, *advice.options))


def test_each_reason_is_named_as_found_or_not_found() -> None:
    assert said(*LONG)[1].count("not found in the record") == 3
    words = said(
        *LONG, condition("skeletal_event", 60), marker(0.4, 60), marker(0.6, 20), condition("bone_progression", 9)
    )[1]
    assert "not found" not in words
    assert "speaks for going on" in words


def test_results_that_were_not_read_are_not_called_absent() -> None:
    words = said(*LONG, unread=("results",))[1]
    assert "Progression in bone: could not be read." in words
    assert "Resorption markers: could not be read." in words
    assert words.count("not found in the record") == 1


def test_who_stops_denosumab_is_told_of_the_rebound() -> None:
    assert "rebound" in said(*ON_DENOSUMAB)[1]
    assert "rebound" not in said(*LONG)[1]


def test_the_summary_tells_years_myeloma_and_lapse_apart() -> None:
    assert said(*LONG)[0] == ""
    assert "myeloma" in said(condition("multiple_myeloma", 800), zoledronic(400))[0]
    assert "lapsed" in said(*LAPSED)[0]
