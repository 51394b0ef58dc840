"""Both sides of the numbers in shared criteria that no single recommendation owns: dosing windows, clearance, age of values."""

from cards.criteria import calcium, course, indications, kidney, menopause, prognosis, risk, therapy
from cards.patient import PatientRecord
from cards.recommendation import Criterion
from tests.chart import BONE_METS, BREAST, Placed, condition, days_ago, drug, given, patient, result
from tests.rules.asked import Asked, answer, asked

ON_AGENT = therapy.on_bone_agent
BELOW_30 = kidney.clearance_below_30


def after(days: int, names: str = "zoledronic_acid", mg: float | None = 4, every: float | None = 28) -> PatientRecord:
    """Somebody whose only dose was given so many days ago."""
    return patient(given(names, days, mg, every))


def creatinine(value: float, unit: str = "mg/dL") -> Placed:
    return result("creatinine", value, unit, 5)


def kilograms(value: float) -> Placed:
    return result("body_weight", value, "kg", 50)


def clearance(value: float, ago: int) -> Placed:
    return result("creatinine_clearance", value, "mL/min", ago)


def egfr(value: float, ago: int) -> Placed:
    return result("egfr", value, "mL/min/{1.73_m2}", ago)


def days_on_zoledronic_acid(least: int) -> Criterion:
    """At least so many days on zoledronic acid for bone disease."""

    def taken(p: PatientRecord) -> bool:
        days = course.days_for_bone_disease(p, therapy.ZOLEDRONIC)
        return days is not None and days >= least

    return taken


