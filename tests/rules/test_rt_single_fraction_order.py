"""Boundary table of the part of RT-SINGLE-FRACTION for radiotherapy being ordered."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, Placed, condition, done, drafted_service, ordered, patient, result
from tests.rules.table import Case, judge, run, table

ID = "RT-SINGLE-FRACTION-ORDER"
RIB = condition("bone_pain_localised", 20, site="rib")
PAINFUL = (BONE_METS, RIB)


def drafted(fractions: int | None, names: str = "radiotherapy", site: str = "rib", **more: str) -> Placed:
    return drafted_service(names, fractions=fractions, site=site, **more)


def months(value: float) -> Placed:
    return result("life_expectancy", value, "mo")


TEN = drafted(10)

# fmt: off
CASES = [
    Case("10 fractions being ordered for a painful rib metastasis", patient(*PAINFUL, TEN), ADVISED, indicator="info", orders=("single_fraction_8gy",), edge="rt_fractions_warning_gt"),
    Case("11 fractions", patient(*PAINFUL, drafted(11)), ADVISED, indicator="warning", edge="rt_fractions_warning_gt"),
    Case("2 fractions, life expectancy below 3 months", patient(*PAINFUL, drafted(2), months(2.9)), ADVISED, indicator="warning", edge="life_expectancy_min_months"),
    Case("2 fractions, life expectancy 3 months", patient(*PAINFUL, drafted(2), months(3)), ADVISED, indicator="info", edge="life_expectancy_min_months"),
    Case("deceased", patient(*PAINFUL, TEN, deceased=True), NOT_APPLICABLE),
    Case("pregnant", patient(*PAINFUL, TEN, condition("pregnancy", 40), age=33), NOT_APPLICABLE),
    Case("no bone metastasis", patient(RIB, TEN), NOT_APPLICABLE),
    Case("no pain", patient(BONE_METS, TEN), NOT_APPLICABLE),
    Case("one fraction being ordered", patient(*PAINFUL, drafted(1)), NOT_APPLICABLE),
    Case("one fraction being ordered in words", patient(*PAINFUL, drafted(None, "radiotherapy+single_fraction")), NOT_APPLICABLE),
    Case("number of fractions not recorded", patient(*PAINFUL, drafted(None)), NOT_APPLICABLE),
    Case("an order to stop 10 fractions", patient(*PAINFUL, drafted(10, standing="ended")), NOT_APPLICABLE),
    Case("10 fractions on record, none being ordered", patient(*PAINFUL, ordered("radiotherapy", 2, fractions=10, site="rib")), NOT_APPLICABLE),
    Case("radiotherapy of the breast while a rib hurts", patient(*PAINFUL, drafted(15, site="breast")), NOT_APPLICABLE),
    Case("site of the radiotherapy not recorded: it may be the breast", patient(*PAINFUL, drafted_service("radiotherapy", fractions=15)), CANNOT_TELL),
    Case("site of the pain not recorded", patient(BONE_METS, condition("bone_pain_localised", 20), TEN), CANNOT_TELL),
    Case("cord compression suspected", patient(*PAINFUL, TEN, condition("cord_compression", 0, certain=False)), EXCLUDED),
    Case("impending fracture", patient(*PAINFUL, TEN, condition("impending_fracture", 9)), EXCLUDED),
    Case("Mirels score 8", patient(*PAINFUL, TEN, result("mirels_score", 8, "{score}")), EXCLUDED, edge="mirels_min"),
    Case("Mirels score 7", patient(*PAINFUL, TEN, result("mirels_score", 7, "{score}")), ADVISED, edge="mirels_min"),
    Case("fixation done", patient(*PAINFUL, TEN, done("fracture_fixation", 20)), EXCLUDED),
    Case("rib irradiated before: see RT-REIRRADIATION", patient(*PAINFUL, TEN, done("radiotherapy", 90, site="rib")), EXCLUDED),
    Case("diffuse pain too", patient(*PAINFUL, TEN, condition("bone_pain_diffuse", 9)), EXCLUDED),
    Case("stereotactic", patient(*PAINFUL, drafted(3, "radiotherapy+stereotactic_radiotherapy")), EXCLUDED),
    Case("curative intent", patient(*PAINFUL, drafted(20, answers="curative_intent")), EXCLUDED),
    Case("palliative intent", patient(*PAINFUL, drafted(5, answers="palliative_intent")), ADVISED),
    Case("soft-tissue mass", patient(*PAINFUL, TEN, condition("soft_tissue_mass", 9)), EXCLUDED),
    Case("one fraction ordered already", patient(*PAINFUL, TEN, ordered("radiotherapy", 2, fractions=1, site="rib")), EXCLUDED),
    Case("one fraction being ordered beside five", patient(*PAINFUL, drafted(5), drafted(1)), EXCLUDED),
    Case("the orders being written could not be read", patient(*PAINFUL, TEN, unread=("drafts",)), CANNOT_TELL),
    Case("procedures not read: it may have been irradiated", patient(*PAINFUL, TEN, unread=("procedures",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_one_fraction_is_named_before_several_are_signed(case: Case) -> None:
    run(ID, case)


def test_only_the_draft_with_several_fractions_is_replaced() -> None:
    two = judge(ID, patient(*PAINFUL, TEN, drafted(15, site="breast")))
    assert [(s.order, "breast" in s.draft) for s in two.suggestions] == [("single_fraction_8gy", False)]
