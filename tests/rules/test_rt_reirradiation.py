"""Boundary table of RT-REIRRADIATION."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, Placed, condition, days_ago, done, ordered, patient, result
from tests.rules.table import Case, run, table

ID = "RT-REIRRADIATION"
RIB = condition("bone_pain_localised", 5, site="rib")
RT_RIB = done("radiotherapy", 90, site="rib", fractions=1)
AGAIN = (BONE_METS, RIB, RT_RIB)


def score(ago: int, value: float = 6) -> Placed:
    return result("pain_score", value, "{score}", ago, site="rib")


# fmt: off
CASES = [
    Case("pain returned 3 months after 8 Gy to the same rib", patient(*AGAIN), ADVISED, indicator="info", orders=("radiation_oncology_referral",)),
    Case("deceased", patient(*AGAIN, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*AGAIN, age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", patient(*AGAIN, age=18), ADVISED, edge="adult_age"),
    Case("pregnant", patient(*AGAIN, condition("pregnancy", 40), age=33), NOT_APPLICABLE),
    Case("neither metastasis nor myeloma", patient(RIB, RT_RIB), NOT_APPLICABLE),
    Case("radiotherapy 28 days ago", patient(BONE_METS, RIB, done("radiotherapy", 28, site="rib")), ADVISED, edge="rt_retreat_min_days"),
    Case("radiotherapy 27 days ago", patient(BONE_METS, RIB, done("radiotherapy", 27, site="rib")), NOT_APPLICABLE, edge="rt_retreat_min_days"),
    Case("the last day of the course counts", patient(BONE_METS, RIB, done("radiotherapy", 40, site="rib", until=days_ago(27))), NOT_APPLICABLE),
    Case("radiotherapy without a date", patient(BONE_METS, RIB, done("radiotherapy", None, site="rib")), NOT_APPLICABLE),
    Case("radiotherapy to another site", patient(BONE_METS, RIB, done("radiotherapy", 90, site="femur")), NOT_APPLICABLE),
    Case("site of the radiotherapy not recorded", patient(BONE_METS, RIB, done("radiotherapy", 90)), NOT_APPLICABLE),
    Case("pain noted only before the radiotherapy", patient(BONE_METS, condition("bone_pain_localised", 95, site="rib"), RT_RIB), NOT_APPLICABLE),
    Case("pain noted on the day of the radiotherapy", patient(BONE_METS, condition("bone_pain_localised", 90, site="rib"), RT_RIB), NOT_APPLICABLE),
    Case("older pain that still scores 6", patient(BONE_METS, condition("bone_pain_localised", 95, site="rib"), RT_RIB, score(3)), ADVISED),
    Case("older pain that now scores 3", patient(BONE_METS, condition("bone_pain_localised", 95, site="rib"), RT_RIB, score(3, 3)), NOT_APPLICABLE),
    Case("score 28 days after the radiotherapy", patient(BONE_METS, done("radiotherapy", 30, site="rib"), score(2)), ADVISED, edge="rt_retreat_min_days"),
    Case("score 27 days after the radiotherapy", patient(BONE_METS, done("radiotherapy", 30, site="rib"), score(3)), NOT_APPLICABLE, edge="rt_retreat_min_days"),
    Case("no pain now", patient(BONE_METS, RT_RIB), NOT_APPLICABLE),
    Case("dose limit of the cord reached", patient(*AGAIN, condition("cord_dose_limit_reached", 80)), EXCLUDED),
    Case("a second course ended 27 days ago", patient(*AGAIN, done("radiotherapy", 27, site="rib")), EXCLUDED, edge="rt_retreat_min_days"),
    Case("a second course ended 28 days ago", patient(*AGAIN, done("radiotherapy", 28, site="rib")), ADVISED, edge="rt_retreat_min_days"),
    Case("a course is going on", patient(*AGAIN, done("radiotherapy", 35, site="rib", standing="active")), EXCLUDED),
    Case("cord compression suspected", patient(*AGAIN, condition("cord_compression", 0, certain=False)), EXCLUDED),
    Case("life expectancy below 4 weeks", patient(*AGAIN, result("life_expectancy", 0.9, "mo")), EXCLUDED, edge="life_expectancy_rt_min_months"),
    Case("life expectancy 1 month", patient(*AGAIN, result("life_expectancy", 1, "mo")), ADVISED, edge="life_expectancy_rt_min_months"),
    Case("re-treatment ordered", patient(*AGAIN, ordered("radiotherapy", 2, site="rib")), EXCLUDED),
    Case("procedures not read", patient(*AGAIN, unread=("procedures",)), CANNOT_TELL),
    Case("results not read", patient(*AGAIN, unread=("results",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_radiotherapy_again_is_considered_a_month_after_the_first_at_the_same_site(case: Case) -> None:
    run(ID, case)
