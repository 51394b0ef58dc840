"""Boundary table of CRPC-DENOSUMAB when denosumab is ordered."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from cards.guidelines import edition_ids
from cards.recommendations import for_hook
from tests.chart import NORMAL_LABS, PROSTATE, condition, done, drafted, drafted_service, drug, ordered, patient, result
from tests.rules.table import Case, run, table

ID = "CRPC-DENOSUMAB-ORDER"
MAN = (PROSTATE, condition("castration_resistant", 60))
HIGH = drafted("denosumab", 120, 28)
LEUPRORELIN, LOW_T_SCORE = drug("gnrh_analogues", 900), result("t_score_hip", -2.1, "{score}", 20)
REMOVE, SIXTY, DXA = "", "denosumab_60_q6m", "dxa"

# fmt: off
CASES = [
    Case("no metastasis found, 120 mg ordered", patient(*MAN, HIGH, sex="male"), ADVISED, indicator="warning", orders=(REMOVE, DXA)),
    Case("the same under the edition of 2020", patient(*MAN, HIGH, sex="male", edition="esmo-2020"), ADVISED, indicator="warning", orders=(REMOVE, DXA)),
    Case("dose not stated: information only", patient(*MAN, drafted("denosumab"), sex="male"), ADVISED, indicator="info"),
    Case("threshold of bone loss reached: 60 mg instead", patient(*MAN, LEUPRORELIN, LOW_T_SCORE, *NORMAL_LABS, done("dxa"), HIGH, sex="male"), ADVISED, orders=(REMOVE, SIXTY)),
    Case("threshold reached, on 60 mg already", patient(*MAN, LEUPRORELIN, LOW_T_SCORE, *NORMAL_LABS, done("dxa"), drug("denosumab", 100, 60, 182), HIGH, sex="male"), ADVISED, orders=(REMOVE,)),
    Case("threshold reached, no calcium", patient(*MAN, LEUPRORELIN, LOW_T_SCORE, done("dxa"), HIGH, sex="male"), ADVISED, orders=(REMOVE,)),
    Case("DXA ordered", patient(*MAN, ordered("dxa"), HIGH, sex="male"), ADVISED, orders=(REMOVE,)),
    Case("DXA is being ordered with it", patient(*MAN, drafted_service("dxa"), HIGH, sex="male"), ADVISED, orders=(REMOVE,)),
    # for whom not
    Case("60 mg: for bone loss", patient(*MAN, drafted("denosumab", 60, 182), sex="male"), NOT_APPLICABLE),
    Case("denosumab is to be stopped", patient(*MAN, drafted("denosumab", 120, standing="ended"), sex="male"), NOT_APPLICABLE),
    Case("castration status not recorded", patient(PROSTATE, HIGH, sex="male"), NOT_APPLICABLE),
    Case("deceased", patient(*MAN, HIGH, sex="male", deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*MAN, HIGH, sex="male", age=17), NOT_APPLICABLE),
    Case("bone metastasis", patient(*MAN, condition("bone_metastasis", 10), HIGH, sex="male"), EXCLUDED),
    Case("bone metastasis, only suspected", patient(*MAN, condition("bone_metastasis", 10, certain=False), HIGH, sex="male"), EXCLUDED),
    Case("liver metastasis", patient(*MAN, condition("visceral_metastasis", 10), HIGH, sex="male"), EXCLUDED),
    Case("myeloma", patient(*MAN, condition("multiple_myeloma", 10), HIGH, sex="male"), EXCLUDED),
    Case("giant cell tumour of bone", patient(*MAN, condition("giant_cell_tumour_of_bone", 10), HIGH, sex="male"), EXCLUDED),
    Case("hypercalcaemia", patient(*MAN, condition("hypercalcaemia", 1), HIGH, sex="male"), EXCLUDED),
    # not read
    Case("conditions not read", patient(*MAN, HIGH, sex="male", unread=("conditions",)), CANNOT_TELL),
    Case("M category not understood", patient(*MAN, result("m_category"), HIGH, sex="male"), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_the_dose_for_metastases_is_not_approved_without_them(case: Case) -> None:
    run(ID, case)


def test_the_order_part_runs_in_every_edition() -> None:
    for edition in edition_ids():
        assert ID in {r.name for r in for_hook("order-select", edition)}


def test_chart_opening_speaks_of_it_in_the_edition_of_2014_only() -> None:
    assert "CRPC-DENOSUMAB" not in {r.id for r in for_hook("patient-view", "esmo-2020")}
