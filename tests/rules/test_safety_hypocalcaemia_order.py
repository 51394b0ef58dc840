"""Boundary table of SAFETY-HYPOCALCAEMIA-ORDER."""

from cards.engine import ADVISED, CANNOT_TELL, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, condition, drafted, drafted_service, drug, patient, result
from tests.rules.table import Case, run, table

ID = "SAFETY-HYPOCALCAEMIA-ORDER"
DENOSUMAB = drafted("denosumab", 120, 28)
MINE = (BREAST, BONE_METS)


def calcium(value: float, ago: int = 10):  # type: ignore[no-untyped-def]
    """A corrected calcium in mmol/L."""
    return result("calcium_corrected", value, "mmol/L", ago)


# fmt: off
CASES = [
    Case("2.09 mmol/L: critical", patient(*MINE, calcium(2.09), DENOSUMAB), ADVISED, indicator="critical", orders=("calcium_panel", "calcium_daily", ""), edge="calcium_lower_mmol"),
    Case("2.10 mmol/L: not low", patient(*MINE, calcium(2.1), DENOSUMAB), NOT_APPLICABLE, edge="calcium_lower_mmol"),
    Case("low 30 days ago", patient(*MINE, calcium(2.0, 30), DENOSUMAB), ADVISED, indicator="critical", edge="lab_max_age_days"),
    Case("low 31 days ago: measured again", patient(*MINE, calcium(2.0, 31), DENOSUMAB), ADVISED, indicator="warning", orders=("calcium",), edge="lab_max_age_days"),
    Case("hypocalcaemia on record, no value since", patient(*MINE, condition("hypocalcaemia", 20), DENOSUMAB), ADVISED, indicator="critical"),
    Case("hypocalcaemia on record, normal since", patient(*MINE, condition("hypocalcaemia", 20), calcium(2.3, 5), DENOSUMAB), NOT_APPLICABLE),
    Case("no calcium, first order", patient(*MINE, DENOSUMAB), ADVISED, indicator="warning", orders=("calcium",)),
    Case("no calcium, already on denosumab: the laboratory reminder speaks", patient(*MINE, drug("denosumab", 200, 120, 28), DENOSUMAB), NOT_APPLICABLE),
    Case("vitamin D 49 nmol/L, calcium normal", patient(*MINE, calcium(2.3), result("vitamin_d_25oh", 49, "nmol/L"), DENOSUMAB), ADVISED, indicator="info", orders=("vitamin_d_daily",), edge="vitamin_d_low_nmol"),
    Case("vitamin D 50 nmol/L", patient(*MINE, calcium(2.3), result("vitamin_d_25oh", 50, "nmol/L"), DENOSUMAB), NOT_APPLICABLE, edge="vitamin_d_low_nmol"),
    Case("radiotherapy is ordered, calcium low", patient(*MINE, calcium(1.9), drafted_service("radiotherapy")), NOT_APPLICABLE),
    Case("aged 17", patient(*MINE, calcium(1.9), DENOSUMAB, age=17), NOT_APPLICABLE),
    Case("results not read: calcium is not called missing", patient(*MINE, DENOSUMAB, unread=("results",)), CANNOT_TELL),
    Case("low, allergies not read: no supplement drafted", patient(*MINE, calcium(1.9), DENOSUMAB, unread=("allergies",)), ADVISED, indicator="critical", orders=("calcium_panel", "")),
]
# fmt: on


@table(CASES)
def test_calcium_comes_before_the_order(case: Case) -> None:
    run(ID, case)
