"""Boundary table of DENOSUMAB-STOP-REBOUND."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, NORMAL_LABS, Placed, allergy, condition, days_ago, drug, given, patient
from tests.rules.facts import labs
from tests.rules.table import Case, judge, run, table

ID = "DENOSUMAB-STOP-REBOUND"
REMISSION = condition("breast_cancer_invasive", 1900, standing="ended")
STOPPED = drug("denosumab", 1000, 60, 182, standing="ended")
ZOLEDRONIC, RESUME_60, RESUME_120 = "zoledronic_acid_4_once", "denosumab_60_q6m", "denosumab_120_q4w"


def last(ago: int, mg: float | None = 60) -> Placed:
    return given("denosumab", ago, mg)


CHART = (REMISSION, STOPPED, last(152))
COMPLETE = (*CHART, *NORMAL_LABS)

# fmt: off
CASES = [
    Case("60 mg 152 days ago, stopped, nothing since, in remission", patient(*COMPLETE), ADVISED, indicator="warning", orders=(ZOLEDRONIC, RESUME_60)),
    Case("60 mg 150 days ago", patient(REMISSION, last(150)), ADVISED, edge="rebound_from_days_60mg"),
    Case("60 mg 149 days ago", patient(REMISSION, last(149)), NOT_APPLICABLE, edge="rebound_from_days_60mg"),
    Case("120 mg 90 days ago", patient(REMISSION, last(90, 120), *NORMAL_LABS), ADVISED, orders=(ZOLEDRONIC, RESUME_120), edge="rebound_from_days_120mg"),
    Case("120 mg 89 days ago", patient(REMISSION, last(89, 120)), NOT_APPLICABLE, edge="rebound_from_days_120mg"),
    Case("dose not recorded, 90 days ago", patient(REMISSION, last(90, None), *NORMAL_LABS), ADVISED, orders=(ZOLEDRONIC,)),
    Case("dose told by the order: 60 mg, 100 days ago", patient(REMISSION, STOPPED, last(100, None)), NOT_APPLICABLE),
    Case("730 days ago", patient(REMISSION, last(730)), ADVISED, edge="rebound_until_days"),
    Case("731 days ago", patient(REMISSION, last(731)), NOT_APPLICABLE, edge="rebound_until_days"),
    Case("only the order is known: its end counts", patient(REMISSION, drug("denosumab", 1000, 60, 182, standing="ended", until=days_ago(200))), ADVISED),
    Case("only the order is known, ended 100 days ago", patient(REMISSION, drug("denosumab", 1000, 60, 182, standing="ended", until=days_ago(100))), NOT_APPLICABLE),
    Case("stopped order without an end, written 200 days ago", patient(REMISSION, drug("denosumab", 200, 60, 182, standing="ended")), ADVISED),
    Case("stopped order without end or dose", patient(REMISSION, STOPPED), NOT_APPLICABLE),
    Case("active bone metastasis: the start card drafts zoledronic acid", patient(BONE_METS, last(100, 120), *NORMAL_LABS), ADVISED, orders=(RESUME_120,)),
    Case("cancer in the history", patient(condition("prostate_cancer_history", 3000), last(152), sex="male"), ADVISED),
    # what is offered
    Case("no laboratory values: checks first", patient(*CHART), ADVISED, orders=("creatinine", "calcium")),
    Case("values 30 days old", patient(*CHART, *labs(ago=30)), ADVISED, orders=(ZOLEDRONIC, RESUME_60), edge="lab_max_age_days"),
    Case("values 31 days old", patient(*CHART, *labs(ago=31)), ADVISED, orders=("creatinine", "calcium"), edge="lab_max_age_days"),
    Case("clearance 60.1", patient(*CHART, *labs(60.1)), ADVISED, orders=(ZOLEDRONIC, RESUME_60), edge="crcl_zol_reduce_le"),
    Case("clearance 60: no full dose", patient(*CHART, *labs(60)), ADVISED, orders=(RESUME_60,), edge="crcl_zol_reduce_le"),
    Case("clearance 25: specialist advice", patient(*CHART, *labs(25)), ADVISED, indicator="warning", orders=(RESUME_60,)),
    Case("calcium 2.1", patient(*CHART, *labs(calcium=2.1)), ADVISED, orders=(ZOLEDRONIC, RESUME_60), edge="calcium_lower_mmol"),
    Case("calcium 2.09", patient(*CHART, *labs(calcium=2.09)), ADVISED, orders=(), edge="calcium_lower_mmol"),
    Case("allergy to a bisphosphonate", patient(*COMPLETE, allergy("bisphosphonates")), ADVISED, orders=(RESUME_60,)),
    # for whom not
    Case("deceased", patient(*COMPLETE, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*COMPLETE, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*COMPLETE, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("never a cancer: not this guideline", patient(last(152), *NORMAL_LABS), NOT_APPLICABLE),
    Case("no denosumab", patient(REMISSION, *NORMAL_LABS), NOT_APPLICABLE),
    Case("hospice", patient(*COMPLETE, condition("hospice_care", 3)), EXCLUDED),
    # already done
    Case("denosumab ordered", patient(*COMPLETE, drug("denosumab", 20, 60, 182)), EXCLUDED),
    Case("next dose ordered for a coming date", patient(*COMPLETE, drug("denosumab", -20, 60, 182)), EXCLUDED),
    Case("zoledronic acid given since", patient(*COMPLETE, given("zoledronic_acid", 20, 5)), EXCLUDED),
    Case("alendronate taken since and over", patient(*COMPLETE, drug("alendronate", 140, 70, 7, standing="ended", until=days_ago(20))), EXCLUDED),
    Case("alendronate ordered", patient(*COMPLETE, drug("alendronate", 300, 70, 7)), EXCLUDED),
    Case("zoledronic acid before denosumab only", patient(*COMPLETE, given("zoledronic_acid", 1200, 4)), ADVISED),
    # not read
    Case("drugs not read", patient(*COMPLETE, unread=("medications",)), CANNOT_TELL),
    Case("allergies not read", patient(*COMPLETE, unread=("allergies",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_something_follows_denosumab(case: Case) -> None:
    run(ID, case)


def test_below_30_it_asks_for_specialist_advice_and_not_for_zoledronic_acid() -> None:
    advice = judge(ID, patient(*CHART, *labs(25))).advice
    assert advice is not None
    assert "specialist advice" in advice.summary
    assert not any("Zoledronic acid 4-5 mg" in s.template for s in advice.options)
