"""Both sides of every number of the shared criteria of bone loss: each factor beside one that is sure (BMI 22)."""

from cards.criteria.menopause import childbearing_potential
from cards.engine import ADVISED, NOT_APPLICABLE
from tests.chart import BREAST, Placed, condition, drug, patient, relative, result
from tests.rules.table import Case, run, table

ID = "CTIBL-TREAT"
ON_THERAPY = (BREAST, drug("aromatase_inhibitors", 500))
BMI_22 = result("bmi", 22, "kg/m2")
WITH_ONE = (*ON_THERAPY, BMI_22)
IN_FAMILY = relative("family_hip_fracture")


def bmi(value: float) -> Placed:
    return result("bmi", value, "kg/m2")


def spine(value: float) -> Placed:
    return result("t_score_lumbar_spine", value, "{score}")


# Age 60 of the chart: its 50th birthday was 10 years and 30 days ago.
# fmt: off
CASES = [
    Case("age 65 is no factor", patient(*WITH_ONE, age=65), NOT_APPLICABLE, edge="rf_age_gt"),
    Case("age 66", patient(*WITH_ONE, age=66), ADVISED, edge="rf_age_gt"),
    Case("T-score -1.5 is no factor", patient(*WITH_ONE, spine(-1.5)), NOT_APPLICABLE, edge="rf_t_lt"),
    Case("T-score -1.6", patient(*WITH_ONE, spine(-1.6)), ADVISED, edge="rf_t_lt"),
    Case("BMI 24 is no factor", patient(*ON_THERAPY, IN_FAMILY, bmi(24)), NOT_APPLICABLE, edge="rf_bmi_lt"),
    Case("BMI 23.9", patient(*ON_THERAPY, IN_FAMILY, bmi(23.9)), ADVISED, edge="rf_bmi_lt"),
    Case("BMI from 64 kg and 165 cm: 23.5", patient(*ON_THERAPY, IN_FAMILY, result("body_weight", 64, "kg"), result("body_height", 165, "cm")), ADVISED),
    Case("BMI from 66 kg and 165 cm: 24.2", patient(*ON_THERAPY, IN_FAMILY, result("body_weight", 66, "kg"), result("body_height", 165, "cm")), NOT_APPLICABLE),
    Case("glucocorticoid for 183 days is no factor", patient(*WITH_ONE, drug("systemic_glucocorticoids", 183)), NOT_APPLICABLE, edge="rf_glucocorticoid_days_gt"),
    Case("glucocorticoid for 184 days", patient(*WITH_ONE, drug("systemic_glucocorticoids", 184)), ADVISED, edge="rf_glucocorticoid_days_gt"),
    Case("glucocorticoid stopped", patient(*WITH_ONE, drug("systemic_glucocorticoids", 400, standing="ended")), NOT_APPLICABLE),
    Case("long-term glucocorticoid coded", patient(*WITH_ONE, condition("long_term_glucocorticoid", 20)), ADVISED),
    Case("fragility fracture on the 50th birthday", patient(*WITH_ONE, condition("fragility_fracture", 30), age=50), ADVISED, edge="fragility_fracture_age"),
    Case("fragility fracture the day before", patient(*WITH_ONE, condition("fragility_fracture", 31), age=50), NOT_APPLICABLE, edge="fragility_fracture_age"),
    Case("fragility fracture without a date", patient(*WITH_ONE, condition("fragility_fracture", None)), ADVISED),
    Case("smokes", patient(*WITH_ONE, result("smoking_status", answers="smoking_current")), ADVISED),
    Case("used to smoke", patient(*WITH_ONE, result("smoking_status", answers="smoking_former")), ADVISED),
    Case("never smoked", patient(*WITH_ONE, result("smoking_status", answers="smoking_never")), NOT_APPLICABLE),
    Case("hip fracture in the family", patient(*WITH_ONE, IN_FAMILY), ADVISED),
]
# fmt: on


@table(CASES)
def test_two_risk_factors_reach_the_threshold_of_treatment(case: Case) -> None:
    run(ID, case)


def test_child_bearing_age_begins_at_12() -> None:
    assert not childbearing_potential(patient(age=11))
    assert childbearing_potential(patient(age=12))
