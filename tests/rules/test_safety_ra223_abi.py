"""Boundary table of SAFETY-RA223-ABI."""

from cards.engine import ADVISED, CANNOT_TELL, NOT_APPLICABLE
from tests.chart import BONE_METS, PROSTATE, done, drafted, drafted_service, drug, ordered, patient
from tests.rules.table import Case, run, table

ID = "SAFETY-RA223-ABI"
RADIUM, ABIRATERONE = drafted("radium_223"), drug("abiraterone", 60)
MINE = (PROSTATE, BONE_METS)

# fmt: off
CASES = [
    Case("radium-223 ordered under abiraterone", patient(*MINE, ABIRATERONE, RADIUM, sex="male"), ADVISED, indicator="critical", orders=("",)),
    Case("radium-223 ordered as a procedure", patient(*MINE, ABIRATERONE, drafted_service("radium_223"), sex="male"), ADVISED, orders=("",)),
    Case("abiraterone ordered under radium-223", patient(*MINE, ordered("radium_223", 20), drafted("abiraterone"), sex="male"), ADVISED),
    Case("both ordered", patient(*MINE, drafted("abiraterone"), RADIUM, sex="male"), ADVISED, orders=("", "")),
    Case("radium-223 given 5 days ago", patient(*MINE, done("radium_223", 5), drafted("abiraterone"), sex="male"), ADVISED, edge="radium_abiraterone_gap_days"),
    Case("radium-223 given 6 days ago, no order", patient(*MINE, done("radium_223", 6), drafted("abiraterone"), sex="male"), NOT_APPLICABLE, edge="radium_abiraterone_gap_days"),
    Case("abiraterone stopped long ago", patient(*MINE, drug("abiraterone", 300, standing="ended"), RADIUM, sex="male"), NOT_APPLICABLE),
    Case("radium-223 alone", patient(*MINE, RADIUM, sex="male"), NOT_APPLICABLE),
    Case("both taken, radiotherapy is ordered", patient(*MINE, ABIRATERONE, ordered("radium_223", 20), drafted_service("radiotherapy"), sex="male"), NOT_APPLICABLE),
    Case("deceased", patient(*MINE, ABIRATERONE, RADIUM, sex="male", deceased=True), NOT_APPLICABLE),
    Case("drugs not read", patient(*MINE, RADIUM, sex="male", unread=("medications",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_radium_and_abiraterone_are_not_combined(case: Case) -> None:
    run(ID, case)
