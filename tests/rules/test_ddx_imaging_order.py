"""Boundary table of the part of DDX-IMAGING for a bone scan being ordered."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BREAST, condition, done, drafted_service, patient
from tests.rules.table import Case, run, table

ID = "DDX-IMAGING-ORDER"
SUSPECTED = condition("bone_metastasis", 7, certain=False)
SCAN = drafted_service("bone_scan")

# fmt: off
CASES = [
    Case("bone scan being ordered for a suspected metastasis", patient(BREAST, SUSPECTED, SCAN), ADVISED, indicator="info", orders=("ct_or_mri_of_site", "pet_ct")),
    Case("bone scan being repeated after an abnormal one", patient(BREAST, done("bone_scan", 7, answers="abnormal_finding"), SCAN), ADVISED),
    Case("an X-ray is being ordered", patient(BREAST, SUSPECTED, drafted_service("bone_radiograph")), NOT_APPLICABLE),
    Case("deceased", patient(BREAST, SUSPECTED, SCAN, deceased=True), NOT_APPLICABLE),
    Case("no cancer", patient(SUSPECTED, SCAN), NOT_APPLICABLE),
    Case("no finding: a bone scan looks for one", patient(BREAST, SCAN), NOT_APPLICABLE),
    Case("metastasis confirmed", patient(BREAST, SUSPECTED, condition("bone_metastasis", 3), SCAN), EXCLUDED),
    Case("benign bone tumour confirmed", patient(BREAST, SUSPECTED, condition("benign_bone_lesion", 60), SCAN), EXCLUDED),
    Case("MRI since the finding", patient(BREAST, SUSPECTED, done("structural_imaging", 2), SCAN), EXCLUDED),
    Case("MRI being ordered too", patient(BREAST, SUSPECTED, SCAN, drafted_service("structural_imaging")), EXCLUDED),
    Case("biopsy being ordered too", patient(BREAST, SUSPECTED, SCAN, drafted_service("biopsy_of_bone")), EXCLUDED),
    Case("procedures not read: a CT may have been done", patient(BREAST, SUSPECTED, SCAN, unread=("procedures",)), CANNOT_TELL),
    Case("a bone scan order that could not be read", patient(BREAST, SUSPECTED, drafted_service("bone_scan", doubt="unreadable")), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_ct_or_mri_is_named_when_a_bone_scan_is_to_clarify_a_lesion(case: Case) -> None:
    run(ID, case)
