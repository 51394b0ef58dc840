"""Boundary table of BMA-METS-START."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, NORMAL_LABS, PROSTATE, allergy, condition, done, drug, given, patient, result
from tests.rules.facts import DENTIST, VITAMIN_D, labs, months, score
from tests.rules.table import Case, judge, run, table

ID = "BMA-METS-START"
NEW = (BREAST, BONE_METS, DENTIST, VITAMIN_D)  # everything but the laboratory values
COMPLETE = (*NEW, *NORMAL_LABS)
DENOSUMAB, ZOLEDRONIC = ("denosumab_120_q4w",), ("zoledronic_acid_4_q4w", "zoledronic_acid_4_q12w")
BOTH = DENOSUMAB + ZOLEDRONIC
MAN = (PROSTATE, BONE_METS, *NORMAL_LABS)

# fmt: off
CASES = [
    Case("breast cancer, new bone metastasis, no agent", patient(*COMPLETE), ADVISED, indicator="info", orders=BOTH),
    Case("neither dentist nor vitamin D on record", patient(BREAST, BONE_METS, *NORMAL_LABS), ADVISED, orders=(*BOTH, "dental_assessment", "vitamin_d_25oh")),
    Case("primary tumour not recorded", patient(BONE_METS, *NORMAL_LABS), ADVISED),
    Case("diagnosed 30 days ago: information", patient(BREAST, condition("bone_metastasis", 30), *NORMAL_LABS), ADVISED, indicator="info", edge="start_overdue_days"),
    Case("diagnosed 31 days ago: warning", patient(BREAST, condition("bone_metastasis", 31), *NORMAL_LABS), ADVISED, indicator="warning", edge="start_overdue_days"),
    Case("fracture at a tumour 183 days ago: warning", patient(*COMPLETE, condition("neoplastic_fracture", 183)), ADVISED, indicator="warning", edge="recent_sre_days"),
    Case("fracture at a tumour 184 days ago: information", patient(*COMPLETE, condition("neoplastic_fracture", 184)), ADVISED, indicator="info", edge="recent_sre_days"),
    Case("diagnosis without a date: information", patient(BREAST, condition("bone_metastasis", None), *NORMAL_LABS), ADVISED, indicator="info"),
    # for whom not
    Case("deceased", patient(*COMPLETE, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*COMPLETE, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*COMPLETE, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("no bone metastasis", patient(BREAST, DENTIST, *NORMAL_LABS), NOT_APPLICABLE),
    Case("bone metastasis only suspected", patient(BREAST, condition("bone_metastasis", 7, certain=False), *NORMAL_LABS), NOT_APPLICABLE),
    Case("bone metastasis resolved", patient(BREAST, condition("bone_metastasis", 2000, standing="ended"), *NORMAL_LABS), NOT_APPLICABLE),
    Case("hospice", patient(*COMPLETE, condition("hospice_care", 3)), EXCLUDED),
    Case("ECOG 4", patient(*COMPLETE, score("ecog", 4)), EXCLUDED, edge="ecog_no_start"),
    Case("ECOG 3", patient(*COMPLETE, score("ecog", 3)), ADVISED, edge="ecog_no_start"),
    Case("life expectancy 2.9 months", patient(*COMPLETE, months(2.9)), EXCLUDED, edge="life_expectancy_min_months"),
    Case("life expectancy 3 months", patient(*COMPLETE, months(3)), ADVISED, edge="life_expectancy_min_months"),
    Case("hormone-sensitive prostate cancer", patient(*MAN, condition("castration_sensitive"), sex="male"), EXCLUDED),
    Case("castration status answered as hormone-sensitive", patient(*MAN, result("castration_status", answers="castration_sensitive"), sex="male"), EXCLUDED),
    Case("castration status not recorded: words, no drug order", patient(*MAN, sex="male"), ADVISED, orders=("dental_assessment", "vitamin_d_25oh")),
    Case("jaw osteonecrosis only suspected: words, no drug order", patient(*COMPLETE, condition("osteonecrosis_of_jaw", 20, certain=False)), ADVISED, orders=()),
    Case("once hormone-sensitive, now castration-resistant", patient(*MAN, condition("castration_sensitive", 400), condition("castration_resistant", 30), sex="male"), ADVISED),
    Case("hormone-sensitive tumour of the breast", patient(*COMPLETE, condition("castration_sensitive")), ADVISED),
    Case("primary bone tumour", patient(*COMPLETE, condition("primary_bone_malignancy")), EXCLUDED),
    Case("myeloma has its own card", patient(*COMPLETE, condition("multiple_myeloma")), EXCLUDED),
    # already done
    Case("denosumab ordered", patient(*COMPLETE, drug("denosumab", 20, 120, 28)), EXCLUDED),
    Case("denosumab 120 mg given 84 days ago", patient(*COMPLETE, given("denosumab", 84, 120)), EXCLUDED, edge="dosing_window_days.denosumab_120mg_q4w"),
    Case("denosumab 120 mg given 85 days ago", patient(*COMPLETE, given("denosumab", 85, 120)), ADVISED, edge="dosing_window_days.denosumab_120mg_q4w"),
    Case("zoledronic acid on hold", patient(*COMPLETE, drug("zoledronic_acid", 90, 4, 28, standing="on-hold")), EXCLUDED),
    Case("zoledronic acid stopped", patient(*COMPLETE, drug("zoledronic_acid", 900, 4, 28, standing="ended")), ADVISED),
    Case("zoledronic acid only planned", patient(*COMPLETE, drug("zoledronic_acid", 1, 4, 28, standing="planned")), ADVISED),
    Case("declined 183 days ago", patient(*COMPLETE, drug("denosumab", 183, 120, 28, standing="refused")), EXCLUDED, edge="decline_memory_days"),
    Case("declined 184 days ago", patient(*COMPLETE, drug("denosumab", 184, 120, 28, standing="refused")), ADVISED, edge="decline_memory_days"),
    Case("bisphosphonate contraindicated on record", patient(*COMPLETE, condition("bisphosphonate_declined_or_contraindicated", 20)), EXCLUDED),
    # what is offered
    Case("no laboratory values: checks first, no drug order", patient(*NEW), ADVISED, orders=("creatinine", "calcium")),
    Case("values 30 days old", patient(*NEW, *labs(ago=30)), ADVISED, orders=BOTH, edge="lab_max_age_days"),
    Case("values 31 days old", patient(*NEW, *labs(ago=31)), ADVISED, orders=("creatinine", "calcium"), edge="lab_max_age_days"),
    Case("clearance 60.1: full dose", patient(*NEW, *labs(60.1)), ADVISED, orders=BOTH, edge="crcl_zol_reduce_le"),
    Case("clearance 60: 3.5 mg", patient(*NEW, *labs(60)), ADVISED, orders=(*DENOSUMAB, "zoledronic_acid_3_5_q4w"), edge="crcl_zol_reduce_le"),
    Case("clearance 50: 3.5 mg", patient(*NEW, *labs(50)), ADVISED, orders=(*DENOSUMAB, "zoledronic_acid_3_5_q4w"), edge="zoledronic_acid_reduced_dose"),
    Case("clearance 49.9: 3.3 mg", patient(*NEW, *labs(49.9)), ADVISED, orders=(*DENOSUMAB, "zoledronic_acid_3_3_q4w"), edge="zoledronic_acid_reduced_dose"),
    Case("clearance 40: 3.3 mg", patient(*NEW, *labs(40)), ADVISED, orders=(*DENOSUMAB, "zoledronic_acid_3_3_q4w"), edge="zoledronic_acid_reduced_dose"),
    Case("clearance 39.9: 3.0 mg", patient(*NEW, *labs(39.9)), ADVISED, orders=(*DENOSUMAB, "zoledronic_acid_3_0_q4w"), edge="zoledronic_acid_reduced_dose"),
    Case("clearance 30: 3.0 mg", patient(*NEW, *labs(30)), ADVISED, orders=(*DENOSUMAB, "zoledronic_acid_3_0_q4w"), edge="crcl_zol_min"),
    Case("clearance 29.9: denosumab only", patient(*NEW, *labs(29.9)), ADVISED, orders=DENOSUMAB, edge="crcl_zol_min"),
    Case("calcium 2.1", patient(*NEW, *labs(calcium=2.1)), ADVISED, orders=BOTH, edge="calcium_lower_mmol"),
    Case("calcium 2.09: no drug order", patient(*NEW, *labs(calcium=2.09)), ADVISED, orders=(), edge="calcium_lower_mmol"),
    Case("allergy to denosumab", patient(*COMPLETE, allergy("denosumab")), ADVISED, orders=ZOLEDRONIC),
    Case("allergy to a bisphosphonate", patient(*COMPLETE, allergy("pamidronate+bisphosphonates")), ADVISED, orders=DENOSUMAB),
    Case("osteonecrosis of the jaw: no drug order", patient(*COMPLETE, condition("osteonecrosis_of_jaw", 20)), ADVISED, orders=()),
    Case("China 2014: no denosumab", patient(*COMPLETE, region="CN-2014"), ADVISED, orders=ZOLEDRONIC),
    Case("China today: both", patient(*COMPLETE, region="CN"), ADVISED, orders=BOTH),
    Case("dentist 180 days ago", patient(BREAST, BONE_METS, VITAMIN_D, *NORMAL_LABS, done("dental_examination", 180)), ADVISED, orders=BOTH, edge="dental_max_age_days"),
    Case("dentist 181 days ago", patient(BREAST, BONE_METS, VITAMIN_D, *NORMAL_LABS, done("dental_examination", 181)), ADVISED, orders=(*BOTH, "dental_assessment"), edge="dental_max_age_days"),
    # not read
    Case("conditions not read", patient(*COMPLETE, unread=("conditions",)), CANNOT_TELL),
    Case("drugs not read", patient(*COMPLETE, unread=("medications",)), CANNOT_TELL),
    Case("results not read", patient(*COMPLETE, unread=("results",)), CANNOT_TELL),
    Case("allergies not read", patient(*COMPLETE, unread=("allergies",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_a_bone_targeted_agent_is_considered_from_the_day_of_bone_metastasis(case: Case) -> None:
    run(ID, case)


def said(*events: object, **more: object) -> tuple[str, str]:
    """The summary and all sentences of the advice."""
    advice = judge(ID, patient(*events, **more)).advice  # type: ignore[arg-type]
    assert advice is not None
    return advice.summary, " ".join(s.template for s in (*advice.because, *advice.options))


def test_the_summary_names_only_what_may_be_given() -> None:
    assert said(*COMPLETE)[0] == ""
    assert "consider zoledronic acid" in said(*COMPLETE, region="CN-2014")[0]
    assert "denosumab" not in said(*COMPLETE, region="CN-2014")[0]
    assert "consider denosumab" in said(*NEW, *labs(25))[0]
    assert "specialist" in said(*NEW, *labs(25), region="CN-2014")[0]


def test_what_is_assumed_is_said() -> None:
    assert "Life expectancy not recorded" in said(*COMPLETE)[1]
    assert "Life expectancy" not in said(*COMPLETE, months(12))[1]
    assert "applies if castration-resistant" in said(*MAN, sex="male")[1]
    assert "castration" not in said(*COMPLETE)[1]


def test_an_agent_of_the_past_is_named() -> None:
    assert "No bone-targeted agent found" in said(*COMPLETE)[1]
    assert "none found since" in said(*COMPLETE, drug("zoledronic_acid", 900, 4, 28, standing="ended"))[1]


def test_no_dose_of_zoledronic_acid_is_printed_without_clearance() -> None:
    assert "Zoledronic acid IV" in said(*NEW)[1]
    assert "Check creatinine clearance first" in said(*NEW)[1]
    assert "4 mg" not in said(*NEW)[1]
