"""Boundary table of ADJ-BP-POSTMENO."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import NORMAL_LABS, Placed, allergy, condition, days_ago, done, drug, patient, result
from tests.rules.table import Case, run, table

ID = "ADJ-BP-POSTMENO"
EARLY = condition("breast_cancer_invasive", 60)
DENTIST = done("dental_examination", 10)
KNOWN = (EARLY, *NORMAL_LABS, DENTIST)
GOSERELIN, LETROZOLE = drug("gnrh_analogues", 60), drug("aromatase_inhibitors", 55)


def clearance(value: float, ago: int = 10) -> tuple[Placed, ...]:
    return (EARLY, DENTIST, result("creatinine_clearance", value, "mL/min", ago), NORMAL_LABS[1])


def calcium(value: float) -> tuple[Placed, ...]:
    return (EARLY, DENTIST, NORMAL_LABS[0], result("calcium_corrected", value, "mmol/L"))


# fmt: off
CASES = [
    Case("63, early breast cancer, menopausal by age: discuss", patient(*KNOWN, age=63), ADVISED, indicator="info", orders=("zoledronic_acid_4_q6m", "clodronate_1600_daily", "vitamin_d_25oh")),
    Case("nothing measured, no dentist: discuss, but order the checks first", patient(EARLY, age=63), ADVISED, orders=("dental_assessment", "creatinine", "calcium", "vitamin_d_25oh")),
    Case("deceased", patient(*KNOWN, age=63, deceased=True), NOT_APPLICABLE),
    Case("aged 17 under goserelin", patient(*KNOWN, GOSERELIN, age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18 under goserelin", patient(*KNOWN, GOSERELIN, age=18), ADVISED, edge="adult_age"),
    Case("pregnant", patient(*KNOWN, GOSERELIN, condition("pregnancy", 40), age=41), NOT_APPLICABLE),
    Case("man", patient(*KNOWN, age=63, sex="male"), NOT_APPLICABLE),
    Case("sex not recorded", patient(*KNOWN, age=63, sex=None), CANNOT_TELL),
    Case("only DCIS", patient(condition("breast_cancer_in_situ", 60), *NORMAL_LABS, DENTIST, age=63), NOT_APPLICABLE),
    Case("breast cancer only suspected", patient(condition("breast_cancer_invasive", 60, certain=False), *NORMAL_LABS, age=63), NOT_APPLICABLE),
    Case("diagnosed 365 days ago", patient(condition("breast_cancer_invasive", 365), *NORMAL_LABS, DENTIST, age=63), ADVISED, edge="adjuvant_window_days"),
    Case("diagnosed 366 days ago", patient(condition("breast_cancer_invasive", 366), *NORMAL_LABS, DENTIST, age=63), NOT_APPLICABLE, edge="adjuvant_window_days"),
    Case("menopause open at 59", patient(*KNOWN, age=59), NOT_APPLICABLE, edge="menopause_assume_post_age"),
    Case("menopause assumed at 60", patient(*KNOWN, age=60), ADVISED, edge="menopause_assume_post_age"),
    Case("aromatase inhibitor at 44 makes menopause not probable", patient(*KNOWN, LETROZOLE, age=44), NOT_APPLICABLE, edge="menopause_assume_pre_age_lt"),
    Case("aromatase inhibitor at 45", patient(*KNOWN, LETROZOLE, age=45), ADVISED, edge="menopause_assume_pre_age_lt"),
    Case("41, goserelin and exemestane: induced menopause", patient(*KNOWN, GOSERELIN, LETROZOLE, age=41), ADVISED),
    Case("41, both ovaries removed", patient(*KNOWN, done("oophorectomy", 50), age=41), ADVISED),
    Case("50, recorded as post-menopausal", patient(*KNOWN, condition("postmenopausal", 400), age=50), ADVISED),
    Case("61, recorded as pre-menopausal", patient(*KNOWN, condition("premenopausal", 40), age=61), NOT_APPLICABLE),
    Case("41, no suppression", patient(*KNOWN, age=41), NOT_APPLICABLE),
    Case("liver metastasis, only suspected", patient(*KNOWN, condition("visceral_metastasis", 5, certain=False), age=63), EXCLUDED),
    Case("stage M1 by observation", patient(*KNOWN, result("m_category", answers="distant_metastasis"), age=63), EXCLUDED),
    Case("M category whose answer is in no codelist", patient(*KNOWN, result("m_category"), age=63), CANNOT_TELL),
    Case("M category not understood, M0 since", patient(*KNOWN, result("m_category", ago=30), result("m_category", ago=5, answers="absent"), age=63), ADVISED),
    Case("stage M0 by observation", patient(*KNOWN, result("m_category", answers="absent"), age=63), ADVISED),
    Case("52, amenorrhoea after chemotherapy only", patient(*KNOWN, LETROZOLE, condition("chemotherapy_amenorrhoea", 20), age=52), EXCLUDED),
    Case("clearance 29", patient(*clearance(29), age=63), EXCLUDED, edge="crcl_zol_min"),
    Case("clearance 30: the full dose does not fit", patient(*clearance(30), age=63), ADVISED, edge="crcl_zol_min", orders=("clodronate_1600_daily", "vitamin_d_25oh")),
    Case("clearance 60: reduced dose, so no draft of 4 mg", patient(*clearance(60), age=63), ADVISED, edge="crcl_zol_reduce_le", orders=("clodronate_1600_daily", "vitamin_d_25oh")),
    Case("clearance 61", patient(*clearance(61), age=63), ADVISED, edge="crcl_zol_reduce_le", orders=("zoledronic_acid_4_q6m", "clodronate_1600_daily", "vitamin_d_25oh")),
    Case("clearance 30 days old", patient(*clearance(85, 30), age=63), ADVISED, edge="lab_max_age_days", orders=("zoledronic_acid_4_q6m", "clodronate_1600_daily", "vitamin_d_25oh")),
    Case("clearance 31 days old: measure first", patient(*clearance(85, 31), age=63), ADVISED, edge="lab_max_age_days", orders=("creatinine", "vitamin_d_25oh")),
    Case("dental examination 180 days ago", patient(EARLY, *NORMAL_LABS, done("dental_examination", 180), age=63), ADVISED, edge="dental_max_age_days", orders=("zoledronic_acid_4_q6m", "clodronate_1600_daily", "vitamin_d_25oh")),
    Case("dental examination 181 days ago", patient(EARLY, *NORMAL_LABS, done("dental_examination", 181), age=63), ADVISED, edge="dental_max_age_days", orders=("zoledronic_acid_4_q6m", "clodronate_1600_daily", "dental_assessment", "vitamin_d_25oh")),
    Case("calcium 2.09", patient(*calcium(2.09), age=63), EXCLUDED, edge="calcium_lower_mmol"),
    Case("calcium 2.1", patient(*calcium(2.1), age=63), ADVISED, edge="calcium_lower_mmol"),
    Case("low risk of recurrence on record", patient(*KNOWN, condition("low_recurrence_risk", 20), age=63), EXCLUDED),
    Case("hospice", patient(*KNOWN, condition("hospice_care", 5), age=63), EXCLUDED),
    Case("allergic to bisphosphonates", patient(*KNOWN, allergy("bisphosphonates"), age=63), EXCLUDED),
    Case("already on zoledronic acid", patient(*KNOWN, drug("zoledronic_acid+bisphosphonates+bone_agents", 30, 4, 182), age=63), EXCLUDED),
    Case("zoledronic acid on hold", patient(*KNOWN, drug("zoledronic_acid", 30, standing="on-hold"), age=63), EXCLUDED),
    Case("declined 183 days ago", patient(*KNOWN, drug("zoledronic_acid", 183, standing="refused"), age=63), EXCLUDED, edge="decline_memory_days"),
    Case("declined 184 days ago", patient(*KNOWN, drug("zoledronic_acid", 184, standing="refused"), age=63), ADVISED, edge="decline_memory_days"),
    Case("3 years of bisphosphonate behind her", patient(*KNOWN, drug("zoledronic_acid", 1500, standing="ended", until=days_ago(405)), age=63), EXCLUDED, edge="adjuvant_done_days"),
    Case("a day less than 3 years", patient(*KNOWN, drug("zoledronic_acid", 1500, standing="ended", until=days_ago(406)), age=63), ADVISED, edge="adjuvant_done_days"),
    Case("drugs not read", patient(*KNOWN, age=63, unread=("medications",)), CANNOT_TELL),
    Case("allergies not read", patient(*KNOWN, age=63, unread=("allergies",)), CANNOT_TELL),
    Case("results not read", patient(*KNOWN, age=63, unread=("results",)), CANNOT_TELL),
    Case("birth date not recorded", patient(*KNOWN, age=None), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_adjuvant_bisphosphonate_is_discussed_after_menopause_only(case: Case) -> None:
    run(ID, case)
