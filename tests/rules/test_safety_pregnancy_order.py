"""Boundary table of SAFETY-PREGNANCY-ORDER."""

from cards.engine import ADVISED, CANNOT_TELL, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, condition, drafted, drafted_service, patient, result
from tests.rules.table import Case, run, table

ID = "SAFETY-PREGNANCY-ORDER"
DENOSUMAB, ZOLEDRONIC = drafted("denosumab", 120, 28), drafted("zoledronic_acid", 4, 28)
PREGNANT = condition("pregnancy", 40)
MINE = (BREAST, BONE_METS)

# fmt: off
CASES = [
    Case("pregnant, zoledronic acid: critical", patient(*MINE, PREGNANT, ZOLEDRONIC, age=31), ADVISED, indicator="critical", orders=("",)),
    Case("breastfeeding, denosumab", patient(*MINE, condition("lactation", 30), DENOSUMAB, age=31), ADVISED, indicator="critical", orders=("",)),
    Case("status unknown, denosumab: a test", patient(*MINE, DENOSUMAB, age=34), ADVISED, indicator="info", orders=("pregnancy_test", "contraception_advice")),
    Case("status unknown, zoledronic acid", patient(*MINE, ZOLEDRONIC, age=34), NOT_APPLICABLE),
    Case("50 years, denosumab", patient(*MINE, DENOSUMAB, age=50), ADVISED, edge="childbearing_age_to"),
    Case("51 years, denosumab", patient(*MINE, DENOSUMAB, age=51), NOT_APPLICABLE, edge="childbearing_age_to"),
    Case("test negative 10 days ago", patient(*MINE, result("pregnancy_test", answers="absent"), DENOSUMAB, age=34), NOT_APPLICABLE),
    Case("test ordered together with denosumab", patient(*MINE, drafted_service("pregnancy_test"), DENOSUMAB, age=34), NOT_APPLICABLE),
    Case("post-menopausal", patient(*MINE, condition("postmenopausal"), DENOSUMAB, age=48), NOT_APPLICABLE),
    Case("a man", patient(BONE_METS, DENOSUMAB, age=34, sex="male"), NOT_APPLICABLE),
    Case("pregnant, radiotherapy is ordered", patient(*MINE, PREGNANT, drafted_service("radiotherapy"), age=31), NOT_APPLICABLE),
    Case("pregnant, deceased", patient(*MINE, PREGNANT, ZOLEDRONIC, age=31, deceased=True), NOT_APPLICABLE),
    Case("conditions not read", patient(DENOSUMAB, age=34, unread=("conditions",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_no_bone_agent_in_pregnancy(case: Case) -> None:
    run(ID, case)
