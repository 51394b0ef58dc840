"""Boundary table of DUPLICATE-THERAPY-ORDER."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BREAST, drafted, drafted_service, drug, given, patient
from tests.rules.table import Case, run, table

ID = "DUPLICATE-THERAPY-ORDER"
ZOLEDRONIC, DENOSUMAB = drafted("zoledronic_acid", 4, 28), drafted("denosumab", 120, 28)

# fmt: off
CASES = [
    Case("denosumab taken, zoledronic acid ordered", patient(BREAST, drug("denosumab", 400, 60, 182), ZOLEDRONIC), ADVISED, indicator="warning", orders=("", "bone_agent_review")),
    Case("both ordered", patient(BREAST, DENOSUMAB, ZOLEDRONIC), ADVISED, indicator="warning", orders=("", "", "bone_agent_review")),
    Case("two bisphosphonates", patient(BREAST, drug("alendronate", 90, 70, 7), ZOLEDRONIC), ADVISED, indicator="warning"),
    Case("denosumab 60 mg taken, 120 mg ordered: critical", patient(BREAST, drug("denosumab", 90, 60, 182), DENOSUMAB), ADVISED, indicator="critical"),
    Case("zoledronic acid 5 mg and 4 mg ordered together", patient(BREAST, drafted("zoledronic_acid", 5, 365), ZOLEDRONIC), ADVISED, indicator="critical"),
    Case("denosumab 60 mg is stopped and 120 mg ordered", patient(BREAST, drug("denosumab", 90, 60, 182), drafted("denosumab", standing="ended"), DENOSUMAB), NOT_APPLICABLE),
    Case("the same agent and product again", patient(BREAST, drug("zoledronic_acid", 400, 4, 28), ZOLEDRONIC), NOT_APPLICABLE),
    Case("another rhythm of the same product", patient(BREAST, drug("zoledronic_acid", 400, 4, 28), drafted("zoledronic_acid", 4, 84)), NOT_APPLICABLE),
    Case("renal dose of the same product", patient(BREAST, drug("zoledronic_acid", 400, 4, 28), drafted("zoledronic_acid", 3.3, 28)), NOT_APPLICABLE),
    Case("dose not stated: not another product", patient(BREAST, drug("denosumab", 90, 60, 182), drafted("denosumab")), NOT_APPLICABLE),
    Case("two cycles of one product", patient(BREAST, ZOLEDRONIC, drafted("zoledronic_acid", 4, 84)), NOT_APPLICABLE),
    Case("alendronate is stopped, zoledronic acid ordered", patient(BREAST, drug("alendronate", 90, 70, 7), drafted("alendronate", standing="ended"), ZOLEDRONIC), NOT_APPLICABLE),
    Case("denosumab 60 mg given 150 days ago, no order: follow-on", patient(BREAST, given("denosumab", 150, 60), ZOLEDRONIC), EXCLUDED, edge="switch_after_days_60mg"),
    Case("denosumab 60 mg given 149 days ago", patient(BREAST, given("denosumab", 149, 60), ZOLEDRONIC), ADVISED, indicator="warning", edge="switch_after_days_60mg"),
    Case("denosumab 120 mg given 28 days ago", patient(BREAST, given("denosumab", 28, 120), ZOLEDRONIC), EXCLUDED, edge="switch_after_days_120mg"),
    Case("denosumab 120 mg given 27 days ago", patient(BREAST, given("denosumab", 27, 120), ZOLEDRONIC), ADVISED, edge="switch_after_days_120mg"),
    Case("denosumab is stopped with the follow-on, last given 160 days ago", patient(BREAST, drug("denosumab", 400, 60, 182), given("denosumab", 160, 60), drafted("denosumab", standing="ended"), ZOLEDRONIC), EXCLUDED),
    Case("follow-on, and alendronate is taken too", patient(BREAST, given("denosumab", 160, 60), drug("alendronate", 30, 70, 7), ZOLEDRONIC), ADVISED),
    Case("both taken, radiotherapy is ordered", patient(BREAST, drug("alendronate", 90, 70, 7), drug("denosumab", 90, 60, 182), drafted_service("radiotherapy")), NOT_APPLICABLE),
    Case("aged 17", patient(BREAST, DENOSUMAB, ZOLEDRONIC, age=17), NOT_APPLICABLE),
    Case("drugs not read", patient(BREAST, ZOLEDRONIC, unread=("medications",)), CANNOT_TELL),
    Case("both ordered, drugs not read: no follow-on can be told", patient(BREAST, drafted("alendronate", 70, 7), ZOLEDRONIC, unread=("medications",)), CANNOT_TELL),
    Case("radiotherapy is ordered, drugs not read: no concern of this row", patient(BREAST, drafted_service("radiotherapy"), unread=("medications",)), NOT_APPLICABLE),
]
# fmt: on


@table(CASES)
def test_one_antiresorptive_agent_at_a_time(case: Case) -> None:
    run(ID, case)
