"""Boundary table of DATA-NEEDED when a bone-targeted agent is ordered."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, PROSTATE, condition, drafted, drug, patient
from tests.rules.table import Case, run, table

ID = "DATA-NEEDED-ORDER"
EARLY = condition("breast_cancer_invasive", 60)
ZOLEDRONIC, DENOSUMAB = drafted("zoledronic_acid", 4, 182), drafted("denosumab", 120, 28)
TASK, HORMONES = ("record_missing_fact",), ("record_missing_fact", "menopause_hormones")

# fmt: off
CASES = [
    Case("52, menopausal status open, zoledronic acid ordered", patient(EARLY, ZOLEDRONIC, age=52), ADVISED, indicator="info", orders=HORMONES),
    Case("the same under the edition of 2020", patient(EARLY, ZOLEDRONIC, age=52, edition="esmo-2020"), ADVISED, indicator="info", orders=HORMONES),
    Case("45", patient(EARLY, ZOLEDRONIC, age=45), ADVISED, edge="menopause_assume_pre_age_lt"),
    Case("44: taken as pre-menopausal", patient(EARLY, ZOLEDRONIC, age=44), NOT_APPLICABLE, edge="menopause_assume_pre_age_lt"),
    Case("59", patient(EARLY, ZOLEDRONIC, age=59), ADVISED, edge="menopause_assume_post_age"),
    Case("60: taken as post-menopausal", patient(EARLY, ZOLEDRONIC, age=60), NOT_APPLICABLE, edge="menopause_assume_post_age"),
    Case("52, pre-menopausal", patient(EARLY, ZOLEDRONIC, condition("premenopausal", 40), age=52), NOT_APPLICABLE),
    Case("52, letrozole ordered with it: menopause is probable", patient(EARLY, ZOLEDRONIC, drafted("aromatase_inhibitors", 2.5, 1), age=52), NOT_APPLICABLE),
    Case("52, goserelin ordered with it", patient(EARLY, ZOLEDRONIC, drafted("gnrh_analogues", 3.6, 28), age=52), NOT_APPLICABLE),
    Case("52, under goserelin", patient(EARLY, ZOLEDRONIC, drug("gnrh_analogues", 30), age=52), NOT_APPLICABLE),
    Case("52, bone metastasis: menopause decides nothing", patient(EARLY, BONE_METS, ZOLEDRONIC, age=52), NOT_APPLICABLE),
    Case("52, osteoporosis", patient(EARLY, condition("osteoporosis"), ZOLEDRONIC, age=52), NOT_APPLICABLE),
    Case("prostate cancer in bone, castration status open, 120 mg ordered", patient(PROSTATE, BONE_METS, DENOSUMAB, sex="male"), ADVISED, indicator="info", orders=TASK),
    Case("the same, 60 mg ordered", patient(PROSTATE, BONE_METS, drafted("denosumab", 60, 182), sex="male"), NOT_APPLICABLE),
    Case("castration-resistant", patient(PROSTATE, BONE_METS, condition("castration_resistant"), DENOSUMAB, sex="male"), NOT_APPLICABLE),
    Case("no birth date", patient(BREAST, DENOSUMAB, age=None), ADVISED, indicator="info", orders=TASK),
    Case("no birth date, no cancer", patient(DENOSUMAB, age=None), NOT_APPLICABLE),
    # for whom not
    Case("52, nothing is being ordered", patient(BREAST, age=None), NOT_APPLICABLE),
    Case("deceased", patient(EARLY, ZOLEDRONIC, age=52, deceased=True), NOT_APPLICABLE),
    Case("17-year-old", patient(PROSTATE, BONE_METS, DENOSUMAB, sex="male", age=17), EXCLUDED),
    Case("pregnant at 46", patient(EARLY, ZOLEDRONIC, condition("pregnancy", 90), age=46), EXCLUDED),
    # not read
    Case("results not read: the status may stand there", patient(EARLY, ZOLEDRONIC, age=52, unread=("results",)), CANNOT_TELL),
    Case("orders being written could not be read", patient(EARLY, age=None, unread=("drafts",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_the_fact_that_decides_about_the_order_is_asked_for(case: Case) -> None:
    run(ID, case)
