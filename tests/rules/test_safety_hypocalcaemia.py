"""Boundary table of SAFETY-HYPOCALCAEMIA."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, Placed, condition, drug, patient, result
from tests.rules.facts import labs
from tests.rules.table import Case, judge, run, table

ID = "SAFETY-HYPOCALCAEMIA"
DUE = (BREAST, BONE_METS)
ON_IT = (BREAST, condition("bone_metastasis", 400), drug("denosumab", 300, 120, 28))
LOW = labs(calcium=1.9)
PANEL = ("calcium_panel",)
ALL = ("calcium_panel", "calcium_daily", "vitamin_d_daily")


def vitamin_d(value: float) -> Placed:
    return result("vitamin_d_25oh", value, "nmol/L", 40)


def total(value: float, albumin: float) -> tuple[Placed, ...]:
    return result("calcium_total", value, "mmol/L", 5), result("albumin", albumin, "g/L", 5)


# fmt: off
CASES = [
    Case("start due, calcium 1.9: warning", patient(*DUE, *LOW), ADVISED, indicator="warning", orders=ALL),
    Case("on denosumab, calcium 1.9: warning", patient(*ON_IT, *LOW), ADVISED, indicator="warning", orders=ALL),
    Case("adjuvant start that waits for calcium", patient(condition("breast_cancer_invasive", 100), condition("postmenopausal", 900), *LOW), ADVISED, indicator="warning"),
    Case("bone loss that waits for calcium", patient(BREAST, drug("aromatase_inhibitors", 500), result("t_score_hip", -2.6, "{score}", 90), *LOW), ADVISED, indicator="warning"),
    Case("calcium 2.09", patient(*ON_IT, *labs(calcium=2.09)), ADVISED, indicator="warning", edge="calcium_lower_mmol"),
    Case("calcium 2.1", patient(*ON_IT, *labs(calcium=2.1)), NOT_APPLICABLE, edge="calcium_lower_mmol"),
    Case("the report's own limit counts: 2.15 is low", patient(*ON_IT, result("calcium_corrected", 2.15, "mmol/L", 5, low=2.2)), ADVISED, indicator="warning"),
    Case("in mg/dL: 8.3", patient(*ON_IT, result("calcium_corrected", 8.3, "mg/dL", 5)), ADVISED, indicator="warning"),
    Case("in mg/dL: 8.5", patient(*ON_IT, result("calcium_corrected", 8.5, "mg/dL", 5)), NOT_APPLICABLE),
    Case("total 2.0 with albumin 34: corrected 2.12", patient(*ON_IT, *total(2.0, 34)), NOT_APPLICABLE, edge="corrected_calcium_per_albumin"),
    Case("total 2.0 with albumin 36: corrected 2.08", patient(*ON_IT, *total(2.0, 36)), ADVISED, edge="corrected_calcium_per_albumin"),
    Case("total 2.09 with albumin 39: corrected 2.11", patient(*ON_IT, *total(2.09, 39)), NOT_APPLICABLE, edge="corrected_calcium_albumin"),
    Case("total 2.09 with albumin 40: not corrected upwards", patient(*ON_IT, *total(2.09, 40)), ADVISED, edge="corrected_calcium_albumin"),
    Case("total 2.0 without albumin: total counts", patient(*ON_IT, result("calcium_total", 2.0, "mmol/L", 5)), ADVISED, indicator="warning"),
    Case("low 30 days ago", patient(*ON_IT, *labs(calcium=1.9, ago=30)), ADVISED, edge="lab_max_age_days"),
    Case("low 31 days ago", patient(*ON_IT, *labs(calcium=1.9, ago=31)), NOT_APPLICABLE, edge="lab_max_age_days"),
    Case("hypocalcaemia coded, no value since", patient(*ON_IT, condition("hypocalcaemia", 40)), ADVISED, indicator="warning"),
    Case("hypocalcaemia coded, normal since", patient(*ON_IT, condition("hypocalcaemia", 40), *labs()), NOT_APPLICABLE),
    Case("low, then normal", patient(*ON_IT, result("calcium_corrected", 1.9, "mmol/L", 20), *labs(ago=5)), NOT_APPLICABLE),
    Case("vitamin D 49.9: information", patient(*ON_IT, *labs(), vitamin_d(49.9)), ADVISED, indicator="info", orders=("calcium_panel", "vitamin_d_daily"), edge="vitamin_d_low_nmol"),
    Case("vitamin D 50", patient(*ON_IT, *labs(), vitamin_d(50)), NOT_APPLICABLE, edge="vitamin_d_low_nmol"),
    Case("vitamin D 19 ng/mL is 47 nmol/L", patient(*ON_IT, *labs(), result("vitamin_d_25oh", 19, "ng/mL", 40)), ADVISED, indicator="info"),
    Case("low, both supplements listed", patient(*ON_IT, *LOW, drug("calcium_supplement+vitamin_d_supplement", 30)), ADVISED, orders=PANEL),
    Case("low, kidney stones: no supplement drafted", patient(*ON_IT, *LOW, condition("kidney_stones_sarcoid_hyperparathyroidism", 900)), ADVISED, orders=PANEL),
    Case("vitamin D low, calcium 2.6", patient(*ON_IT, *labs(calcium=2.6), vitamin_d(40)), ADVISED, orders=("calcium_panel", "vitamin_d_daily"), edge="calcium_upper_mmol"),
    Case("vitamin D low, calcium 2.61: no supplement drafted", patient(*ON_IT, *labs(calcium=2.61), vitamin_d(40)), ADVISED, orders=PANEL, edge="calcium_upper_mmol"),
    # for whom not
    Case("deceased", patient(*ON_IT, *LOW, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*ON_IT, *LOW, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*ON_IT, *LOW, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("no agent, no start due", patient(BREAST, *LOW), NOT_APPLICABLE),
    Case("start due, calcium never measured: not at view", patient(*DUE), NOT_APPLICABLE),
    # not read
    Case("results not read", patient(*ON_IT, *LOW, unread=("results",)), CANNOT_TELL),
    Case("drugs not read", patient(*DUE, *LOW, unread=("medications",)), CANNOT_TELL),
    Case("allergies not read: warning, no supplement drafted", patient(*ON_IT, *LOW, unread=("allergies",)), ADVISED, indicator="warning", orders=PANEL),
]
# fmt: on
assert EXCLUDED not in {case.verdict for case in CASES}  # the row has no exclusions: what is normal again is not low


@table(CASES)
def test_low_calcium_is_corrected_before_a_bone_targeted_agent(case: Case) -> None:
    run(ID, case)


def test_vitamin_d_alone_is_not_called_low_calcium() -> None:
    advice = judge(ID, patient(*ON_IT, *labs(), vitamin_d(40))).advice
    assert advice is not None
    assert advice.summary.startswith("Low vitamin D")
