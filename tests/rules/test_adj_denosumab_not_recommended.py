"""Boundary table of ADJ-DENOSUMAB-NOT-RECOMMENDED."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import NORMAL_LABS, condition, done, drafted, drug, patient, result
from tests.rules.facts import labs
from tests.rules.table import Case, judge, run, table

ID = "ADJ-DENOSUMAB-NOT-RECOMMENDED"
EARLY, LETROZOLE = condition("breast_cancer_invasive", 100), drug("aromatase_inhibitors", 30)
HIGH, LOW = drafted("denosumab", 120, 28), drafted("denosumab", 60, 182)
WOMAN = (EARLY, LETROZOLE, *NORMAL_LABS)
INSTEAD = ("zoledronic_acid_4_q6m",)
LOW_T_SCORE = result("t_score_hip", -2.1, "{score}", 20)

# fmt: off
CASES = [
    Case("57, letrozole, 120 mg as adjuvant", patient(*WOMAN, HIGH, age=57), ADVISED, indicator="warning", orders=INSTEAD),
    Case("the same under the edition of 2020", patient(*WOMAN, HIGH, age=57, edition="esmo-2020"), ADVISED, indicator="warning", orders=INSTEAD),
    Case("120 mg although the threshold of bone loss is reached", patient(*WOMAN, LOW_T_SCORE, HIGH, age=57), ADVISED, indicator="warning"),
    Case("60 mg, threshold reached: for bone loss", patient(*WOMAN, LOW_T_SCORE, LOW, age=57), EXCLUDED),
    Case("60 mg, T-score -2.0 and no risk factor", patient(*WOMAN, result("t_score_hip", -2.0, "{score}", 20), LOW, age=57), ADVISED, indicator="warning"),
    Case("60 mg, osteoporosis on record", patient(*WOMAN, condition("osteoporosis", 90), LOW, age=57), EXCLUDED),
    Case("60 mg, osteoporosis is the reason of the order", patient(*WOMAN, drafted("denosumab", 60, 182, answers="osteoporosis"), age=57), EXCLUDED),
    Case("dose not stated: information only", patient(*WOMAN, drafted("denosumab"), age=57), ADVISED, indicator="info"),
    Case("dose not stated, every 150 days: as for bone loss", patient(*WOMAN, LOW_T_SCORE, drafted("denosumab", None, 150), age=57), EXCLUDED, edge="interval_q6m_from_days"),
    Case("dose not stated, every 149 days", patient(*WOMAN, LOW_T_SCORE, drafted("denosumab", None, 149), age=57), ADVISED, indicator="info", edge="interval_q6m_from_days"),
    Case("60 mg and 120 mg drafted", patient(*WOMAN, LOW_T_SCORE, LOW, HIGH, age=57), ADVISED, indicator="warning"),
    Case("pre-menopausal: nothing instead", patient(EARLY, *NORMAL_LABS, HIGH, age=40), ADVISED, orders=()),
    Case("man", patient(EARLY, *NORMAL_LABS, HIGH, age=57, sex="male"), ADVISED, orders=()),
    Case("in the second year: nothing instead", patient(condition("breast_cancer_invasive", 500), LETROZOLE, *NORMAL_LABS, HIGH, age=57), ADVISED, orders=()),
    Case("clearance 60: the full dose does not fit", patient(EARLY, LETROZOLE, *labs(60), HIGH, age=57), ADVISED, orders=()),
    Case("no laboratory values: nothing instead", patient(EARLY, LETROZOLE, HIGH, age=57), ADVISED, orders=()),
    # for whom not
    Case("zoledronic acid ordered", patient(*WOMAN, drafted("zoledronic_acid", 4, 182), age=57), NOT_APPLICABLE),
    Case("denosumab is to be stopped", patient(*WOMAN, drafted("denosumab", standing="ended"), age=57), NOT_APPLICABLE),
    Case("no breast cancer", patient(condition("prostate_cancer"), *NORMAL_LABS, HIGH, age=57, sex="male"), NOT_APPLICABLE),
    Case("deceased", patient(*WOMAN, HIGH, age=57, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(EARLY, HIGH, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(EARLY, HIGH, condition("pregnancy", 60), age=38), NOT_APPLICABLE),
    Case("bone metastasis", patient(*WOMAN, condition("bone_metastasis", 10), HIGH, age=57), EXCLUDED),
    Case("myeloma", patient(*WOMAN, condition("multiple_myeloma", 10), HIGH, age=57), EXCLUDED),
    Case("giant cell tumour of bone", patient(*WOMAN, condition("giant_cell_tumour_of_bone", 90), HIGH, age=57), EXCLUDED),
    Case("hypercalcaemia", patient(*WOMAN, condition("hypercalcaemia", 1), HIGH, age=57), EXCLUDED),
    # not read
    Case("60 mg, results not read", patient(*WOMAN, LOW, age=57, unread=("results",)), CANNOT_TELL),
    Case("120 mg, allergies not read", patient(*WOMAN, HIGH, age=57, unread=("allergies",)), CANNOT_TELL),
    Case("conditions not read", patient(LETROZOLE, *NORMAL_LABS, HIGH, age=57, unread=("conditions",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_denosumab_does_not_prevent_recurrence(case: Case) -> None:
    run(ID, case)


def test_zoledronic_acid_takes_the_place_of_the_draft() -> None:
    offered = judge(ID, patient(*WOMAN, HIGH, done("dental_examination"), age=57)).suggestions
    assert [(s.order, s.draft) for s in offered] == [("zoledronic_acid_4_q6m", HIGH.event.ref)]
