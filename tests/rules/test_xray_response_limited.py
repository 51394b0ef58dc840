"""Boundary table of XRAY-RESPONSE-LIMITED."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, Placed, drafted_service, patient
from tests.rules.table import Case, run, table

ID = "XRAY-RESPONSE-LIMITED"


def film(reasons: str = "", **more: str) -> Placed:
    return drafted_service("bone_radiograph", answers=reasons, **more)


FOR_RESPONSE = film("reason_response")

# fmt: off
CASES = [
    Case("ordered for treatment response", patient(BONE_METS, FOR_RESPONSE), ADVISED, indicator="info", orders=("ct_or_mri_of_site",)),
    Case("ordered for follow-up", patient(BONE_METS, film("reason_follow_up")), ADVISED),
    Case("reason not recorded", patient(BONE_METS, film()), NOT_APPLICABLE),
    Case("a CT ordered for response", patient(BONE_METS, drafted_service("structural_imaging", answers="reason_response")), NOT_APPLICABLE),
    Case("no bone metastasis", patient(BREAST, FOR_RESPONSE), NOT_APPLICABLE),
    Case("deceased", patient(BONE_METS, FOR_RESPONSE, deceased=True), NOT_APPLICABLE),
    Case("response, and a fracture is asked", patient(BONE_METS, film("reason_response+reason_acute")), EXCLUDED),
    Case("follow-up of a new pain", patient(BONE_METS, film("reason_follow_up+reason_new_symptom")), EXCLUDED),
    Case("conditions not read", patient(FOR_RESPONSE, unread=("conditions",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_a_plain_film_is_late_to_show_response(case: Case) -> None:
    run(ID, case)
