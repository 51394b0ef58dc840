"""Boundary table of CTIBL-TREAT; the single risk factors are in test_criteria_prevention.py."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import (
    BONE_METS,
    BREAST,
    NORMAL_LABS,
    PROSTATE,
    Placed,
    allergy,
    condition,
    done,
    drug,
    patient,
    relative,
    result,
)
from tests.rules.table import Case, judge, run, table

ID = "CTIBL-TREAT"
LETROZOLE = drug("aromatase_inhibitors", 500)
DENTIST = done("dental_examination", 10)
ON_THERAPY = (BREAST, LETROZOLE, DENTIST, *NORMAL_LABS)
DRUGS = (
    "denosumab_60_q6m",
    "zoledronic_acid_4_q6m",
    "alendronate_70_weekly",
    "risedronate_35_weekly",
    "ibandronate_150_monthly",
)


def spine(value: float, ago: int = 100) -> Placed:
    return result("t_score_lumbar_spine", value, "{score}", ago)


def neck(value: float, ago: int = 100) -> Placed:
    return result("t_score_femur", value, "{score}", ago)


def labs(clearance: float = 85, calcium: float = 2.35) -> tuple[Placed, ...]:
    return (
        BREAST,
        LETROZOLE,
        DENTIST,
        result("creatinine_clearance", clearance, "mL/min"),
        result("calcium_corrected", calcium, "mmol/L"),
    )


# fmt: off
CASES = [
    Case("T-score -2.1 under letrozole: drugs as options", patient(*ON_THERAPY, spine(-2.1)), ADVISED, indicator="info", orders=DRUGS, edge="ctibl_t_threshold"),
    Case("T-score exactly -2.0, no other factor", patient(*ON_THERAPY, spine(-2.0)), NOT_APPLICABLE, edge="ctibl_t_threshold"),
    Case("T-score -2.0 and BMI 22: two factors", patient(*ON_THERAPY, spine(-2.0), result("bmi", 22, "kg/m2")), ADVISED, indicator="info", edge="ctibl_rf_count"),
    Case("no T-score, one factor", patient(*ON_THERAPY, result("bmi", 22, "kg/m2")), NOT_APPLICABLE, edge="ctibl_rf_count"),
    Case("no T-score, two factors", patient(*ON_THERAPY, result("bmi", 22, "kg/m2"), relative("family_hip_fracture")), ADVISED),
    Case("the lowest site counts", patient(*ON_THERAPY, spine(-1.0), neck(-2.4)), ADVISED, indicator="info"),
    Case("the newest value of a site counts", patient(*ON_THERAPY, spine(-2.8, 900), spine(-1.0)), NOT_APPLICABLE),
    Case("T-score -2.5: warning", patient(*ON_THERAPY, neck(-2.5)), ADVISED, indicator="warning", edge="ctibl_warning_t"),
    Case("T-score -2.4: information", patient(*ON_THERAPY, neck(-2.4)), ADVISED, indicator="info", edge="ctibl_warning_t"),
    Case("fragility fracture and BMI 22: warning", patient(*ON_THERAPY, condition("fragility_fracture", 400), result("bmi", 22, "kg/m2")), ADVISED, indicator="warning"),
    Case("androgen deprivation, T-score -2.1", patient(PROSTATE, drug("gnrh_analogues", 300), DENTIST, *NORMAL_LABS, spine(-2.1), sex="male"), ADVISED),
    Case("deceased", patient(*ON_THERAPY, spine(-2.1), deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*ON_THERAPY, spine(-2.1), age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", patient(*ON_THERAPY, spine(-2.1), age=18), ADVISED, edge="adult_age"),
    Case("pregnant", patient(*ON_THERAPY, spine(-2.1), condition("pregnancy", 40), age=33), NOT_APPLICABLE),
    Case("no hormone-depleting therapy", patient(BREAST, DENTIST, *NORMAL_LABS, spine(-2.1)), NOT_APPLICABLE),
    Case("bone metastasis", patient(*ON_THERAPY, spine(-2.1), BONE_METS), EXCLUDED),
    Case("hospice", patient(*ON_THERAPY, spine(-2.1), condition("hospice_care", 3)), EXCLUDED),
    Case("ECOG 4", patient(*ON_THERAPY, spine(-2.1), result("ecog", 4, "{score}")), EXCLUDED, edge="ecog_no_start"),
    Case("ECOG 3", patient(*ON_THERAPY, spine(-2.1), result("ecog", 3, "{score}")), ADVISED, edge="ecog_no_start"),
    Case("calcium 2.09: correct it first", patient(*labs(calcium=2.09), spine(-2.1)), EXCLUDED, edge="calcium_lower_mmol"),
    Case("calcium 2.1", patient(*labs(calcium=2.1), spine(-2.1)), ADVISED, edge="calcium_lower_mmol"),
    Case("on alendronate", patient(*ON_THERAPY, spine(-2.6), drug("alendronate", 300, 70, 7)), EXCLUDED),
    Case("denosumab on hold", patient(*ON_THERAPY, spine(-2.6), drug("denosumab", 300, 60, 182, standing="on-hold")), EXCLUDED),
    Case("declined this spring", patient(*ON_THERAPY, spine(-2.6), drug("denosumab", 100, standing="refused")), EXCLUDED),
    Case("clearance 29: denosumab only", patient(*labs(29), spine(-2.1)), ADVISED, orders=DRUGS[:1], edge="crcl_zol_min"),
    Case("clearance 30: no draft of the full dose of zoledronic acid", patient(*labs(30), spine(-2.1)), ADVISED, orders=(DRUGS[0], *DRUGS[2:]), edge="crcl_zol_min"),
    Case("allergic to denosumab", patient(*ON_THERAPY, spine(-2.1), allergy("denosumab")), ADVISED, orders=DRUGS[1:]),
    Case("allergic to bisphosphonates", patient(*ON_THERAPY, spine(-2.1), allergy("bisphosphonates")), ADVISED, orders=DRUGS[:1]),
    Case("osteonecrosis of the jaw: no drug order", patient(*ON_THERAPY, spine(-2.1), condition("osteonecrosis_of_jaw", 9)), ADVISED, orders=()),
    Case("denosumab not marketed", patient(*ON_THERAPY, spine(-2.1), region="CN-2014"), ADVISED, orders=DRUGS[1:]),
    Case("nothing measured: the checks come first", patient(BREAST, LETROZOLE, spine(-2.1)), ADVISED, orders=("dental_assessment", "creatinine", "calcium")),
    Case("no T-score, one factor, family history not read", patient(*ON_THERAPY, result("bmi", 22, "kg/m2"), unread=("family_history",)), CANNOT_TELL),
    Case("T-score -2.1, family history not read: not needed", patient(*ON_THERAPY, spine(-2.1), unread=("family_history",)), ADVISED),
    Case("allergies not read", patient(*ON_THERAPY, spine(-2.1), unread=("allergies",)), CANNOT_TELL),
    Case("drugs not read", patient(*ON_THERAPY, spine(-2.1), unread=("medications",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_bone_loss_is_treated_at_the_threshold_of_t_score_or_risk_factors(case: Case) -> None:
    run(ID, case)


def test_facts_that_were_not_recorded_are_named_on_the_card() -> None:
    advice = judge(ID, patient(*ON_THERAPY, spine(-2.1))).advice
    assert advice is not None
    said = {sentence.template for sentence in advice.because}
    assert said >= {
        "Smoking not recorded, counted as no.",
        "Family hip fracture not recorded, counted as no.",
        "BMI not recorded, counted as 24 or more.",
    }


def test_the_summary_names_no_denosumab_where_it_is_not_marketed() -> None:
    advice = judge(ID, patient(*ON_THERAPY, spine(-2.1), region="CN-2014")).advice
    assert advice is not None
    assert "denosumab" not in advice.summary
    assert all("Denosumab" not in sentence.template for sentence in advice.options)
