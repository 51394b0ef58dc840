"""Boundary table of HCM-EMERGENCY."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from cards.patient import PatientRecord
from tests.chart import PROSTATE, Placed, allergy, condition, done, drafted, drug, given, patient, result
from tests.rules.table import Case, judge, run, table

ID = "HCM-EMERGENCY"
LUNG = condition("lung_cancer", 60)
SALINE, WITH_DRUG = ("saline_infusion",), ("saline_infusion", "zoledronic_acid_4_once")


def calcium(value: float, ago: int = 1, unit: str = "mmol/L") -> Placed:
    return result("calcium_corrected", value, unit, ago)


def total(value: float, albumin: float | None = None) -> tuple[Placed, ...]:
    measured = (result("calcium_total", value, "mmol/L", 1),)
    return measured if albumin is None else (*measured, result("albumin", albumin, "g/L", 1))


def creatinine(value: float, ago: int = 1) -> Placed:
    return result("creatinine", value, "umol/L", ago)


def crisis(*events: Placed, age: int = 60, deceased: bool = False, unread: tuple[str, ...] = ()) -> PatientRecord:
    return patient(LUNG, calcium(3.4), *events, age=age, deceased=deceased, unread=unread)


# fmt: off
CASES = [
    Case("calcium 3.4, lung cancer, creatinine not measured: fluids first", crisis(), ADVISED, indicator="critical", orders=SALINE),
    Case("calcium 3.0", patient(LUNG, calcium(3.0)), ADVISED, edge="hypercalcaemia_critical_mmol"),
    Case("calcium 2.99", patient(LUNG, calcium(2.99)), NOT_APPLICABLE, edge="hypercalcaemia_critical_mmol"),
    Case("12.1 mg/dL is 3.02 mmol/L", patient(LUNG, calcium(12.1, unit="mg/dL")), ADVISED),
    Case("11.9 mg/dL is 2.97 mmol/L", patient(LUNG, calcium(11.9, unit="mg/dL")), NOT_APPLICABLE),
    Case("total 2.8, albumin 30: corrected 3.0", patient(LUNG, *total(2.8, 30)), ADVISED, edge="corrected_calcium_per_albumin"),
    Case("total 2.8, albumin 31: corrected 2.98", patient(LUNG, *total(2.8, 31)), NOT_APPLICABLE, edge="corrected_calcium_per_albumin"),
    Case("total 3.0, albumin 40: no correction", patient(LUNG, *total(3.0, 40)), ADVISED, edge="corrected_calcium_albumin"),
    Case("total 3.0, albumin 41: corrected 2.98", patient(LUNG, *total(3.0, 41)), NOT_APPLICABLE, edge="corrected_calcium_albumin"),
    Case("total 3.1, albumin not measured: taken as it is", patient(LUNG, *total(3.1)), ADVISED),
    Case("measured 7 days ago", patient(LUNG, calcium(3.4, 7)), ADVISED, edge="hcm_max_age_days"),
    Case("measured 8 days ago", patient(LUNG, calcium(3.4, 8)), NOT_APPLICABLE, edge="hcm_max_age_days"),
    Case("normal since", patient(LUNG, calcium(3.4, 5), calcium(2.5, 1)), NOT_APPLICABLE),
    Case("unit not recorded: not used", patient(LUNG, calcium(3.4, unit="")), CANNOT_TELL),
    Case("deceased", crisis(deceased=True), NOT_APPLICABLE),
    Case("aged 17", crisis(age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", crisis(age=18), ADVISED, edge="adult_age"),
    Case("pregnant: fluids, no drug", crisis(condition("pregnancy", 40), creatinine(90), age=33), ADVISED, indicator="critical", orders=SALINE),
    Case("pregnancy not read: fluids, no drug", crisis(creatinine(90), age=33, unread=("conditions",)), CANNOT_TELL),
    Case("no cancer", patient(calcium(3.4)), NOT_APPLICABLE),
    Case("no calcium on record", patient(LUNG), NOT_APPLICABLE),
    Case("comfort care", crisis(condition("comfort_care", 3)), EXCLUDED),
    Case("hospice", crisis(condition("hospice_care", 3)), EXCLUDED),
    Case("zoledronic acid given 7 days ago", crisis(given("zoledronic_acid", 7, 4)), EXCLUDED, edge="hcm_max_age_days"),
    Case("zoledronic acid given 8 days ago, calcium still high", crisis(given("zoledronic_acid", 8, 4)), ADVISED, edge="hcm_max_age_days"),
    Case("pamidronate given", crisis(given("pamidronate", 2, 90)), EXCLUDED),
    Case("ibandronate by mouth does not count", crisis(given("ibandronate", 2, 150)), ADVISED),
    Case("zoledronic acid ordered, not given", crisis(drug("zoledronic_acid", 2, 4)), ADVISED),
    Case("creatinine 399", crisis(creatinine(399)), ADVISED, orders=WITH_DRUG, edge="creatinine_hcm_max_umol"),
    Case("creatinine 400", crisis(creatinine(400)), ADVISED, orders=SALINE, edge="creatinine_hcm_max_umol"),
    Case("creatinine 7 days old", crisis(creatinine(90, 7)), ADVISED, orders=WITH_DRUG, edge="hcm_max_age_days"),
    Case("creatinine 8 days old", crisis(creatinine(90, 8)), ADVISED, orders=SALINE, edge="hcm_max_age_days"),
    Case("calcium 3.5: see the test of calcitonin below", patient(LUNG, calcium(3.5)), ADVISED, edge="calcitonin_from_mmol"),
    Case("calcium 3.51: see the test of calcitonin below", patient(LUNG, calcium(3.51)), ADVISED, edge="calcitonin_from_mmol"),
    Case("allergic to bisphosphonates", crisis(creatinine(90), allergy("bisphosphonates")), ADVISED, orders=SALINE),
    Case("no dental record needed, no calcium that is not low", crisis(creatinine(90)), ADVISED, orders=WITH_DRUG),
    Case("allergies not read: the emergency speaks of fluids", crisis(creatinine(90), unread=("allergies",)), ADVISED, orders=SALINE),
    Case("creatinine in a unit nobody knows", crisis(result("creatinine", 90, "parsec", 1)), ADVISED, orders=SALINE),
    Case("zoledronic acid being ordered once: the treatment itself", crisis(creatinine(90), drafted("zoledronic_acid", 4)), EXCLUDED),
    Case("zoledronic acid picked, dose not stated yet", crisis(creatinine(90), drafted("zoledronic_acid")), ADVISED, indicator="critical", orders=SALINE),
    Case("every 4 weeks, for the metastases: the emergency is told, no second dose offered", crisis(creatinine(90), drafted("zoledronic_acid", 4, 28)), ADVISED, indicator="critical", orders=SALINE),
    Case("every 4 weeks, with hypercalcaemia as the reason", crisis(creatinine(90), drafted("zoledronic_acid", 4, 28, answers="hypercalcaemia")), EXCLUDED),
    Case("denosumab being ordered for hypercalcaemia", crisis(drafted("denosumab", 120, 28, answers="hypercalcaemia")), EXCLUDED),
    Case("denosumab every 4 weeks", crisis(drafted("denosumab", 120, 28)), ADVISED, orders=SALINE),
    Case("ibandronate by mouth being ordered", crisis(drafted("ibandronate", 150)), ADVISED, orders=SALINE),
    Case("zoledronic acid being stopped", crisis(creatinine(90), drafted("zoledronic_acid", 4, standing="ended")), ADVISED, orders=WITH_DRUG),
    Case("the orders being written could not be read", crisis(creatinine(90), unread=("drafts",)), CANNOT_TELL),
    Case("results not read", crisis(unread=("results",)), CANNOT_TELL),
    Case("drugs not read: a dose may have been given", crisis(unread=("medications",)), CANNOT_TELL),
    Case("prostate cancer counts as any cancer", patient(PROSTATE, calcium(3.4), done("dental_examination", 9), sex="male"), ADVISED),
]
# fmt: on


@table(CASES)
def test_severe_hypercalcaemia_in_cancer_is_an_emergency(case: Case) -> None:
    run(ID, case)


def options(p: PatientRecord) -> str:
    advice = judge(ID, p).advice
    assert advice is not None
    return " ".join(sentence.template for sentence in advice.options)


def test_no_drug_is_named_when_allergies_could_not_be_read() -> None:
    unread = judge(ID, crisis(creatinine(90), unread=("allergies",))).advice
    assert unread is not None
    assert unread.summary == "Hypercalcaemia of malignancy: fluids now; check renal function and allergies"
    named = options(crisis(creatinine(90), unread=("allergies",)))
    assert "Zoledronic" not in named
    assert "Denosumab" not in named


def test_denosumab_stands_in_where_zoledronic_acid_may_not_be_given() -> None:
    advice = judge(ID, crisis(creatinine(400))).advice
    assert advice is not None
    assert advice.summary == "Hypercalcaemia of malignancy: fluids now; consider denosumab"


def test_calcitonin_is_named_above_3_5_only() -> None:
    assert "calcitonin" not in options(patient(LUNG, calcium(3.5)))
    assert "calcitonin" in options(patient(LUNG, calcium(3.51)))
