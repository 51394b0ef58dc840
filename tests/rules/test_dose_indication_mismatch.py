"""Boundary table of DOSE-INDICATION-MISMATCH."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import (
    BONE_METS,
    BREAST,
    NORMAL_LABS,
    PROSTATE,
    condition,
    drafted,
    drafted_service,
    drug,
    patient,
    result,
)
from tests.rules.table import Case, run, table

ID = "DOSE-INDICATION-MISMATCH"
LOW, HIGH = drafted("denosumab", 60, 182), drafted("denosumab", 120, 28)
DISEASE = (BREAST, BONE_METS, *NORMAL_LABS)
LOSS = (BREAST, condition("osteoporosis"), *NORMAL_LABS)

# fmt: off
CASES = [
    Case("denosumab 60 mg in bone metastasis", patient(*DISEASE, LOW), ADVISED, indicator="warning", orders=("denosumab_120_q4w",)),
    Case("zoledronic acid 5 mg in bone metastasis", patient(*DISEASE, drafted("zoledronic_acid", 5, 365)), ADVISED, indicator="warning", orders=("zoledronic_acid_4_q4w",)),
    Case("zoledronic acid 5 mg in myeloma, no laboratory values: no drug named", patient(condition("multiple_myeloma"), drafted("zoledronic_acid", 5, 365)), ADVISED, orders=()),
    Case("denosumab 120 mg in bone metastasis", patient(*DISEASE, HIGH), NOT_APPLICABLE),
    Case("dose not stated", patient(*DISEASE, drafted("denosumab", None, 182)), NOT_APPLICABLE),
    Case("denosumab 60 mg in hormone-sensitive prostate cancer", patient(PROSTATE, condition("castration_sensitive"), BONE_METS, LOW, sex="male"), NOT_APPLICABLE),
    Case("denosumab 120 mg in osteoporosis", patient(*LOSS, HIGH), ADVISED, indicator="warning", orders=("denosumab_60_q6m",)),
    Case("zoledronic acid 4 mg every 35 days in osteoporosis", patient(*LOSS, drafted("zoledronic_acid", 4, 35)), ADVISED, orders=("zoledronic_acid_4_q6m",), edge="interval_q4w_to_days"),
    Case("zoledronic acid 4 mg every 36 days in osteoporosis", patient(*LOSS, drafted("zoledronic_acid", 4, 36)), NOT_APPLICABLE, edge="interval_q4w_to_days"),
    Case("zoledronic acid 4 mg every 6 months", patient(*LOSS, drafted("zoledronic_acid", 4, 182)), NOT_APPLICABLE),
    Case("early breast cancer, bone density not known: no drug named", patient(BREAST, *NORMAL_LABS, drug("aromatase_inhibitors", 100), HIGH), ADVISED, orders=()),
    Case("bone metastasis only suspected", patient(*LOSS, condition("bone_metastasis", certain=False), HIGH), NOT_APPLICABLE),
    Case("nothing on record that it could be for", patient(*NORMAL_LABS, HIGH), NOT_APPLICABLE),
    Case("castration-resistant, no metastasis", patient(PROSTATE, condition("castration_resistant"), drug("gnrh_analogues", 300), HIGH, sex="male"), NOT_APPLICABLE),
    Case("hypercalcaemia on record", patient(*LOSS, condition("hypercalcaemia", 3), HIGH), EXCLUDED),
    Case("calcium 3.1 mmol/L", patient(BREAST, condition("osteoporosis"), result("calcium_corrected", 3.1, "mmol/L", 1), HIGH), EXCLUDED),
    Case("taken, radiotherapy is ordered", patient(*DISEASE, drug("denosumab", 30, 60, 182), drafted_service("radiotherapy")), NOT_APPLICABLE),
    Case("aged 17", patient(*DISEASE, LOW, age=17), NOT_APPLICABLE),
    Case("conditions not read", patient(LOW, unread=("conditions",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_dose_and_indication_belong_together(case: Case) -> None:
    run(ID, case)
