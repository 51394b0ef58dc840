"""Boundary table of MONITOR-LABS."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BREAST, Placed, condition, drug, given, patient, result
from tests.rules.facts import labs
from tests.rules.table import Case, run, table

ID = "MONITOR-LABS"
METASTATIC = (BREAST, condition("bone_metastasis", 200))
OLD = labs(ago=75)


def zoledronic(last: int, mg: float = 4, every: float | None = 28) -> tuple[Placed, Placed]:
    return drug("zoledronic_acid", 190, mg, every), given("zoledronic_acid", last, mg, every)


def pamidronate(every: float) -> Placed:
    return drug("pamidronate+bisphosphonates+bone_agents", 190, 90, every)


ON_IT = (*METASTATIC, *zoledronic(27))

# fmt: off
CASES = [
    Case("zoledronic acid every 4 weeks, dose due, values 75 days old", patient(*ON_IT, *OLD), ADVISED, indicator="info", orders=("monitoring_labs",)),
    Case("no laboratory values at all", patient(*ON_IT), ADVISED),
    Case("denosumab 120 mg", patient(*METASTATIC, drug("denosumab", 190, 120, 28), *OLD), ADVISED),
    Case("last dose 21 days ago: due in a week", patient(*METASTATIC, *zoledronic(21), *OLD), ADVISED, edge="next_dose_lead_days"),
    Case("last dose 20 days ago", patient(*METASTATIC, *zoledronic(20), *OLD), NOT_APPLICABLE, edge="next_dose_lead_days"),
    Case("every 12 weeks, last dose 27 days ago", patient(*METASTATIC, *zoledronic(27, every=84), *OLD), NOT_APPLICABLE),
    Case("every 12 weeks, last dose 80 days ago", patient(*METASTATIC, *zoledronic(80, every=84), *OLD), ADVISED),
    Case("interval told by 3 doses: every 84 days, not due", patient(*METASTATIC, *(given("zoledronic_acid", day, 4) for day in (195, 111, 27)), *OLD), NOT_APPLICABLE, edge="min_administrations"),
    Case("2 doses do not tell: taken as 4 weeks, due", patient(*METASTATIC, *(given("zoledronic_acid", day, 4) for day in (111, 27)), *OLD), ADVISED, edge="min_administrations"),
    Case("no single dose on record", patient(*METASTATIC, drug("zoledronic_acid", 190, 4, 28), *OLD), ADVISED),
    # only the dose for skeletal events
    Case("zoledronic acid every 149 days", patient(*METASTATIC, drug("zoledronic_acid", 190, 4, 149), *OLD), ADVISED, edge="interval_q6m_from_days"),
    Case("zoledronic acid every 150 days", patient(*METASTATIC, drug("zoledronic_acid", 190, 4, 150), *OLD), NOT_APPLICABLE, edge="interval_q6m_from_days"),
    Case("pamidronate every 69 days", patient(*METASTATIC, pamidronate(69), *OLD), ADVISED, edge="interval_q12w_from_days"),
    Case("pamidronate every 70 days", patient(*METASTATIC, pamidronate(70), *OLD), NOT_APPLICABLE, edge="interval_q12w_from_days"),
    Case("denosumab of unknown dose every 35 days", patient(*METASTATIC, drug("denosumab", 190, None, 35), *OLD), ADVISED, edge="interval_q4w_to_days"),
    Case("denosumab of unknown dose every 36 days", patient(*METASTATIC, drug("denosumab", 190, None, 36), *OLD), NOT_APPLICABLE, edge="interval_q4w_to_days"),
    Case("denosumab 60 mg", patient(*METASTATIC, drug("denosumab", 190, 60, 182), *OLD), NOT_APPLICABLE),
    Case("zoledronic acid 5 mg", patient(*METASTATIC, drug("zoledronic_acid", 190, 5, 365), *OLD), NOT_APPLICABLE),
    Case("alendronate", patient(*METASTATIC, drug("alendronate", 190, 70, 7), *OLD), NOT_APPLICABLE),
    Case("unknown rhythm without bone metastasis", patient(BREAST, drug("zoledronic_acid", 190, 4), *OLD), NOT_APPLICABLE),
    # for whom not, already done
    Case("deceased", patient(*ON_IT, *OLD, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*ON_IT, *OLD, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*ON_IT, *OLD, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("no agent", patient(*METASTATIC, *OLD), NOT_APPLICABLE),
    Case("hospice", patient(*ON_IT, *OLD, condition("hospice_care", 3)), EXCLUDED),
    Case("both 30 days old", patient(*ON_IT, *labs(ago=30)), EXCLUDED, edge="lab_max_age_days"),
    Case("both 31 days old", patient(*ON_IT, *labs(ago=31)), ADVISED, edge="lab_max_age_days"),
    Case("only creatinine recent", patient(*ON_IT, *OLD, result("creatinine", 0.8, "mg/dL", 5)), ADVISED),
    Case("creatinine without clearance, and total calcium", patient(*ON_IT, result("creatinine", 0.8, "mg/dL", 5), result("calcium_total", 2.3, "mmol/L", 5)), EXCLUDED),
    # not read
    Case("drugs not read", patient(*ON_IT, *OLD, unread=("medications",)), CANNOT_TELL),
    Case("results not read", patient(*ON_IT, *OLD, unread=("results",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_laboratory_values_are_due_before_the_next_dose(case: Case) -> None:
    run(ID, case)
