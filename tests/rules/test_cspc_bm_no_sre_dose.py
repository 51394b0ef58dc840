"""Boundary table of CSPC-BM-NO-SRE-DOSE."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BREAST, PROSTATE, Placed, condition, done, drug, ordered, patient, result
from tests.rules.table import Case, run, table

ID = "CSPC-BM-NO-SRE-DOSE"
METASTASIS, SENSITIVE = condition("bone_metastasis", 60), condition("castration_sensitive", 60)
MAN = (PROSTATE, METASTASIS, SENSITIVE)
DXA = ("dxa",)


def dxa_of_the_hip(value: float, ago: int) -> tuple[Placed, ...]:
    return done("dxa", ago), result("t_score_hip", value, "{score}", ago)


# fmt: off
CASES = [
    Case("hormone-sensitive, bone metastasis, no agent", patient(*MAN, sex="male"), ADVISED, indicator="info", orders=DXA),
    Case("castration status answered as hormone-sensitive", patient(PROSTATE, METASTASIS, result("castration_status", answers="castration_sensitive"), sex="male"), ADVISED),
    Case("on denosumab 120 mg", patient(*MAN, drug("denosumab", 60, 120, 28), sex="male"), ADVISED),
    Case("on denosumab 60 mg for bone density", patient(*MAN, drug("denosumab", 60, 60, 182), sex="male"), EXCLUDED),
    Case("denosumab of unknown dose every 35 days", patient(*MAN, drug("denosumab", 60, None, 35), sex="male"), ADVISED, edge="interval_q4w_to_days"),
    Case("denosumab of unknown dose every 36 days", patient(*MAN, drug("denosumab", 60, None, 36), sex="male"), EXCLUDED, edge="interval_q4w_to_days"),
    Case("denosumab of unknown dose and interval: the disease tells", patient(*MAN, drug("denosumab", 60), sex="male"), ADVISED),
    Case("zoledronic acid every 149 days", patient(*MAN, drug("zoledronic_acid", 60, 4, 149), sex="male"), ADVISED, edge="interval_q6m_from_days"),
    Case("zoledronic acid every 150 days", patient(*MAN, drug("zoledronic_acid", 60, 4, 150), sex="male"), EXCLUDED, edge="interval_q6m_from_days"),
    Case("zoledronic acid 5 mg", patient(*MAN, drug("zoledronic_acid", 60, 5, 365), sex="male"), EXCLUDED),
    Case("pamidronate every 69 days", patient(*MAN, drug("pamidronate+bisphosphonates+bone_agents", 60, 90, 69), sex="male"), ADVISED, edge="interval_q12w_from_days"),
    Case("pamidronate every 70 days", patient(*MAN, drug("pamidronate+bisphosphonates+bone_agents", 60, 90, 70), sex="male"), EXCLUDED, edge="interval_q12w_from_days"),
    Case("on alendronate", patient(*MAN, drug("alendronate", 60, 70, 7), sex="male"), EXCLUDED),
    # bone density
    Case("DXA 730 days ago", patient(*MAN, done("dxa", 730), sex="male"), ADVISED, orders=(), edge="dxa_repeat_days"),
    Case("DXA 731 days ago", patient(*MAN, done("dxa", 731), sex="male"), ADVISED, orders=DXA, edge="dxa_repeat_days"),
    Case("T-score -1.0, DXA 365 days ago", patient(*MAN, *dxa_of_the_hip(-1.0, 365), sex="male"), ADVISED, orders=(), edge="dxa_repeat_days_low_t"),
    Case("T-score -1.0, DXA 366 days ago", patient(*MAN, *dxa_of_the_hip(-1.0, 366), sex="male"), ADVISED, orders=DXA, edge="dxa_repeat_days_low_t"),
    Case("T-score -1.0: yearly", patient(*MAN, *dxa_of_the_hip(-1.0, 500), sex="male"), ADVISED, orders=DXA, edge="low_t_for_yearly_dxa"),
    Case("T-score -0.9: every two years", patient(*MAN, *dxa_of_the_hip(-0.9, 500), sex="male"), ADVISED, orders=(), edge="low_t_for_yearly_dxa"),
    Case("DXA ordered", patient(*MAN, ordered("dxa"), sex="male"), ADVISED, orders=()),
    # for whom not
    Case("deceased", patient(*MAN, sex="male", deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*MAN, sex="male", age=17), NOT_APPLICABLE),
    Case("recorded as a pregnant woman", patient(*MAN, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("no bone metastasis", patient(PROSTATE, SENSITIVE, sex="male"), NOT_APPLICABLE),
    Case("castration status not recorded", patient(PROSTATE, METASTASIS, sex="male"), NOT_APPLICABLE),
    Case("castration-resistant since", patient(*MAN, condition("castration_resistant", 20), sex="male"), NOT_APPLICABLE),
    Case("hormone-sensitive tumour of the breast", patient(BREAST, METASTASIS, SENSITIVE), NOT_APPLICABLE),
    # not read
    Case("conditions not read", patient(*MAN, sex="male", unread=("conditions",)), CANNOT_TELL),
    Case("drugs not read", patient(*MAN, sex="male", unread=("medications",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_hormone_sensitive_prostate_cancer_in_bone_is_no_reason_for_the_dose_for_skeletal_events(case: Case) -> None:
    run(ID, case)
