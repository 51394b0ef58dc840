"""Boundary table of SURGERY-IMPENDING-FRACTURE."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, Placed, condition, done, ordered, patient, result
from tests.rules.table import Case, run, table

ID = "SURGERY-IMPENDING-FRACTURE"
RENAL = condition("renal_cancer", 400)
IMPENDING = condition("impending_fracture", 60)
FEMUR = (RENAL, BONE_METS, IMPENDING)


def mirels(value: float, ago: int = 10) -> Placed:
    return result("mirels_score", value, "{score}", ago)


# fmt: off
CASES = [
    Case("impending femur fracture, nobody asked yet", patient(*FEMUR), ADVISED, indicator="warning", orders=("orthopaedic_referral", "post_operative_radiotherapy")),
    Case("deceased", patient(*FEMUR, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*FEMUR, age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", patient(*FEMUR, age=18), ADVISED, edge="adult_age"),
    Case("pregnant", patient(*FEMUR, condition("pregnancy", 40), age=33), NOT_APPLICABLE),
    Case("no cancer", patient(IMPENDING), NOT_APPLICABLE),
    Case("cancer without fracture", patient(RENAL, BONE_METS), NOT_APPLICABLE),
    Case("impending fracture resolved", patient(RENAL, condition("impending_fracture", 60, standing="ended")), NOT_APPLICABLE),
    Case("impending fracture only suspected", patient(RENAL, condition("impending_fracture", 6, certain=False)), NOT_APPLICABLE),
    Case("fracture at a tumour, cancer not coded apart", patient(condition("neoplastic_fracture", 6)), ADVISED),
    Case("pathological fracture with bone metastasis", patient(RENAL, BONE_METS, condition("pathological_fracture", 6)), ADVISED),
    Case("pathological fracture in myeloma", patient(condition("multiple_myeloma"), condition("pathological_fracture", 6)), ADVISED),
    Case("pathological fracture in cancer without bone disease", patient(RENAL, condition("pathological_fracture", 6)), NOT_APPLICABLE),
    Case("vertebral fracture: another question", patient(RENAL, BONE_METS, condition("neoplastic_fracture+vertebral_fracture", 6)), NOT_APPLICABLE),
    Case("Mirels score 8", patient(RENAL, BONE_METS, mirels(8)), ADVISED, edge="mirels_min"),
    Case("Mirels score 7", patient(RENAL, BONE_METS, mirels(7)), NOT_APPLICABLE, edge="mirels_min"),
    Case("the newest Mirels score counts", patient(RENAL, BONE_METS, mirels(9, 90), mirels(5, 3)), NOT_APPLICABLE),
    Case("fixed 2 months ago, after the finding", patient(RENAL, BONE_METS, condition("impending_fracture", 70), done("fracture_fixation", 60)), EXCLUDED),
    Case("another bone fixed a year before the finding", patient(*FEMUR, done("fracture_fixation", 400)), ADVISED),
    Case("fixed after a Mirels score of 9", patient(RENAL, BONE_METS, mirels(9, 70), done("fracture_fixation", 60)), EXCLUDED),
    Case("hospice", patient(*FEMUR, condition("hospice_care", 3)), EXCLUDED),
    Case("orthopaedic referral 28 days ago", patient(*FEMUR, ordered("orthopaedic_referral", 28)), EXCLUDED, edge="fracture_done_days"),
    Case("orthopaedic referral 29 days ago, nothing since", patient(*FEMUR, ordered("orthopaedic_referral", 29)), ADVISED, edge="fracture_done_days"),
    Case("fixation under way", patient(*FEMUR, done("fracture_fixation", 0, standing="active")), EXCLUDED),
    Case("procedures not read", patient(*FEMUR, unread=("procedures",)), CANNOT_TELL),
    Case("conditions not read", patient(*FEMUR, unread=("conditions",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_a_bone_about_to_break_is_shown_to_orthopaedics_before_radiotherapy(case: Case) -> None:
    run(ID, case)
