"""Boundary table of BMA-DEESCALATE-Q12W."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BREAST, NORMAL_LABS, PROSTATE, Placed, allergy, condition, drug, given, patient, result
from tests.rules.facts import labs
from tests.rules.table import Case, run, table

ID = "BMA-DEESCALATE-Q12W"
METASTASIS = condition("bone_metastasis", 450)
MONTHLY = drug("zoledronic_acid", 425, 4, 28)
STABLE = (BREAST, METASTASIS, MONTHLY, *NORMAL_LABS)
Q12W = ("zoledronic_acid_4_q12w",)


def every(days: float) -> tuple[Placed, ...]:
    return (BREAST, METASTASIS, drug("zoledronic_acid", 425, 4, days), *NORMAL_LABS)


def doses(*ago: int) -> tuple[Placed, ...]:
    """Single doses without an ordered interval, under an order that says when it began."""
    return (
        BREAST,
        METASTASIS,
        drug("zoledronic_acid", 425, 4),
        *(given("zoledronic_acid", day, 4) for day in ago),
        *NORMAL_LABS,
    )


def since(days: int) -> tuple[Placed, ...]:
    return (BREAST, METASTASIS, drug("zoledronic_acid", days, 4, 28), *NORMAL_LABS)


# fmt: off
CASES = [
    Case("monthly for 14 months, stable breast cancer", patient(*STABLE), ADVISED, indicator="info", orders=Q12W),
    Case("prostate cancer", patient(PROSTATE, METASTASIS, MONTHLY, *NORMAL_LABS, sex="male"), ADVISED),
    Case("myeloma", patient(condition("multiple_myeloma", 450), MONTHLY, *NORMAL_LABS), ADVISED),
    Case("for 365 days", patient(*since(365)), ADVISED, edge="deescalate_after_days"),
    Case("for 364 days", patient(*since(364)), NOT_APPLICABLE, edge="deescalate_after_days"),
    Case("adjuvant before, metastasis for 364 days", patient(BREAST, condition("bone_metastasis", 364), drug("zoledronic_acid", 900, 4, 28), *NORMAL_LABS), NOT_APPLICABLE, edge="deescalate_after_days"),
    Case("a pause of half a year, begun again a month ago", patient(BREAST, METASTASIS, given("zoledronic_acid", 400, 4, 28), given("zoledronic_acid", 30, 4, 28), *NORMAL_LABS), NOT_APPLICABLE),
    Case("every 69 days", patient(*every(69)), ADVISED, edge="interval_q12w_from_days"),
    Case("every 70 days", patient(*every(70)), EXCLUDED, edge="interval_q12w_from_days"),
    Case("clearance 30", patient(BREAST, METASTASIS, MONTHLY, *labs(clearance=30)), ADVISED, orders=(), edge="crcl_zol_min"),
    Case("clearance 29: no interval of zoledronic acid is offered", patient(BREAST, METASTASIS, MONTHLY, *labs(clearance=29)), EXCLUDED, edge="crcl_zol_min"),
    Case("allergic to bisphosphonates", patient(*STABLE, allergy("zoledronic_acid")), EXCLUDED),
    Case("creatinine risen by 0.5: it is to be held", patient(*STABLE, result("creatinine", 0.9, "mg/dL", 430), result("creatinine", 1.4, "mg/dL", 5)), EXCLUDED, edge="creatinine_rise_normal"),
    Case("creatinine risen by 0.4", patient(*STABLE, result("creatinine", 0.9, "mg/dL", 430), result("creatinine", 1.3, "mg/dL", 5)), ADVISED, edge="creatinine_rise_normal"),
    Case("interval told by 3 doses", patient(*doses(66, 38, 10)), ADVISED, edge="min_administrations"),
    Case("interval not told by 2 doses", patient(*doses(38, 10)), NOT_APPLICABLE, edge="min_administrations"),
    Case("the last 3 doses tell: spaced out already", patient(*doses(290, 262, 234, 150, 66)), EXCLUDED),
    Case("one dose recorded twice is one dose", patient(*doses(38, 10), given("zoledronic_acid", 10, 4, 28)), NOT_APPLICABLE),
    # laboratory values
    Case("clearance 60: words, no order", patient(BREAST, METASTASIS, MONTHLY, *labs(60)), ADVISED, orders=(), edge="crcl_zol_reduce_le"),
    Case("clearance 60.1", patient(BREAST, METASTASIS, MONTHLY, *labs(60.1)), ADVISED, orders=Q12W, edge="crcl_zol_reduce_le"),
    Case("calcium not found: no order", patient(BREAST, METASTASIS, MONTHLY), ADVISED, orders=()),
    # for whom not
    Case("deceased", patient(*STABLE, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*STABLE, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*STABLE, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("no bone metastasis", patient(BREAST, MONTHLY, *NORMAL_LABS), NOT_APPLICABLE),
    Case("lung cancer: not studied", patient(condition("lung_cancer", 500), METASTASIS, MONTHLY, *NORMAL_LABS), NOT_APPLICABLE),
    Case("not on zoledronic acid", patient(BREAST, METASTASIS, *NORMAL_LABS), NOT_APPLICABLE),
    Case("progression 183 days ago", patient(*STABLE, condition("bone_progression", 183)), EXCLUDED, edge="recent_sre_days"),
    Case("progression 184 days ago", patient(*STABLE, condition("bone_progression", 184)), ADVISED, edge="recent_sre_days"),
    Case("progression reported as absent", patient(*STABLE, result("bone_progression", ago=20, answers="absent")), ADVISED),
    Case("skeletal event 183 days ago", patient(*STABLE, condition("skeletal_event", 183)), EXCLUDED, edge="recent_sre_days"),
    Case("skeletal event 184 days ago", patient(*STABLE, condition("skeletal_event", 184)), ADVISED, edge="recent_sre_days"),
    Case("on denosumab as well", patient(*STABLE, drug("denosumab", 20, 120, 28)), EXCLUDED),
    # not read
    Case("drugs not read", patient(*STABLE, unread=("medications",)), CANNOT_TELL),
    Case("results not read", patient(*STABLE, unread=("results",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_stable_monthly_zoledronic_acid_may_be_given_every_12_weeks(case: Case) -> None:
    run(ID, case)
