"""Boundary table of SAFETY-DENTAL-ORDER."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, condition, done, drafted, drafted_service, drug, ordered, patient, result
from tests.rules.table import Case, run, table

ID = "SAFETY-DENTAL-ORDER"
ZOLEDRONIC = drafted("zoledronic_acid", 4, 28)
MINE = (BREAST, BONE_METS)

# fmt: off
CASES = [
    Case("first zoledronic acid, no check", patient(*MINE, ZOLEDRONIC), ADVISED, indicator="warning", orders=("dental_assessment",)),
    Case("zoledronic acid as adjuvant", patient(BREAST, drafted("zoledronic_acid", 4, 182)), ADVISED),
    Case("denosumab 120 mg", patient(*MINE, drafted("denosumab", 120, 28)), ADVISED),
    Case("pamidronate", patient(*MINE, drafted("pamidronate", 90, 28)), ADVISED),
    Case("denosumab 60 mg is no oncologic dose", patient(*MINE, drafted("denosumab", 60, 182)), NOT_APPLICABLE),
    Case("zoledronic acid 5 mg is none either", patient(*MINE, drafted("zoledronic_acid", 5, 365)), NOT_APPLICABLE),
    Case("alendronate", patient(*MINE, drafted("alendronate", 70, 7)), NOT_APPLICABLE),
    Case("already on zoledronic acid", patient(*MINE, drug("zoledronic_acid", 200, 4, 28), ZOLEDRONIC), NOT_APPLICABLE),
    Case("checked 180 days ago", patient(*MINE, done("dental_examination", 180), ZOLEDRONIC), EXCLUDED, edge="dental_max_age_days"),
    Case("checked 181 days ago", patient(*MINE, done("dental_examination", 181), ZOLEDRONIC), ADVISED, edge="dental_max_age_days"),
    Case("check arranged", patient(*MINE, ordered("dental_referral", 3), ZOLEDRONIC), EXCLUDED),
    Case("check ordered together with the drug", patient(*MINE, drafted_service("dental_referral"), ZOLEDRONIC), EXCLUDED),
    Case("severe hypercalcaemia", patient(*MINE, result("calcium_corrected", 3.2, "mmol/L", 1), ZOLEDRONIC), EXCLUDED),
    Case("hypercalcaemia is the reason of the order", patient(*MINE, drafted("zoledronic_acid", 4, answers="hypercalcaemia")), EXCLUDED),
    Case("hypercalcaemia on record", patient(*MINE, condition("hypercalcaemia", 2), ZOLEDRONIC), EXCLUDED),
    Case("aged 15", patient(*MINE, ZOLEDRONIC, age=15), NOT_APPLICABLE),
    Case("procedures not read", patient(*MINE, ZOLEDRONIC, unread=("procedures",)), CANNOT_TELL),
    Case("drugs not read", patient(*MINE, ZOLEDRONIC, unread=("medications",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_teeth_are_checked_before_the_first_dose(case: Case) -> None:
    run(ID, case)
