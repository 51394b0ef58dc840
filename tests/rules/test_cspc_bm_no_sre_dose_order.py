"""Boundary table of CSPC-BM-NO-SRE-DOSE when a bone-targeted agent is ordered."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import NORMAL_LABS, PROSTATE, condition, done, drafted, drafted_service, drug, patient, result
from tests.rules.table import Case, run, table

ID = "CSPC-BM-NO-SRE-DOSE-ORDER"
METASTASIS, SENSITIVE = condition("bone_metastasis", 60), condition("castration_sensitive", 60)
MAN = (PROSTATE, METASTASIS, SENSITIVE)
HIGH = drafted("denosumab", 120, 28)
LEUPRORELIN, LOW_T_SCORE = drug("gnrh_analogues", 900), result("t_score_hip", -2.1, "{score}", 20)
SIXTY, DXA = "denosumab_60_q6m", "dxa"

# fmt: off
CASES = [
    Case("denosumab 120 mg every 4 weeks", patient(*MAN, HIGH, sex="male"), ADVISED, indicator="warning", orders=(DXA,)),
    Case("the same under the edition of 2020", patient(*MAN, HIGH, sex="male", edition="esmo-2020"), ADVISED, indicator="warning", orders=(DXA,)),
    Case("zoledronic acid every 4 weeks", patient(*MAN, drafted("zoledronic_acid", 4, 28), sex="male"), ADVISED, indicator="warning"),
    Case("zoledronic acid every 149 days", patient(*MAN, drafted("zoledronic_acid", 4, 149), sex="male"), ADVISED, edge="interval_q6m_from_days"),
    Case("zoledronic acid every 150 days: for bone density", patient(*MAN, drafted("zoledronic_acid", 4, 150), sex="male"), NOT_APPLICABLE, edge="interval_q6m_from_days"),
    Case("zoledronic acid, rhythm not stated: information only", patient(*MAN, drafted("zoledronic_acid", 4), sex="male"), ADVISED, indicator="info"),
    Case("denosumab, neither dose nor rhythm", patient(*MAN, drafted("denosumab"), sex="male"), ADVISED, indicator="info"),
    Case("denosumab 60 mg", patient(*MAN, drafted("denosumab", 60, 182), sex="male"), NOT_APPLICABLE),
    Case("threshold of bone loss reached: 60 mg instead", patient(*MAN, LEUPRORELIN, LOW_T_SCORE, done("dxa"), *NORMAL_LABS, HIGH, sex="male"), ADVISED, orders=(SIXTY,)),
    Case("threshold reached, calcium not measured", patient(*MAN, LEUPRORELIN, LOW_T_SCORE, done("dxa"), HIGH, sex="male"), ADVISED, orders=()),
    Case("DXA is being ordered with it", patient(*MAN, HIGH, drafted_service("dxa"), sex="male"), ADVISED, orders=()),
    # for whom not
    Case("denosumab is to be stopped", patient(*MAN, drafted("denosumab", 120, standing="ended"), sex="male"), NOT_APPLICABLE),
    Case("no bone metastasis", patient(PROSTATE, SENSITIVE, HIGH, sex="male"), NOT_APPLICABLE),
    Case("castration status not recorded", patient(PROSTATE, METASTASIS, HIGH, sex="male"), NOT_APPLICABLE),
    Case("castration-resistant since", patient(*MAN, condition("castration_resistant", 20), HIGH, sex="male"), NOT_APPLICABLE),
    Case("deceased", patient(*MAN, HIGH, sex="male", deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*MAN, HIGH, sex="male", age=17), NOT_APPLICABLE),
    Case("myeloma as well", patient(*MAN, condition("multiple_myeloma", 30), HIGH, sex="male"), EXCLUDED),
    Case("hypercalcaemia", patient(*MAN, condition("hypercalcaemia", 1), drafted("zoledronic_acid", 4), sex="male"), EXCLUDED),
    # not read
    Case("results not read", patient(*MAN, HIGH, sex="male", unread=("results",)), CANNOT_TELL),
    Case("orders being written could not be read", patient(*MAN, sex="male", unread=("drafts",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_the_dose_for_skeletal_events_has_no_proven_benefit_here(case: Case) -> None:
    run(ID, case)
