"""Boundary table of ZA-PREFERRED-BP; what makes a start due is in the table of BMA-METS-START."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, NORMAL_LABS, PROSTATE, allergy, condition, drug, patient
from tests.rules.facts import labs
from tests.rules.table import Case, run, table

ID = "ZA-PREFERRED-BP"
NEW = (BREAST, BONE_METS)
COMPLETE = (*NEW, *NORMAL_LABS)

# fmt: off
CASES = [
    Case("a start is due", patient(*COMPLETE), ADVISED, indicator="info", orders=()),
    Case("no laboratory values: still shown, no dose", patient(*NEW), ADVISED, orders=()),
    Case("deceased", patient(*COMPLETE, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*COMPLETE, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*COMPLETE, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("no bone metastasis", patient(BREAST, *NORMAL_LABS), NOT_APPLICABLE),
    Case("bone metastasis only suspected", patient(BREAST, condition("bone_metastasis", 7, certain=False), *NORMAL_LABS), NOT_APPLICABLE),
    Case("myeloma", patient(*COMPLETE, condition("multiple_myeloma")), NOT_APPLICABLE),
    Case("hormone-sensitive prostate cancer", patient(PROSTATE, BONE_METS, condition("castration_sensitive"), *NORMAL_LABS, sex="male"), NOT_APPLICABLE),
    Case("on denosumab", patient(*COMPLETE, drug("denosumab", 20, 120, 28)), NOT_APPLICABLE),
    Case("on zoledronic acid", patient(*COMPLETE, drug("zoledronic_acid", 20, 4, 28)), NOT_APPLICABLE),
    Case("clearance 29.9", patient(*NEW, *labs(29.9)), EXCLUDED, edge="crcl_zol_min"),
    Case("clearance 30", patient(*NEW, *labs(30)), ADVISED, edge="crcl_zol_min"),
    Case("calcium 2.09", patient(*NEW, *labs(calcium=2.09)), EXCLUDED, edge="calcium_lower_mmol"),
    Case("calcium 2.1", patient(*NEW, *labs(calcium=2.1)), ADVISED, edge="calcium_lower_mmol"),
    Case("allergy to a bisphosphonate", patient(*COMPLETE, allergy("bisphosphonates")), EXCLUDED),
    Case("allergy to denosumab is no matter", patient(*COMPLETE, allergy("denosumab")), ADVISED),
    Case("zoledronic acid taken in the past", patient(*COMPLETE, drug("zoledronic_acid", 900, 4, 28, standing="ended")), EXCLUDED),
    Case("pamidronate taken in the past", patient(*COMPLETE, drug("pamidronate+bisphosphonates", 900, 90, 28, standing="ended")), ADVISED),
    Case("drugs not read", patient(*COMPLETE, unread=("medications",)), CANNOT_TELL),
    Case("allergies not read", patient(*COMPLETE, unread=("allergies",)), CANNOT_TELL),
    Case("results not read", patient(*COMPLETE, unread=("results",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_zoledronic_acid_comes_first_among_the_bisphosphonates(case: Case) -> None:
    run(ID, case)
