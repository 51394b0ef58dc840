"""Boundary table of SAFETY-ONJ."""

from cards.engine import ADVISED, CANNOT_TELL, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, condition, done, drug, ordered, patient
from tests.rules.table import Case, run, table

ID = "SAFETY-ONJ"
DENOSUMAB = drug("denosumab", 200, 120, 28)
JAW = condition("osteonecrosis_of_jaw", 20)
ON_AGENT = (BREAST, BONE_METS, DENOSUMAB)

# fmt: off
CASES = [
    Case("osteonecrosis of the jaw under denosumab", patient(*ON_AGENT, JAW), ADVISED, indicator="warning", orders=("oral_surgery_consult",)),
    Case("osteonecrosis of the jaw, and a start is due", patient(BREAST, BONE_METS, JAW), ADVISED, indicator="warning"),
    Case("osteonecrosis of the jaw, no agent and none due", patient(BREAST, JAW), NOT_APPLICABLE),
    Case("deceased", patient(*ON_AGENT, JAW, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*ON_AGENT, JAW, age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", patient(*ON_AGENT, JAW, age=18), ADVISED, edge="adult_age"),
    Case("pregnant: the pregnancy card speaks", patient(*ON_AGENT, JAW, condition("pregnancy", 40), age=33), NOT_APPLICABLE),
    Case("jaw healthy, no surgery", patient(*ON_AGENT), NOT_APPLICABLE),
    Case("osteonecrosis resolved", patient(*ON_AGENT, condition("osteonecrosis_of_jaw", 900, standing="ended")), NOT_APPLICABLE),
    Case("osteonecrosis only suspected", patient(*ON_AGENT, condition("osteonecrosis_of_jaw", 9, certain=False)), NOT_APPLICABLE),
    Case("extraction ordered", patient(*ON_AGENT, ordered("dental_surgery", 2)), ADVISED),
    Case("implant planned", patient(*ON_AGENT, done("dental_surgery", -10, standing="planned")), ADVISED),
    Case("extraction cancelled", patient(*ON_AGENT, ordered("dental_surgery", 2, standing="refused")), NOT_APPLICABLE),
    Case("tooth extracted 56 days ago", patient(*ON_AGENT, done("dental_surgery", 56)), ADVISED, edge="oral_surgery_healing_days"),
    Case("tooth extracted 57 days ago", patient(*ON_AGENT, done("dental_surgery", 57)), NOT_APPLICABLE, edge="oral_surgery_healing_days"),
    Case("dental examination is no surgery", patient(*ON_AGENT, done("dental_examination", 5)), NOT_APPLICABLE),
    Case("orders not read: an extraction may be planned", patient(*ON_AGENT, unread=("orders",)), CANNOT_TELL),
    Case("orders not read, osteonecrosis known", patient(*ON_AGENT, JAW, unread=("orders",)), ADVISED),
    Case("drugs not read", patient(BREAST, JAW, unread=("medications",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_jaw_and_teeth_come_before_the_bone_agent(case: Case) -> None:
    run(ID, case)
