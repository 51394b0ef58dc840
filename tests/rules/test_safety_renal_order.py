"""Boundary table of SAFETY-RENAL-ORDER."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, condition, drafted, drafted_service, drug, patient, result
from tests.rules.table import Case, run, table

ID = "SAFETY-RENAL-ORDER"
ZOLEDRONIC = drafted("zoledronic_acid", 4, 28)
DENOSUMAB = drafted("denosumab", 120, 28)
CALCIUM = result("calcium_corrected", 2.35, "mmol/L")


def clearance(value: float, ago: int = 10):  # type: ignore[no-untyped-def]
    """A patient with bone metastases and this clearance."""
    return (BREAST, BONE_METS, CALCIUM, result("creatinine_clearance", value, "mL/min", ago))


# fmt: off
CASES = [
    Case("61 mL/min, full dose: nothing to say", patient(*clearance(61), ZOLEDRONIC), EXCLUDED, edge="crcl_zol_reduce_le"),
    Case("60 mL/min, full dose: 3.5 mg instead", patient(*clearance(60), ZOLEDRONIC), ADVISED, edge="crcl_zol_reduce_le", indicator="warning", orders=("zoledronic_acid_3_5_q4w",)),
    Case("50 mL/min: 3.5 mg", patient(*clearance(50), ZOLEDRONIC), ADVISED, indicator="warning", orders=("zoledronic_acid_3_5_q4w",), edge="zoledronic_acid_reduced_dose"),
    Case("49.9 mL/min: 3.3 mg", patient(*clearance(49.9), ZOLEDRONIC), ADVISED, indicator="warning", orders=("zoledronic_acid_3_3_q4w",), edge="zoledronic_acid_reduced_dose"),
    Case("39 mL/min: 3.0 mg", patient(*clearance(39), ZOLEDRONIC), ADVISED, indicator="warning", orders=("zoledronic_acid_3_0_q4w",)),
    Case("30 mL/min: 3.0 mg", patient(*clearance(30), ZOLEDRONIC), ADVISED, indicator="warning", orders=("zoledronic_acid_3_0_q4w",), edge="crcl_zol_min"),
    Case("29 mL/min: critical, denosumab instead or none", patient(*clearance(29), ZOLEDRONIC), ADVISED, indicator="critical", orders=("denosumab_120_q4w", ""), edge="crcl_zol_min"),
    Case("29 mL/min 40 days ago: critical, measured again, no other drug", patient(*clearance(29, 40), ZOLEDRONIC), ADVISED, indicator="critical", orders=("creatinine", "")),
    Case("29 mL/min, calcium low: no denosumab", patient(BREAST, BONE_METS, result("creatinine_clearance", 29, "mL/min"), result("calcium_corrected", 1.9, "mmol/L"), ZOLEDRONIC), ADVISED, indicator="critical", orders=("",)),
    Case("29 mL/min, allergies not read: no drug named", patient(*clearance(29), ZOLEDRONIC, unread=("allergies",)), ADVISED, indicator="critical", orders=("",)),
    Case("29 mL/min in myeloma: pamidronate in words", patient(condition("multiple_myeloma"), result("creatinine_clearance", 29, "mL/min"), ZOLEDRONIC), ADVISED, indicator="critical", orders=("",)),
    Case("29 mL/min, denosumab where it is not available", patient(*clearance(29), ZOLEDRONIC, region="CN-2014"), ADVISED, indicator="critical", orders=("",)),
    Case("5 mg product, 34 mL/min", patient(*clearance(34), drafted("zoledronic_acid_5mg_product", 5, 365)), ADVISED, indicator="critical", orders=("",), edge="crcl_zol5_min"),
    Case("5 mg product, 35 mL/min", patient(*clearance(35), drafted("zoledronic_acid_5mg_product", 5, 365)), ADVISED, indicator="info", orders=(), edge="crcl_zol5_min"),
    Case("45 mL/min, 3.3 mg ordered: it fits", patient(*clearance(45), drafted("zoledronic_acid", 3.3, 28)), ADVISED, indicator="info", orders=()),
    Case("45 mL/min, no dose stated", patient(*clearance(45), drafted("zoledronic_acid")), ADVISED, indicator="warning", orders=("zoledronic_acid_3_3_q4w",)),
    Case("45 mL/min, every 35 days", patient(*clearance(45), drafted("zoledronic_acid", 4, 35)), ADVISED, indicator="warning", orders=("zoledronic_acid_3_3_q4w",), edge="interval_q4w_to_days"),
    Case("45 mL/min, every 36 days: the rhythm is not changed by an option", patient(*clearance(45), drafted("zoledronic_acid", 4, 36)), ADVISED, indicator="warning", orders=(), edge="interval_q4w_to_days"),
    Case("denosumab, 29 mL/min", patient(*clearance(29), DENOSUMAB), ADVISED, indicator="warning", orders=()),
    Case("denosumab, 30 mL/min: no dose change", patient(*clearance(30), DENOSUMAB), ADVISED, indicator="info", orders=()),
    Case("denosumab, 61 mL/min", patient(*clearance(61), DENOSUMAB), EXCLUDED),
    Case("pamidronate, 29 mL/min", patient(*clearance(29), drafted("pamidronate", 90, 28)), ADVISED, indicator="warning", orders=()),
    Case("85 mL/min, measured 30 days ago", patient(*clearance(85, 30), ZOLEDRONIC), EXCLUDED, edge="lab_max_age_days"),
    Case("85 mL/min, measured 31 days ago", patient(*clearance(85, 31), ZOLEDRONIC), ADVISED, indicator="warning", orders=("creatinine",), edge="lab_max_age_days"),
    Case("no renal function on record", patient(BREAST, BONE_METS, ZOLEDRONIC), ADVISED, indicator="warning", orders=("creatinine",)),
    Case("creatinine risen by 0.5 under zoledronic acid", patient(*clearance(85), drug("zoledronic_acid", 200, 4, 28), result("creatinine", 0.9, "mg/dL", 210), result("creatinine", 1.4, "mg/dL", 5), ZOLEDRONIC), ADVISED, indicator="warning", orders=()),
    Case("creatinine risen, but denosumab is ordered", patient(*clearance(85), drug("zoledronic_acid", 200, 4, 28), result("creatinine", 0.9, "mg/dL", 210), result("creatinine", 1.4, "mg/dL", 12), DENOSUMAB), EXCLUDED),
    Case("radiotherapy is ordered", patient(*clearance(29), drafted_service("radiotherapy")), NOT_APPLICABLE),
    Case("zoledronic acid is to be stopped", patient(*clearance(29), drafted("zoledronic_acid", standing="ended")), NOT_APPLICABLE),
    Case("aged 17", patient(*clearance(29), ZOLEDRONIC, age=17), NOT_APPLICABLE),
    Case("results not read: nothing is said to be missing", patient(BREAST, BONE_METS, ZOLEDRONIC, unread=("results",)), CANNOT_TELL),
    Case("drafts not read", patient(*clearance(29), unread=("drafts",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_the_dose_ordered_fits_the_kidney(case: Case) -> None:
    run(ID, case)
