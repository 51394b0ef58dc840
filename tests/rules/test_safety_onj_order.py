"""Boundary table of SAFETY-ONJ-ORDER."""

from cards.engine import ADVISED, CANNOT_TELL, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, condition, done, drafted, drafted_service, drug, ordered, patient
from tests.rules.table import Case, run, table

ID = "SAFETY-ONJ-ORDER"
DENOSUMAB = drafted("denosumab", 120, 28)
TAKEN = drug("denosumab", 200, 120, 28)
JAW = condition("osteonecrosis_of_jaw", 20)
MINE = (BREAST, BONE_METS)

# fmt: off
CASES = [
    Case("osteonecrosis active, denosumab ordered: critical", patient(*MINE, JAW, DENOSUMAB), ADVISED, indicator="critical", orders=("oral_surgery_consult", "")),
    Case("extraction ordered under denosumab", patient(*MINE, TAKEN, drafted_service("dental_surgery")), ADVISED, indicator="warning", orders=("oral_surgery_consult", "")),
    Case("extraction ordered, no bone agent", patient(*MINE, drafted_service("dental_surgery")), NOT_APPLICABLE),
    Case("osteonecrosis, surgery ordered, nothing taken or ordered", patient(*MINE, JAW, drafted_service("dental_surgery")), NOT_APPLICABLE),
    Case("osteonecrosis under denosumab, extraction ordered: no dose ordered", patient(*MINE, TAKEN, JAW, drafted_service("dental_surgery")), ADVISED, indicator="warning"),
    Case("denosumab and an extraction ordered together", patient(*MINE, DENOSUMAB, drafted_service("dental_surgery")), ADVISED, indicator="warning", orders=("oral_surgery_consult", "", "")),
    Case("extraction planned, denosumab ordered", patient(*MINE, DENOSUMAB, ordered("dental_surgery", 2)), ADVISED, indicator="warning"),
    Case("extracted 56 days ago", patient(*MINE, DENOSUMAB, done("dental_surgery", 56)), ADVISED, indicator="warning", edge="oral_surgery_healing_days"),
    Case("extracted 57 days ago", patient(*MINE, DENOSUMAB, done("dental_surgery", 57)), NOT_APPLICABLE, edge="oral_surgery_healing_days"),
    Case("osteonecrosis resolved", patient(*MINE, DENOSUMAB, condition("osteonecrosis_of_jaw", 900, standing="ended")), NOT_APPLICABLE),
    Case("aged 17", patient(*MINE, JAW, DENOSUMAB, age=17), NOT_APPLICABLE),
    Case("conditions not read", patient(DENOSUMAB, unread=("conditions",)), CANNOT_TELL),
    Case("drugs not read, extraction ordered", patient(*MINE, drafted_service("dental_surgery"), unread=("medications",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_jaw_and_bone_agent_are_decided_together(case: Case) -> None:
    run(ID, case)
