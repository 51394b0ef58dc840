"""Boundary table of SAFETY-INTERACTION."""

from cards.engine import ADVISED, CANNOT_TELL, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, condition, drafted, drafted_service, drug, patient
from tests.rules.table import Case, run, table

ID = "SAFETY-INTERACTION"
ZOLEDRONIC, DENOSUMAB = drafted("zoledronic_acid", 4, 28), drafted("denosumab", 120, 28)
GENTAMICIN, THALIDOMIDE = drug("aminoglycosides", 2), drug("thalidomide_analogues", 30)
MINE = (BREAST, BONE_METS)
MYELOMA = condition("multiple_myeloma")

# fmt: off
CASES = [
    Case("aminoglycoside taken, zoledronic acid ordered", patient(*MINE, GENTAMICIN, ZOLEDRONIC), ADVISED, indicator="warning", orders=("monitoring_labs",)),
    Case("aminoglycoside ordered under zoledronic acid", patient(*MINE, drug("zoledronic_acid", 90, 4, 28), drafted("aminoglycosides")), ADVISED, indicator="warning"),
    Case("both ordered", patient(*MINE, drafted("aminoglycosides"), ZOLEDRONIC), ADVISED, indicator="warning"),
    Case("aminoglycoside ended", patient(*MINE, drug("aminoglycosides", 60, standing="ended"), ZOLEDRONIC), NOT_APPLICABLE),
    Case("thalidomide in myeloma, zoledronic acid", patient(MYELOMA, THALIDOMIDE, ZOLEDRONIC), ADVISED, indicator="warning"),
    Case("thalidomide in myeloma, denosumab", patient(MYELOMA, THALIDOMIDE, DENOSUMAB), NOT_APPLICABLE),
    Case("thalidomide without myeloma", patient(*MINE, THALIDOMIDE, ZOLEDRONIC), NOT_APPLICABLE),
    Case("loop diuretic", patient(*MINE, drug("loop_diuretics"), ZOLEDRONIC), ADVISED, indicator="info"),
    Case("calcitonin", patient(*MINE, drug("calcitonin"), DENOSUMAB), ADVISED, indicator="info"),
    Case("antiangiogenic", patient(*MINE, drug("antiangiogenics"), DENOSUMAB), ADVISED, indicator="info"),
    Case("loop diuretic and aminoglycoside: the more urgent counts", patient(*MINE, drug("loop_diuretics"), GENTAMICIN, ZOLEDRONIC), ADVISED, indicator="warning"),
    Case("both taken, radiotherapy is ordered", patient(*MINE, GENTAMICIN, drug("zoledronic_acid", 90, 4, 28), drafted_service("radiotherapy")), NOT_APPLICABLE),
    Case("no other drug", patient(*MINE, ZOLEDRONIC), NOT_APPLICABLE),
    Case("aged 17", patient(*MINE, GENTAMICIN, ZOLEDRONIC, age=17), NOT_APPLICABLE),
    Case("drugs not read", patient(*MINE, ZOLEDRONIC, unread=("medications",)), CANNOT_TELL),
    Case("radiotherapy is ordered, drugs not read: no concern of this row", patient(*MINE, drafted_service("radiotherapy"), unread=("medications",)), NOT_APPLICABLE),
]
# fmt: on


@table(CASES)
def test_drugs_that_add_to_the_risk_are_named(case: Case) -> None:
    run(ID, case)
