"""Boundary table of DENOSUMAB-SOLID; what makes a start due is in the table of BMA-METS-START."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, NORMAL_LABS, allergy, condition, drug, patient
from tests.rules.facts import labs
from tests.rules.table import Case, judge, run, table

ID = "DENOSUMAB-SOLID"
NEW = (BREAST, BONE_METS)
COMPLETE = (*NEW, *NORMAL_LABS)
DENOSUMAB = ("denosumab_120_q4w",)

# fmt: off
CASES = [
    Case("a start is due", patient(*COMPLETE), ADVISED, indicator="info", orders=DENOSUMAB),
    Case("no laboratory values: shown, no order", patient(*NEW), ADVISED, orders=()),
    Case("clearance 25", patient(*NEW, *labs(25)), ADVISED, orders=DENOSUMAB),
    Case("deceased", patient(*COMPLETE, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*COMPLETE, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*COMPLETE, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("no bone metastasis", patient(BREAST, *NORMAL_LABS), NOT_APPLICABLE),
    Case("myeloma: equivalence only", patient(*COMPLETE, condition("multiple_myeloma")), NOT_APPLICABLE),
    Case("on denosumab", patient(*COMPLETE, drug("denosumab", 20, 120, 28)), NOT_APPLICABLE),
    Case("calcium 2.09", patient(*NEW, *labs(calcium=2.09)), EXCLUDED, edge="calcium_lower_mmol"),
    Case("calcium 2.1", patient(*NEW, *labs(calcium=2.1)), ADVISED, edge="calcium_lower_mmol"),
    Case("low calcium 30 days ago", patient(*NEW, *labs(calcium=1.9, ago=30)), EXCLUDED, edge="lab_max_age_days"),
    Case("low calcium 31 days ago: check first", patient(*NEW, *labs(calcium=1.9, ago=31)), ADVISED, orders=(), edge="lab_max_age_days"),
    Case("allergy to denosumab", patient(*COMPLETE, allergy("denosumab")), EXCLUDED),
    Case("China 2014: not marketed", patient(*COMPLETE, region="CN-2014"), EXCLUDED),
    Case("China today", patient(*COMPLETE, region="CN"), ADVISED),
    Case("drugs not read", patient(*COMPLETE, unread=("medications",)), CANNOT_TELL),
    Case("allergies not read", patient(*COMPLETE, unread=("allergies",)), CANNOT_TELL),
    Case("results not read", patient(*COMPLETE, unread=("results",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_denosumab_delays_skeletal_events_longer_in_solid_tumours(case: Case) -> None:
    run(ID, case)


def test_calcium_that_was_not_found_is_checked_first() -> None:
    advice = judge(ID, patient(*NEW)).advice
    assert advice is not None
    assert "Check calcium first" in " ".join(s.template for s in advice.because)
