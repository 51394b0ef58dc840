"""Boundary table of DUPLICATE-THERAPY."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, Placed, condition, days_ago, drug, given, patient
from tests.rules.table import Case, run, table

ID = "DUPLICATE-THERAPY"
METASTATIC = (BREAST, BONE_METS)
ZOLEDRONIC = drug("zoledronic_acid", 20, 4, 28)
DENOSUMAB_120, DENOSUMAB_60 = drug("denosumab", 60, 120, 28), drug("denosumab", 90, 60, 182)
STOPPED_60 = drug("denosumab", 900, 60, 182, standing="ended")
STOPPED_120 = drug("denosumab", 900, 120, 28, standing="ended")
OVERLAP = (*METASTATIC, ZOLEDRONIC, DENOSUMAB_120)
REVIEW = ("bone_agent_review",)


def doses(names: str, *ago: int) -> tuple[Placed, ...]:
    return tuple(given(names, day, 4, 28) for day in ago)


# fmt: off
CASES = [
    Case("zoledronic acid and denosumab ordered", patient(*OVERLAP), ADVISED, indicator="warning", orders=REVIEW),
    Case("two bisphosphonates ordered", patient(*METASTATIC, ZOLEDRONIC, drug("alendronate", 300, 70, 7)), ADVISED, indicator="warning"),
    Case("denosumab 60 mg and 120 mg ordered: critical", patient(*METASTATIC, DENOSUMAB_60, DENOSUMAB_120), ADVISED, indicator="critical"),
    Case("zoledronic acid 4 mg and 5 mg ordered: critical", patient(*METASTATIC, ZOLEDRONIC, drug("zoledronic_acid", 200, 5, 365)), ADVISED, indicator="critical"),
    Case("told apart by product", patient(*METASTATIC, drug("denosumab_60mg_product", 90), drug("denosumab_120mg_product", 30)), ADVISED, indicator="critical"),
    Case("zoledronic acid ordered, denosumab 120 mg given 20 days ago", patient(*METASTATIC, ZOLEDRONIC, given("denosumab", 20, 120, 28)), ADVISED),
    # one agent, several records
    Case("order and doses of one drug", patient(*METASTATIC, ZOLEDRONIC, *doses("zoledronic_acid", 20, 48)), NOT_APPLICABLE),
    Case("order and statement of one drug", patient(*METASTATIC, DENOSUMAB_120, drug("denosumab", 50, 120, 28)), NOT_APPLICABLE),
    Case("one order without dose", patient(*METASTATIC, DENOSUMAB_120, drug("denosumab", 50)), NOT_APPLICABLE),
    Case("4 mg lowered to 3.3 mg, old order open", patient(*METASTATIC, ZOLEDRONIC, drug("zoledronic_acid", 10, 3.3, 28)), NOT_APPLICABLE),
    Case("a drug named only as bisphosphonate is no second agent", patient(*METASTATIC, ZOLEDRONIC, drug("bisphosphonates", 20)), NOT_APPLICABLE),
    # what has ended
    Case("zoledronic acid stopped, denosumab ordered", patient(*METASTATIC, drug("zoledronic_acid", 400, 4, 28, standing="ended"), *doses("zoledronic_acid", 40), DENOSUMAB_120), NOT_APPLICABLE),
    Case("stopped 60 days ago, last dose before", patient(*METASTATIC, drug("zoledronic_acid", 400, 4, 28, standing="ended", until=days_ago(60)), *doses("zoledronic_acid", 70), DENOSUMAB_120), NOT_APPLICABLE),
    Case("stopped 60 days ago, a dose since", patient(*METASTATIC, drug("zoledronic_acid", 400, 4, 28, standing="ended", until=days_ago(60)), *doses("zoledronic_acid", 30), DENOSUMAB_120), ADVISED),
    Case("doses without order: 120 days ago still works", patient(*METASTATIC, *doses("zoledronic_acid", 120), DENOSUMAB_120), ADVISED, edge="dosing_window_days.zoledronic_acid_q4w"),
    Case("doses without order: 121 days ago is over", patient(*METASTATIC, *doses("zoledronic_acid", 121), DENOSUMAB_120), NOT_APPLICABLE, edge="dosing_window_days.zoledronic_acid_q4w"),
    Case("denosumab on hold", patient(*METASTATIC, ZOLEDRONIC, drug("denosumab", 60, 120, 28, standing="on-hold")), NOT_APPLICABLE),
    Case("denosumab only planned", patient(*METASTATIC, ZOLEDRONIC, drug("denosumab", 1, 120, 28, standing="planned")), NOT_APPLICABLE),
    # planned follow-on after denosumab
    Case("60 mg 150 days ago, then zoledronic acid", patient(BREAST, STOPPED_60, given("denosumab", 150, 60, 182), ZOLEDRONIC), EXCLUDED, edge="switch_after_days_60mg"),
    Case("60 mg 149 days ago, then zoledronic acid", patient(BREAST, STOPPED_60, given("denosumab", 149, 60, 182), ZOLEDRONIC), ADVISED, edge="switch_after_days_60mg"),
    Case("120 mg 28 days ago, then zoledronic acid", patient(*METASTATIC, STOPPED_120, given("denosumab", 28, 120, 28), ZOLEDRONIC), EXCLUDED, edge="switch_after_days_120mg"),
    Case("120 mg 27 days ago, then zoledronic acid", patient(*METASTATIC, STOPPED_120, given("denosumab", 27, 120, 28), ZOLEDRONIC), ADVISED, edge="switch_after_days_120mg"),
    Case("denosumab still ordered", patient(BREAST, DENOSUMAB_60, given("denosumab", 160, 60, 182), ZOLEDRONIC), ADVISED),
    Case("two bisphosphonates after denosumab", patient(*METASTATIC, given("denosumab", 60, 120, 28), ZOLEDRONIC, drug("alendronate", 30, 70, 7)), ADVISED),
    # for whom not
    Case("deceased", patient(*OVERLAP, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*OVERLAP, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*OVERLAP, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("one agent", patient(*METASTATIC, ZOLEDRONIC), NOT_APPLICABLE),
    Case("drugs not read", patient(*OVERLAP, unread=("medications",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_two_antiresorptive_agents_do_not_overlap(case: Case) -> None:
    run(ID, case)
