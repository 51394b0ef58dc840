"""Boundary table of MARKERS-NOT-ROUTINE."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BREAST, Placed, condition, drafted, drafted_service, patient
from tests.rules.table import Case, run, table

ID = "MARKERS-NOT-ROUTINE"


def marker(reasons: str = "", name: str = "bone_resorption_markers", **more: str) -> Placed:
    return drafted_service(name, answers=reasons, **more)


# fmt: off
CASES = [
    Case("CTx being ordered without a reason", patient(BREAST, marker()), ADVISED, indicator="info", orders=("",)),
    Case("bone alkaline phosphatase", patient(BREAST, marker(name="bone_turnover_markers")), ADVISED, orders=("",)),
    Case("follow-up is routine", patient(BREAST, marker("reason_follow_up")), ADVISED),
    Case("no marker", patient(BREAST, drafted_service("creatinine")), NOT_APPLICABLE),
    Case("the marker is to be cancelled", patient(BREAST, marker(standing="ended")), NOT_APPLICABLE),
    Case("care of osteoporosis, no cancer", patient(condition("osteoporosis"), marker()), NOT_APPLICABLE),
    Case("deceased", patient(BREAST, marker(), deceased=True), NOT_APPLICABLE),
    Case("continuation review", patient(BREAST, marker("reason_continuation_review")), EXCLUDED),
    Case("stop of denosumab", patient(BREAST, marker("reason_denosumab_stop")), EXCLUDED),
    Case("denosumab is being stopped in the same orders", patient(BREAST, marker(), drafted("denosumab", standing="ended")), EXCLUDED),
    Case("trial protocol", patient(BREAST, marker("reason_trial_protocol")), EXCLUDED),
    Case("the orders being written could not be read", patient(BREAST, unread=("drafts",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_bone_markers_are_not_for_routine(case: Case) -> None:
    run(ID, case)
