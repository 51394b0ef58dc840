"""Boundary table of MDT."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, condition, done, ordered, patient, visit
from tests.rules.table import Case, judge, run, table

ID = "MDT"
METASTATIC = (BREAST, BONE_METS)
MYELOMA = condition("multiple_myeloma", 60)

# fmt: off
CASES = [
    Case("bone metastasis, no meeting on record", patient(*METASTATIC), ADVISED, indicator="info", orders=("mdt_meeting",)),
    Case("myeloma with a lytic lesion", patient(MYELOMA, condition("bone_lesion_unspecified")), ADVISED),
    Case("myeloma with a fracture", patient(MYELOMA, condition("pathological_fracture")), ADVISED),
    Case("myeloma with bone pain", patient(MYELOMA, condition("bone_pain")), ADVISED),
    Case("myeloma, fracture healed 183 days ago", patient(MYELOMA, condition("pathological_fracture", 183, standing="ended")), ADVISED, edge="recent_sre_days"),
    Case("myeloma, fracture healed 184 days ago", patient(MYELOMA, condition("pathological_fracture", 184, standing="ended")), NOT_APPLICABLE, edge="recent_sre_days"),
    Case("deceased", patient(*METASTATIC, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*METASTATIC, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*METASTATIC, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("myeloma without bone disease", patient(MYELOMA), NOT_APPLICABLE),
    Case("bone metastasis entered with doubt", patient(BREAST, condition("bone_metastasis", 7, certain=False)), NOT_APPLICABLE),
    Case("hospice", patient(*METASTATIC, condition("hospice_care", 3)), EXCLUDED),
    Case("hospice as a visit", patient(*METASTATIC, visit("hospice_care", 3)), EXCLUDED),
    Case("meeting 180 days ago", patient(*METASTATIC, done("mdt_meeting", 180)), EXCLUDED, edge="mdt_max_age_days"),
    Case("meeting 181 days ago", patient(*METASTATIC, done("mdt_meeting", 181)), ADVISED, edge="mdt_max_age_days"),
    Case("tumour board as a visit", patient(*METASTATIC, visit("mdt_meeting", 20)), EXCLUDED),
    Case("referred yesterday", patient(*METASTATIC, ordered("mdt_meeting", 1)), EXCLUDED),
    Case("meeting planned for next week", patient(*METASTATIC, visit("mdt_meeting", -7, standing="planned")), EXCLUDED),
    Case("conditions not read", patient(*METASTATIC, unread=("conditions",)), CANNOT_TELL),
    Case("visits not read", patient(*METASTATIC, unread=("encounters",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_bone_disease_is_discussed_by_a_multidisciplinary_team(case: Case) -> None:
    run(ID, case)


def test_the_organ_service_of_the_primary_tumour_joins() -> None:
    for cancer, service in (
        ("lung_cancer", "thoracic surgery"),
        ("renal_cancer", "urology"),
        ("prostate_cancer", "urology"),
    ):
        advice = judge(ID, patient(condition(cancer, 90), BONE_METS, sex="male")).advice
        assert advice is not None
        assert service in " ".join(s.template for s in advice.options)


def test_the_summary_speaks_of_myeloma_where_there_is_no_metastasis() -> None:
    advice = judge(ID, patient(MYELOMA, condition("bone_pain"))).advice
    assert advice is not None
    assert advice.summary.startswith("Myeloma")
