"""Boundary table of DDX-IMAGING."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BREAST, condition, done, ordered, patient, result
from tests.rules.table import Case, run, table

ID = "DDX-IMAGING"
SUSPECTED = condition("bone_metastasis", 7, certain=False)
SCAN = done("bone_scan", 7, answers="abnormal_finding")
BENIGN = condition("benign_bone_lesion", 60)

# fmt: off
CASES = [
    Case("suspected bone metastasis on a bone scan, no CT or MRI yet", patient(BREAST, SUSPECTED, SCAN), ADVISED, indicator="info", orders=("ct_or_mri_of_site", "pet_ct")),
    Case("suspected metastasis alone", patient(BREAST, SUSPECTED), ADVISED),
    Case("abnormal bone scan alone, as a procedure", patient(BREAST, SCAN), ADVISED),
    Case("abnormal bone scan alone, as a report", patient(BREAST, result("bone_scan", answers="abnormal_finding")), ADVISED),
    Case("bone lesion of unknown nature, whatever its status says", patient(BREAST, condition("bone_lesion_unspecified", 7)), ADVISED),
    Case("deceased", patient(BREAST, SUSPECTED, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(BREAST, SUSPECTED, age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", patient(BREAST, SUSPECTED, age=18), ADVISED, edge="adult_age"),
    Case("pregnant", patient(BREAST, SUSPECTED, condition("pregnancy", 40), age=33), NOT_APPLICABLE),
    Case("no cancer", patient(SUSPECTED), NOT_APPLICABLE),
    Case("cancer without a bone finding", patient(BREAST), NOT_APPLICABLE),
    Case("normal bone scan", patient(BREAST, done("bone_scan", 7, answers="absent")), NOT_APPLICABLE),
    Case("bone scan without a recorded result", patient(BREAST, done("bone_scan", 7)), NOT_APPLICABLE),
    Case("suspicion withdrawn", patient(BREAST, condition("bone_metastasis", 7, certain=False, standing="ended")), NOT_APPLICABLE),
    Case("metastasis confirmed", patient(BREAST, SUSPECTED, condition("bone_metastasis", 3)), EXCLUDED),
    Case("lytic lesion in myeloma", patient(condition("multiple_myeloma"), condition("bone_lesion_unspecified", 7)), EXCLUDED),
    Case("benign bone tumour confirmed", patient(BREAST, SUSPECTED, BENIGN), EXCLUDED),
    Case("benign bone tumour, no finding besides", patient(condition("breast_cancer_invasive", 3000, standing="ended"), BENIGN), NOT_APPLICABLE),
    Case("MRI on the day of the finding", patient(BREAST, SUSPECTED, done("structural_imaging", 7)), EXCLUDED),
    Case("CT the day before the finding", patient(BREAST, SUSPECTED, done("structural_imaging", 8)), ADVISED),
    Case("CT after an older scan, before the newer suspicion", patient(BREAST, SUSPECTED, done("bone_scan", 90, answers="abnormal_finding"), done("structural_imaging", 60)), ADVISED),
    Case("MRI report since", patient(BREAST, SUSPECTED, result("structural_imaging", ago=2)), EXCLUDED),
    Case("PET ordered", patient(BREAST, SUSPECTED, ordered("structural_imaging", 1)), EXCLUDED),
    Case("biopsy since", patient(BREAST, SUSPECTED, done("biopsy_of_bone", 2)), EXCLUDED),
    Case("conditions not read", patient(BREAST, SUSPECTED, unread=("conditions",)), CANNOT_TELL),
    Case("procedures not read: a CT may have been done", patient(BREAST, SUSPECTED, unread=("procedures",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_an_unconfirmed_bone_lesion_is_clarified_first(case: Case) -> None:
    run(ID, case)