# Cockcroft-Gault for a man of 60 with 72 kg: (140 - 60) * 72 / (72 * creatinine) = 80 / creatinine in mL/min.
# fmt: off
CASES = [
    # how long a judgement or a weight holds
    Asked("ECOG 4 of 183 days ago", prognosis.too_frail_to_start, patient(result("ecog", 4, "{score}", 183)), True, edge="prognosis_max_age_days"),
    Asked("ECOG 4 of 184 days ago", prognosis.too_frail_to_start, patient(result("ecog", 4, "{score}", 184)), False, edge="prognosis_max_age_days"),
    Asked("ECOG 4 without a date", prognosis.too_frail_to_start, patient(result("ecog", 4, "{score}", None)), True),
    Asked("2 months to live, said 3 years ago", prognosis.too_frail_to_start, patient(result("life_expectancy", 2, "mo", 1095)), False),
    Asked("weighed 365 days ago", BELOW_30, patient(creatinine(2.66), result("body_weight", 72, "kg", 365), age=61, sex="male"), True, edge="weight_max_age_days"),
    Asked("weighed 366 days ago: no clearance to be had", BELOW_30, patient(creatinine(2.66), result("body_weight", 72, "kg", 366), age=61, sex="male"), False, edge="weight_max_age_days"),
    # how long one dose counts
    Asked("denosumab 120 mg 84 days ago", ON_AGENT, after(84, "denosumab", 120), True, edge="dosing_window_days.denosumab_120mg_q4w"),
    Asked("denosumab 120 mg 85 days ago", ON_AGENT, after(85, "denosumab", 120), False, edge="dosing_window_days.denosumab_120mg_q4w"),
    Asked("denosumab 60 mg 213 days ago", ON_AGENT, after(213, "denosumab", 60), True, edge="dosing_window_days.denosumab_60mg_q6m"),
    Asked("denosumab 60 mg 214 days ago", ON_AGENT, after(214, "denosumab", 60), False, edge="dosing_window_days.denosumab_60mg_q6m"),
    Asked("denosumab of unknown dose: the longer window", ON_AGENT, after(213, "denosumab", None, None), True),
    Asked("the product tells the dose", ON_AGENT, after(85, "denosumab_120mg_product", None, None), False),
    Asked("zoledronic acid every 4 weeks, 120 days ago", ON_AGENT, after(120), True, edge="dosing_window_days.zoledronic_acid_q4w"),
    Asked("zoledronic acid every 4 weeks, 121 days ago", ON_AGENT, after(121), False, edge="dosing_window_days.zoledronic_acid_q4w"),
    Asked("zoledronic acid every 12 weeks, 150 days ago", ON_AGENT, after(150, every=84), True, edge="dosing_window_days.zoledronic_acid_q12w"),
    Asked("zoledronic acid every 12 weeks, 151 days ago", ON_AGENT, after(151, every=84), False, edge="dosing_window_days.zoledronic_acid_q12w"),
    Asked("zoledronic acid every 6 months, 213 days ago", ON_AGENT, after(213, every=182), True, edge="dosing_window_days.zoledronic_acid_q6m"),
    Asked("zoledronic acid every 6 months, 214 days ago", ON_AGENT, after(214, every=182), False, edge="dosing_window_days.zoledronic_acid_q6m"),
    Asked("zoledronic acid 5 mg, 395 days ago", ON_AGENT, after(395, mg=5, every=None), True, edge="dosing_window_days.zoledronic_acid_5mg_yearly"),
    Asked("zoledronic acid 5 mg, 396 days ago", ON_AGENT, after(396, mg=5, every=None), False, edge="dosing_window_days.zoledronic_acid_5mg_yearly"),
    Asked("zoledronic acid of unknown dose: the longest window", ON_AGENT, after(395, mg=None, every=None), True),
    Asked("alendronate 120 days ago", ON_AGENT, after(120, "alendronate", 70, 7), True, edge="dosing_window_days.other_agents"),
    Asked("alendronate 121 days ago", ON_AGENT, after(121, "alendronate", 70, 7), False, edge="dosing_window_days.other_agents"),
    Asked("every 69 days counts as every 4 weeks", ON_AGENT, after(130, every=69), False, edge="interval_q12w_from_days"),
    Asked("every 70 days counts as every 12 weeks", ON_AGENT, after(130, every=70), True, edge="interval_q12w_from_days"),
    Asked("every 149 days counts as every 12 weeks", ON_AGENT, after(160, every=149), False, edge="interval_q6m_from_days"),
    Asked("every 150 days counts as every 6 months", ON_AGENT, after(160, every=150), True, edge="interval_q6m_from_days"),
    Asked("order without any dose", ON_AGENT, patient(drug("zoledronic_acid", 2000)), True),
    Asked("order that begins next week", ON_AGENT, patient(drug("zoledronic_acid", -7)), False),
    Asked("drugs not read", ON_AGENT, patient(unread=("medications",)), None),
    # declined
    Asked("declined 183 days ago", therapy.bone_agent_declined, patient(drug("denosumab", 183, standing="refused")), True, edge="decline_memory_days"),
    Asked("declined 184 days ago", therapy.bone_agent_declined, patient(drug("denosumab", 184, standing="refused")), False, edge="decline_memory_days"),
    # values no patient can have: a wrong unit, a lost decimal point
    Asked("clearance 300", BELOW_30, patient(result("creatinine_clearance", 300, "mL/min")), False, edge="possible.clearance_to"),
    Asked("clearance 301 is not possible", BELOW_30, patient(result("creatinine_clearance", 301, "mL/min")), None, edge="possible.clearance_to"),
    Asked("clearance 1", BELOW_30, patient(result("creatinine_clearance", 1, "mL/min")), True, edge="possible.clearance_from"),
    Asked("clearance 0.9 is not possible", BELOW_30, patient(result("creatinine_clearance", 0.9, "mL/min")), None, edge="possible.clearance_from"),
    Asked("creatinine 0.9 umol/L would be a clearance of thousands", BELOW_30, patient(creatinine(0.9, "umol/L"), kilograms(72)), None),
    Asked("albumin 10 g/L: 2.35 + 0.6 mmol/L", calcium.calcium_low, patient(result("calcium_total", 2.35, "mmol/L"), result("albumin", 10, "g/L")), False, edge="possible.albumin_from"),
    Asked("albumin 4.0 g/L: g/dL was meant", calcium.severe_hypercalcaemia, patient(result("calcium_total", 2.35, "mmol/L", 3), result("albumin", 4.0, "g/L", 3)), None, edge="possible.albumin_from"),
    Asked("albumin 70 g/L: 2.35 - 0.6 mmol/L", calcium.calcium_low, patient(result("calcium_total", 2.35, "mmol/L"), result("albumin", 70, "g/L")), True, edge="possible.albumin_to"),
    Asked("albumin 40 g/dL: g/L was meant", calcium.calcium_low, patient(result("calcium_total", 2.35, "mmol/L"), result("albumin", 40, "g/dL")), None, edge="possible.albumin_to"),
    Asked("T-score -10", risk.t_score_below_treatment_threshold, patient(result("t_score_hip", -10, "{score}")), True, edge="possible.t_score_from"),
    Asked("T-score -25: -2.5 was meant", risk.t_score_below_treatment_threshold, patient(result("t_score_hip", -25, "{score}")), None, edge="possible.t_score_from"),
    Asked("T-score 6", risk.t_score_below_treatment_threshold, patient(result("t_score_hip", 6, "{score}")), False, edge="possible.t_score_to"),
    Asked("T-score 12: 1.2 was meant", risk.t_score_below_treatment_threshold, patient(result("t_score_hip", 12, "{score}")), None, edge="possible.t_score_to"),
    # clearance by Cockcroft-Gault
    Asked("80 / 2.66 = 30.1 mL/min", BELOW_30, patient(creatinine(2.66), kilograms(72), age=60, sex="male"), False, edge="cockcroft_gault.age"),
    Asked("a year older: 79 / 2.66 = 29.7", BELOW_30, patient(creatinine(2.66), kilograms(72), age=61, sex="male"), True, edge="cockcroft_gault.age"),
    Asked("a woman: 85% of 30.1 = 25.6", BELOW_30, patient(creatinine(2.66), kilograms(72), age=60), True, edge="cockcroft_gault.female"),
    Asked("a woman: 85% of 80 / 2.26 = 30.1", BELOW_30, patient(creatinine(2.26), kilograms(72), age=60), False, edge="cockcroft_gault.female"),
    Asked("71 kg: 80 * 71 / (72 * 2.66) = 29.7", BELOW_30, patient(creatinine(2.66), kilograms(71), age=60, sex="male"), True, edge="cockcroft_gault.divisor"),
    Asked("71 kg: 80 * 71 / (72 * 2.62) = 30.1", BELOW_30, patient(creatinine(2.62), kilograms(71), age=60, sex="male"), False, edge="cockcroft_gault.divisor"),
    Asked("creatinine 236 umol/L is 2.67 mg/dL: 30.0 not reached", BELOW_30, patient(creatinine(236, "umol/L"), kilograms(72), age=60, sex="male"), True),
    Asked("creatinine in an unknown unit", BELOW_30, patient(creatinine(2.66, "furlong"), kilograms(72), age=60, sex="male"), None),
    Asked("creatinine of zero is not possible", BELOW_30, patient(creatinine(0), kilograms(72), age=60, sex="male"), None),
    # which source counts
    Asked("reported clearance of today before an eGFR", BELOW_30, patient(clearance(25, 3), egfr(80, 1)), True),
    Asked("eGFR of today before a clearance of last year", BELOW_30, patient(clearance(25, 400), egfr(80, 5)), False),
    Asked("eGFR alone", BELOW_30, patient(egfr(25, 5)), True),
    Asked("weight missing: eGFR", BELOW_30, patient(creatinine(3.0), egfr(25, 5)), True),
    Asked("creatinine and weight newer than the clearance", BELOW_30, patient(clearance(25, 20), creatinine(1.0), kilograms(72), sex="male"), False),
    Asked("nothing on record", BELOW_30, patient(), False),
    # age of values
    Asked("clearance 30 days old", kidney.renal_function_recent, patient(clearance(80, 30)), True, edge="lab_max_age_days"),
    Asked("clearance 31 days old", kidney.renal_function_recent, patient(clearance(80, 31)), False, edge="lab_max_age_days"),
    Asked("calcium 30 days old", calcium.calcium_recent, patient(result("calcium_total", 2.3, "mmol/L", 30)), True, edge="lab_max_age_days"),
    Asked("calcium 31 days old", calcium.calcium_recent, patient(result("calcium_total", 2.3, "mmol/L", 31)), False, edge="lab_max_age_days"),
    # the present course
    Asked("doses 120 days apart are one course", days_on_zoledronic_acid(130), patient(BREAST, condition("bone_metastasis", 900), given("zoledronic_acid", 130, 4, 28), given("zoledronic_acid", 10, 4, 28)), True),
    Asked("doses 121 days apart are two", days_on_zoledronic_acid(130), patient(BREAST, condition("bone_metastasis", 900), given("zoledronic_acid", 131, 4, 28), given("zoledronic_acid", 10, 4, 28)), False),
    Asked("an order that ended joins the next one", days_on_zoledronic_acid(500), patient(BREAST, condition("bone_metastasis", 900), drug("zoledronic_acid", 500, 4, 28, standing="ended", until=days_ago(200)), drug("zoledronic_acid", 100, 4, 28)), True),
    Asked("never before the bone disease", days_on_zoledronic_acid(91), patient(BREAST, condition("bone_metastasis", 90), drug("zoledronic_acid", 500, 4, 182)), False),
    Asked("bone disease without a date: the drug tells", days_on_zoledronic_acid(500), patient(BREAST, condition("bone_metastasis", None), drug("zoledronic_acid", 500, 4, 28)), True),
    # child-bearing potential
    Asked("a girl of 11", menopause.childbearing_potential, patient(age=11), False, edge="childbearing_age_from"),
    Asked("a girl of 12", menopause.childbearing_potential, patient(age=12), True, edge="childbearing_age_from"),
    Asked("a woman of 50", menopause.childbearing_potential, patient(age=50), True, edge="childbearing_age_to"),
    Asked("a woman of 51", menopause.childbearing_potential, patient(age=51), False, edge="childbearing_age_to"),
    Asked("aged 51, sex not recorded", menopause.childbearing_potential, patient(age=51, sex=None), False),
    # a start that is due
    Asked("due but for low calcium", indications.agent_taken_or_due_but_for_calcium, patient(condition("breast_cancer_invasive", 100), condition("postmenopausal", 900), result("calcium_corrected", 1.9, "mmol/L", 5)), True),
    Asked("not due while calcium is low", indications.agent_taken_or_due, patient(condition("breast_cancer_invasive", 100), condition("postmenopausal", 900), result("calcium_corrected", 1.9, "mmol/L", 5)), False),
    Asked("due for bone metastasis", indications.agent_taken_or_due, patient(BREAST, BONE_METS), True),
]
# fmt: on


@asked(CASES)
def test_the_answer_of_a_shared_question(case: Asked) -> None:
    assert answer(case) == case.answer
