"""Boundary table of RT-SINGLE-FRACTION."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, Placed, condition, done, ordered, patient, result
from tests.rules.table import Case, run, table

ID = "RT-SINGLE-FRACTION"
RIB = condition("bone_pain_localised", 20, site="rib")
PAINFUL = (BONE_METS, RIB)


def planned(fractions: int | None, names: str = "radiotherapy", **more: str) -> Placed:
    return ordered(names, 2, fractions=fractions, **more)


def months(value: float) -> Placed:
    return result("life_expectancy", value, "mo")


# fmt: off
CASES = [
    Case("painful rib metastasis, no plan yet: one fraction as an option", patient(*PAINFUL), ADVISED, indicator="info", orders=("single_fraction_8gy",)),
    Case("deceased", patient(*PAINFUL, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*PAINFUL, age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", patient(*PAINFUL, age=18), ADVISED, edge="adult_age"),
    Case("pregnant", patient(*PAINFUL, condition("pregnancy", 40), age=33), NOT_APPLICABLE),
    Case("no bone metastasis", patient(RIB), NOT_APPLICABLE),
    Case("no pain", patient(BONE_METS), NOT_APPLICABLE),
    Case("5 fractions ordered: advice without a second order", patient(*PAINFUL, planned(5)), ADVISED, indicator="info", orders=()),
    Case("10 fractions", patient(*PAINFUL, planned(10)), ADVISED, indicator="info", edge="rt_fractions_warning_gt"),
    Case("11 fractions", patient(*PAINFUL, planned(11)), ADVISED, indicator="warning", edge="rt_fractions_warning_gt"),
    Case("2 fractions, life expectancy below 3 months", patient(*PAINFUL, planned(2), months(2.9)), ADVISED, indicator="warning", edge="life_expectancy_min_months"),
    Case("2 fractions, life expectancy 3 months", patient(*PAINFUL, planned(2), months(3)), ADVISED, indicator="info", edge="life_expectancy_min_months"),
    Case("fractions ordered for another site", patient(*PAINFUL, planned(11, site="femur")), ADVISED, indicator="info", orders=()),
    Case("number of fractions not recorded", patient(*PAINFUL, planned(None)), NOT_APPLICABLE),
    Case("referred, the plan is for the radiation oncologist", patient(*PAINFUL, ordered("radiation_oncology_referral", 2)), NOT_APPLICABLE),
    Case("one fraction ordered", patient(*PAINFUL, planned(1), planned(5)), EXCLUDED),
    Case("one fraction ordered in words", patient(*PAINFUL, planned(None, "radiotherapy+single_fraction"), planned(5)), EXCLUDED),
    Case("one fraction given", patient(*PAINFUL, done("radiotherapy", 9, site="rib", fractions=1)), EXCLUDED),
    Case("diffuse pain too", patient(*PAINFUL, condition("bone_pain_diffuse", 9)), EXCLUDED),
    Case("cord compression suspected", patient(*PAINFUL, condition("cord_compression", 0, certain=False)), EXCLUDED),
    Case("impending fracture", patient(*PAINFUL, condition("impending_fracture", 9)), EXCLUDED),
    Case("pathological fracture suspected", patient(*PAINFUL, condition("pathological_fracture", 9, certain=False)), EXCLUDED),
    Case("Mirels score 8", patient(*PAINFUL, result("mirels_score", 8, "{score}")), EXCLUDED, edge="mirels_min"),
    Case("Mirels score 7", patient(*PAINFUL, result("mirels_score", 7, "{score}")), ADVISED, edge="mirels_min"),
    Case("fixation done: radiotherapy would be post-operative", patient(*PAINFUL, done("fracture_fixation", 20)), EXCLUDED),
    Case("rib irradiated 3 months ago", patient(*PAINFUL, done("radiotherapy", 90, site="rib")), EXCLUDED),
    Case("irradiated before at a site not recorded", patient(*PAINFUL, done("radiotherapy", 2000)), EXCLUDED),
    Case("irradiated before at another site: advice, no order", patient(*PAINFUL, done("radiotherapy", 90, site="femur")), ADVISED, orders=()),
    Case("stereotactic plan", patient(*PAINFUL, planned(3, "radiotherapy+stereotactic_radiotherapy")), EXCLUDED),
    Case("curative plan", patient(*PAINFUL, planned(20, answers="curative_intent")), EXCLUDED),
    Case("soft-tissue mass", patient(*PAINFUL, condition("soft_tissue_mass", 9)), EXCLUDED),
    Case("life expectancy below 4 weeks, nothing planned", patient(*PAINFUL, months(0.9)), EXCLUDED, edge="life_expectancy_rt_min_months"),
    Case("life expectancy 1 month, nothing planned", patient(*PAINFUL, months(1)), ADVISED, edge="life_expectancy_rt_min_months"),
    Case("life expectancy below 4 weeks and 10 fractions planned", patient(*PAINFUL, planned(10), months(0.9)), ADVISED, indicator="warning"),
    Case("orders not read", patient(*PAINFUL, unread=("orders",)), CANNOT_TELL),
    Case("procedures not read", patient(*PAINFUL, unread=("procedures",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_one_fraction_is_named_for_uncomplicated_pain_only(case: Case) -> None:
    run(ID, case)
