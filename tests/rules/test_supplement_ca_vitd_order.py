"""Boundary table of SUPPLEMENT-CA-VITD when a bone-targeted agent or hormone therapy is ordered."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, PROSTATE, condition, drafted, drug, patient
from tests.rules.facts import VITAMIN_D, labs
from tests.rules.table import Case, run, table

ID = "SUPPLEMENT-CA-VITD-ORDER"
DENOSUMAB = drafted("denosumab", 120, 28)
CHART = (BREAST, BONE_METS, DENOSUMAB)
KNOWN = (*CHART, *labs())  # no drug is drafted without a recent calcium
CALCIUM, VITAMIN, TEST = "calcium_daily", "vitamin_d_daily", "vitamin_d_25oh"

# fmt: off
CASES = [
    Case("denosumab ordered, neither listed", patient(*KNOWN), ADVISED, indicator="info", orders=(CALCIUM, VITAMIN, TEST)),
    Case("no calcium on record: nothing but the test is drafted", patient(*CHART), ADVISED, indicator="info", orders=(TEST,)),
    Case("the same under the edition of 2020", patient(*KNOWN, edition="esmo-2020"), ADVISED, indicator="info", orders=(CALCIUM, VITAMIN, TEST)),
    Case("letrozole ordered", patient(BREAST, drafted("aromatase_inhibitors", 2.5, 1)), ADVISED),
    Case("leuprorelin ordered in prostate cancer", patient(PROSTATE, drafted("gnrh_analogues", 7.5, 28), sex="male"), ADVISED),
    Case("calcium listed", patient(*KNOWN, drug("calcium_supplement")), ADVISED, orders=(VITAMIN, TEST)),
    Case("calcium is being ordered", patient(*KNOWN, drafted("calcium_supplement")), ADVISED, orders=(VITAMIN, TEST)),
    Case("vitamin D is being ordered, its level known", patient(*KNOWN, drafted("vitamin_d_supplement"), VITAMIN_D), ADVISED, orders=(CALCIUM,)),
    Case("calcium 2.6", patient(*CHART, *labs(calcium=2.6)), ADVISED, edge="calcium_upper_mmol"),
    Case("calcium 2.61", patient(*CHART, *labs(calcium=2.61)), EXCLUDED, edge="calcium_upper_mmol"),
    # for whom not
    Case("an opioid is ordered", patient(BREAST, BONE_METS, drug("denosumab", 60, 120, 28)), NOT_APPLICABLE),
    Case("denosumab is to be stopped", patient(BREAST, BONE_METS, drafted("denosumab", standing="ended")), NOT_APPLICABLE),
    Case("osteoporosis without cancer", patient(condition("osteoporosis"), drafted("denosumab", 60, 182)), NOT_APPLICABLE),
    Case("deceased", patient(*CHART, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*CHART, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*CHART, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("kidney stones", patient(*CHART, condition("kidney_stones_sarcoid_hyperparathyroidism")), EXCLUDED),
    Case("hospice", patient(*CHART, condition("hospice_care", 3)), EXCLUDED),
    # already done
    Case("one listed, the other being ordered", patient(*CHART, drug("calcium_supplement"), drafted("vitamin_d_supplement")), EXCLUDED),
    # not read
    Case("drugs not read", patient(*CHART, unread=("medications",)), CANNOT_TELL),
    Case("orders being written could not be read", patient(BREAST, BONE_METS, unread=("drafts",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_calcium_and_vitamin_d_go_with_the_order(case: Case) -> None:
    run(ID, case)
