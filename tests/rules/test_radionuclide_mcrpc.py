"""Boundary table of RADIONUCLIDE-MCRPC."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, PROSTATE, Placed, condition, drug, ordered, patient, result
from tests.rules.table import Case, run, table

ID = "RADIONUCLIDE-MCRPC"
CRPC = condition("castration_resistant", 200)
DIFFUSE = condition("bone_pain_diffuse", 60)
NO_VISCERAL = result("visceral_metastasis", answers="absent")
WHOLE = (PROSTATE, CRPC, BONE_METS, DIFFUSE, NO_VISCERAL)
WITHOUT_PAIN = (PROSTATE, CRPC, BONE_METS, NO_VISCERAL)


def score(value: float, ago: int = 3) -> Placed:
    return result("pain_score", value, "{score}", ago)


# fmt: off
CASES = [
    Case("painful bone-only disease, visceral metastasis looked for: an option", patient(*WHOLE, sex="male", age=73), ADVISED, indicator="info", orders=("nuclear_medicine_referral",)),
    Case("deceased", patient(*WHOLE, sex="male", deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*WHOLE, sex="male", age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", patient(*WHOLE, sex="male", age=18), ADVISED, edge="adult_age"),
    Case("pregnant: the record cannot be right", patient(*WHOLE, condition("pregnancy", 40), age=33), NOT_APPLICABLE),
    Case("not castration-resistant", patient(PROSTATE, BONE_METS, DIFFUSE, NO_VISCERAL, sex="male"), NOT_APPLICABLE),
    Case("no bone metastasis", patient(PROSTATE, CRPC, DIFFUSE, NO_VISCERAL, sex="male"), NOT_APPLICABLE),
    Case("no pain", patient(*WITHOUT_PAIN, sex="male"), NOT_APPLICABLE),
    Case("score 4", patient(*WITHOUT_PAIN, score(4), sex="male"), ADVISED, edge="rt_local_pain_score_min"),
    Case("score 3", patient(*WITHOUT_PAIN, score(3), sex="male"), NOT_APPLICABLE, edge="rt_local_pain_score_min"),
    Case("score 30 days old", patient(*WITHOUT_PAIN, score(6, 30), sex="male"), ADVISED, edge="pain_max_age_days"),
    Case("score 31 days old", patient(*WITHOUT_PAIN, score(6, 31), sex="male"), NOT_APPLICABLE, edge="pain_max_age_days"),
    Case("nobody recorded whether there is visceral metastasis", patient(PROSTATE, CRPC, BONE_METS, DIFFUSE, sex="male"), NOT_APPLICABLE),
    Case("visceral metastasis found since", patient(*WHOLE, result("visceral_metastasis", ago=2, answers="present"), sex="male"), NOT_APPLICABLE),
    Case("liver metastasis on the problem list", patient(*WHOLE, condition("visceral_metastasis", 60), sex="male"), EXCLUDED),
    Case("liver metastasis suspected", patient(*WHOLE, condition("visceral_metastasis", 3, certain=False), sex="male"), EXCLUDED),
    Case("on abiraterone", patient(*WHOLE, drug("abiraterone", 60), sex="male"), EXCLUDED),
    Case("abiraterone stopped", patient(*WHOLE, drug("abiraterone", 60, standing="ended"), sex="male"), ADVISED),
    Case("bone marrow failure", patient(*WHOLE, condition("bone_marrow_failure", 20), sex="male"), EXCLUDED),
    Case("hospice", patient(*WHOLE, condition("hospice_care", 3), sex="male"), EXCLUDED),
    Case("radium-223 given in the past", patient(*WHOLE, drug("radium_223", 300, standing="done"), sex="male"), EXCLUDED),
    Case("radium-223 ordered", patient(*WHOLE, ordered("radium_223", 3), sex="male"), EXCLUDED),
    Case("nuclear medicine referral active", patient(*WHOLE, ordered("nuclear_medicine_referral", 3), sex="male"), EXCLUDED),
    Case("results not read", patient(*WHOLE, sex="male", unread=("results",)), CANNOT_TELL),
    Case("drugs not read", patient(*WHOLE, sex="male", unread=("medications",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_radium_is_an_option_for_painful_bone_only_resistant_disease(case: Case) -> None:
    run(ID, case)
