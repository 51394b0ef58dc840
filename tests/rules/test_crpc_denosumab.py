"""Boundary table of CRPC-DENOSUMAB."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from cards.recommendations import for_hook
from tests.chart import BONE_METS, PROSTATE, condition, done, drug, given, ordered, patient, result
from tests.rules.table import Case, run, table

ID = "CRPC-DENOSUMAB"
CRPC = condition("castration_resistant", 200)
M0 = result("m_category", ago=40, answers="absent")
FREE = (PROSTATE, CRPC, M0)

# fmt: off
CASES = [
    Case("castration-resistant, M0: what the trial showed, and not approved", patient(*FREE, sex="male"), ADVISED, indicator="info", orders=("dxa",)),
    Case("condition says non-metastatic", patient(PROSTATE, CRPC, condition("stage_m0", 40), sex="male"), ADVISED),
    Case("deceased", patient(*FREE, sex="male", deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*FREE, sex="male", age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", patient(*FREE, sex="male", age=18), ADVISED, edge="adult_age"),
    Case("pregnant: the record cannot be right", patient(*FREE, condition("pregnancy", 40), age=33), NOT_APPLICABLE),
    Case("hormone-sensitive", patient(PROSTATE, condition("castration_sensitive", 200), M0, sex="male"), NOT_APPLICABLE),
    Case("castration status unknown", patient(PROSTATE, M0, sex="male"), NOT_APPLICABLE),
    Case("nobody recorded whether there are metastases", patient(PROSTATE, CRPC, sex="male"), NOT_APPLICABLE),
    Case("visceral metastasis recorded as absent says nothing of bone", patient(PROSTATE, CRPC, result("visceral_metastasis", answers="absent"), sex="male"), NOT_APPLICABLE),
    Case("M1 since", patient(*FREE, result("m_category", ago=2, answers="distant_metastasis"), sex="male"), NOT_APPLICABLE),
    Case("bone metastasis", patient(*FREE, BONE_METS, sex="male"), EXCLUDED),
    Case("bone metastasis suspected", patient(*FREE, condition("bone_metastasis", 3, certain=False), sex="male"), EXCLUDED),
    Case("liver metastasis", patient(*FREE, condition("visceral_metastasis", 3), sex="male"), EXCLUDED),
    Case("denosumab 60 mg for bone loss, ordered", patient(*FREE, drug("denosumab", 100, 60, 182), sex="male"), EXCLUDED),
    Case("denosumab 60 mg for bone loss, given 100 days ago", patient(*FREE, given("denosumab", 100, 60, 182), sex="male"), EXCLUDED),
    Case("denosumab 120 mg: all the more to be said", patient(*FREE, drug("denosumab", 100, 120, 28), sex="male"), ADVISED),
    Case("DXA ordered", patient(*FREE, ordered("dxa"), sex="male"), ADVISED, orders=()),
    Case("DXA done", patient(*FREE, done("dxa", 90), sex="male"), ADVISED, orders=()),
    Case("results not read", patient(*FREE, sex="male", unread=("results",)), CANNOT_TELL),
    Case("conditions not read", patient(*FREE, sex="male", unread=("conditions",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_denosumab_before_metastasis_is_explained_not_offered(case: Case) -> None:
    run(ID, case)


def test_only_the_edition_that_states_it_shows_it_at_chart_opening() -> None:
    assert ID in {r.id for r in for_hook("patient-view", "esmo-2014")}
    assert ID not in {r.id for r in for_hook("patient-view", "esmo-2020")}
