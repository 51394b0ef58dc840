"""Boundary table of BONE-SCAN-NOT-FOR-RESPONSE."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, PROSTATE, Placed, condition, done, drafted_service, patient, report
from tests.rules.table import Case, judge, run, table

ID = "BONE-SCAN-NOT-FOR-RESPONSE"
RESISTANT = condition("castration_resistant", 300)


def scan(reasons: str = "", **more: str) -> Placed:
    return drafted_service("bone_scan", answers=reasons, **more)


FOR_RESPONSE = scan("reason_response")

# fmt: off
CASES = [
    Case("ordered for treatment response", patient(BONE_METS, FOR_RESPONSE), ADVISED, indicator="warning", orders=("ct_or_mri_of_site",)),
    Case("no reason, last scan 183 days ago", patient(BONE_METS, scan(), done("bone_scan", 183)), ADVISED, orders=("ct_or_mri_of_site",), edge="bone_scan_repeat_days"),
    Case("no reason, last scan 184 days ago", patient(BONE_METS, scan(), done("bone_scan", 184)), NOT_APPLICABLE, edge="bone_scan_repeat_days"),
    Case("no reason, last scan as a report", patient(BONE_METS, scan(), report("bone_scan", 90)), ADVISED),
    Case("follow-up, last scan 3 months ago", patient(BONE_METS, scan("reason_follow_up"), done("bone_scan", 90)), ADVISED),
    Case("the reason names only the disease", patient(BONE_METS, scan("bone_metastasis"), done("bone_scan", 90)), ADVISED),
    Case("another reason, last scan 3 months ago", patient(BONE_METS, scan("reason_other"), done("bone_scan", 90)), NOT_APPLICABLE),
    Case("no reason, no earlier scan", patient(BONE_METS, scan()), NOT_APPLICABLE),
    Case("the scan is to be cancelled", patient(BONE_METS, scan("reason_response", standing="ended")), NOT_APPLICABLE),
    Case("no bone metastasis", patient(PROSTATE, FOR_RESPONSE, sex="male"), NOT_APPLICABLE),
    Case("deceased", patient(BONE_METS, FOR_RESPONSE, deceased=True), NOT_APPLICABLE),
    Case("response, and a new pain", patient(BONE_METS, scan("reason_response+reason_new_symptom")), EXCLUDED),
    Case("restaging", patient(BONE_METS, scan("reason_response+reason_staging")), EXCLUDED),
    Case("trial protocol", patient(BONE_METS, scan("reason_response+reason_trial_protocol")), EXCLUDED),
    Case("progression of castration-resistant cancer", patient(PROSTATE, BONE_METS, RESISTANT, scan("reason_response+reason_crpc_progression"), sex="male"), EXCLUDED),
    Case("progression, castration status not recorded", patient(PROSTATE, BONE_METS, scan("reason_response+reason_crpc_progression"), sex="male"), ADVISED),
    Case("procedures not read: the last scan is not known", patient(BONE_METS, scan(), unread=("procedures",)), CANNOT_TELL),
    Case("procedures not read, ordered for response", patient(BONE_METS, FOR_RESPONSE, unread=("procedures",)), ADVISED),
    Case("the orders being written could not be read", patient(BONE_METS, unread=("drafts",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_a_bone_scan_is_not_ordered_to_judge_response(case: Case) -> None:
    run(ID, case)


def test_a_scan_without_reason_stays_when_the_last_one_is_not_recent() -> None:
    both = judge(ID, patient(BONE_METS, FOR_RESPONSE, scan("", site="pelvis")))
    assert [s.draft for s in both.suggestions] == [FOR_RESPONSE.event.ref]
