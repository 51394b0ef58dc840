"""Boundary table of SAFETY-AGE."""

from cards.engine import ADVISED, CANNOT_TELL, NOT_APPLICABLE
from tests.chart import BONE_METS, condition, drafted, drafted_service, drug, patient
from tests.rules.table import Case, judge, run, table

ID = "SAFETY-AGE"
ZOLEDRONIC = drafted("zoledronic_acid", 4, 28)

# fmt: off
CASES = [
    Case("15 years, zoledronic acid: warning", patient(BONE_METS, ZOLEDRONIC, age=15), ADVISED, indicator="warning", orders=("paediatric_oncology_consult", "")),
    Case("17 years, denosumab", patient(drafted("denosumab", 120, 28), age=17), ADVISED, edge="adult_age"),
    Case("18 years", patient(ZOLEDRONIC, age=18), NOT_APPLICABLE, edge="adult_age"),
    Case("15 years, an order that was begun elsewhere and comes back for signature", patient(drafted("zoledronic_acid", 4, standing="active"), age=15), ADVISED),
    Case("15 years, zoledronic acid is to be stopped", patient(drafted("zoledronic_acid", standing="ended"), age=15), NOT_APPLICABLE),
    Case("15 years, radiotherapy is ordered", patient(BONE_METS, drafted_service("radiotherapy"), age=15), NOT_APPLICABLE),
    Case("15 years, zoledronic acid is taken but not being ordered", patient(drug("zoledronic_acid")), NOT_APPLICABLE),
    Case("15 years, pregnant: still said", patient(condition("pregnancy"), ZOLEDRONIC, age=15), ADVISED),
    Case("15 years, deceased", patient(ZOLEDRONIC, age=15, deceased=True), NOT_APPLICABLE),
    Case("birth date not recorded", patient(ZOLEDRONIC, age=None), CANNOT_TELL),
    Case("the orders being written could not be read", patient(age=15, unread=("drafts",)), CANNOT_TELL),
    Case("a draft that can only be guessed at", patient(drafted("zoledronic_acid", doubt="unreadable"), age=15), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_no_bone_agent_under_18_without_a_paediatric_plan(case: Case) -> None:
    run(ID, case)


def test_the_draft_is_removed_by_its_reference() -> None:
    two = judge(ID, patient(ZOLEDRONIC, drafted("denosumab", 120, 28), age=15))
    assert sorted(s.draft for s in two.suggestions if s.drafts) == [
        "MedicationRequest/denosumab-0-Dose(mg=120,interval_days=28)-planned",
        "MedicationRequest/zoledronic_acid-0-Dose(mg=4,interval_days=28)-planned",
    ]
