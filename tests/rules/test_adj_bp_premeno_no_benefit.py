"""Boundary table of ADJ-BP-PREMENO-NO-BENEFIT."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import condition, done, drafted, drafted_service, drug, ordered, patient, result
from tests.rules.table import Case, judge, run, table

ID = "ADJ-BP-PREMENO-NO-BENEFIT"
EARLY, PREMENOPAUSAL = condition("breast_cancer_invasive", 80), result("menopausal_status", answers="premenopausal")
ZOLEDRONIC = drafted("zoledronic_acid", 4, 182)
CHART = (EARLY, PREMENOPAUSAL, ZOLEDRONIC)
REMOVE, DXA = "", "dxa"


def t_score(value: float) -> tuple:
    return result("t_score_hip", value, "{score}", 20), done("dxa", 20)


# fmt: off
CASES = [
    Case("38, pre-menopausal, zoledronic acid ordered", patient(*CHART, age=38), ADVISED, indicator="warning", orders=(REMOVE, DXA)),
    Case("the same under the edition of 2020", patient(*CHART, age=38, edition="esmo-2020"), ADVISED, indicator="warning", orders=(REMOVE, DXA)),
    Case("alendronate ordered", patient(EARLY, PREMENOPAUSAL, drafted("alendronate", 70, 7), age=38), ADVISED),
    Case("44, status not recorded", patient(EARLY, ZOLEDRONIC, age=44), ADVISED, edge="menopause_assume_pre_age_lt"),
    Case("45, status not recorded: the fact is asked for instead", patient(EARLY, ZOLEDRONIC, age=45), NOT_APPLICABLE, edge="menopause_assume_pre_age_lt"),
    Case("59, recorded as pre-menopausal", patient(*CHART, age=59), ADVISED, edge="menopause_assume_post_age"),
    Case("60, recorded as pre-menopausal", patient(*CHART, age=60), NOT_APPLICABLE, edge="menopause_assume_post_age"),
    Case("38, recorded as post-menopausal", patient(EARLY, ZOLEDRONIC, result("menopausal_status", answers="postmenopausal"), age=38), NOT_APPLICABLE),
    Case("DXA ordered", patient(*CHART, ordered("dxa"), age=38), ADVISED, orders=(REMOVE,)),
    Case("DXA is being ordered with it", patient(*CHART, drafted_service("dxa"), age=38), ADVISED, orders=(REMOVE,)),
    Case("DXA done, T-score -2.0", patient(*CHART, *t_score(-2.0), age=38), ADVISED, orders=(REMOVE,), edge="ctibl_t_threshold"),
    Case("T-score -2.1: bone loss is treated", patient(*CHART, *t_score(-2.1), age=38), EXCLUDED, edge="ctibl_t_threshold"),
    Case("two risk factors of bone loss", patient(*CHART, result("bmi", 21, "kg/m2"), result("smoking_status", answers="smoking_current"), age=38), EXCLUDED),
    # for whom not
    Case("denosumab ordered: another card", patient(EARLY, PREMENOPAUSAL, drafted("denosumab", 60, 182), age=38), NOT_APPLICABLE),
    Case("zoledronic acid is to be stopped", patient(EARLY, PREMENOPAUSAL, drafted("zoledronic_acid", standing="ended"), age=38), NOT_APPLICABLE),
    Case("man", patient(*CHART, age=38, sex="male"), NOT_APPLICABLE),
    Case("no breast cancer", patient(PREMENOPAUSAL, ZOLEDRONIC, age=38), NOT_APPLICABLE),
    Case("only DCIS", patient(condition("breast_cancer_in_situ", 80), PREMENOPAUSAL, ZOLEDRONIC, age=38), NOT_APPLICABLE),
    Case("deceased", patient(*CHART, age=38, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*CHART, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*CHART, condition("pregnancy", 60), age=38), NOT_APPLICABLE),
    Case("bone metastasis", patient(*CHART, condition("bone_metastasis", 10), age=38), EXCLUDED),
    Case("bone metastasis, only suspected", patient(*CHART, condition("bone_metastasis", 10, certain=False), age=38), EXCLUDED),
    Case("myeloma", patient(*CHART, condition("multiple_myeloma", 10), age=38), EXCLUDED),
    Case("under goserelin", patient(*CHART, drug("gnrh_analogues", 30), age=38), EXCLUDED),
    Case("goserelin is being ordered with it", patient(*CHART, drafted("gnrh_analogues", 3.6, 28), age=38), EXCLUDED),
    Case("both ovaries removed", patient(*CHART, done("oophorectomy", 50), age=38), EXCLUDED),
    Case("osteoporosis", patient(*CHART, condition("osteoporosis", 50), age=38), EXCLUDED),
    Case("osteoporosis is the reason of the order", patient(EARLY, PREMENOPAUSAL, drafted("zoledronic_acid", 4, 182, answers="osteoporosis"), age=38), EXCLUDED),
    Case("hypercalcaemia", patient(*CHART, condition("hypercalcaemia", 1), age=38), EXCLUDED),
    Case("hypercalcaemia is the reason of the order", patient(EARLY, PREMENOPAUSAL, drafted("zoledronic_acid", 4, answers="hypercalcaemia"), age=38), EXCLUDED),
    Case("Paget's disease of bone", patient(*CHART, condition("paget_disease_of_bone", 900), age=38), EXCLUDED),
    # not read
    Case("results not read", patient(*CHART, age=38, unread=("results",)), CANNOT_TELL),
    Case("drugs not read: ovarian suppression may stand there", patient(*CHART, age=38, unread=("medications",)), CANNOT_TELL),
    Case("orders being written could not be read", patient(EARLY, PREMENOPAUSAL, age=38, unread=("drafts",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_before_menopause_a_bisphosphonate_does_not_improve_the_outcome(case: Case) -> None:
    run(ID, case)


def test_the_draft_itself_is_removed() -> None:
    removed = [s.draft for s in judge(ID, patient(*CHART, age=38)).suggestions if s.drafts]
    assert removed == [ZOLEDRONIC.event.ref]
