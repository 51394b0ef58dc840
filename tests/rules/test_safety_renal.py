"""Boundary table of SAFETY-RENAL; what makes a start due is in the tables of the start cards."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, Placed, allergy, condition, drug, given, patient, result
from tests.rules.facts import labs
from tests.rules.table import Case, judge, run, table

ID = "SAFETY-RENAL"
DUE = (BREAST, BONE_METS)
METASTATIC = (BREAST, condition("bone_metastasis", 400))
ON_ZOLEDRONIC = (*METASTATIC, drug("zoledronic_acid", 300, 4, 28))
ON_DENOSUMAB = (*METASTATIC, drug("denosumab", 300, 120, 28))
CHECK = ("creatinine",)


def on_dose(mg: float) -> tuple[Placed, ...]:
    return (*METASTATIC, drug("zoledronic_acid", 300, mg, 28))


def creatinine(before: float, now: float) -> tuple[Placed, ...]:
    """In mg/dL, 310 days ago (zoledronic acid began 300 days ago) and 5 days ago, beside a clearance above 60."""
    return result("creatinine", before, "mg/dL", 310), result("creatinine", now, "mg/dL", 5), *labs(62)


# fmt: off
CASES = [
    Case("start due, no laboratory values: warning", patient(*DUE), ADVISED, indicator="warning", orders=CHECK),
    Case("alendronate for osteoporosis, no cancer on record", patient(drug("alendronate", 100, 70, 7)), NOT_APPLICABLE),
    Case("start due, clearance 85", patient(*DUE, *labs(85)), EXCLUDED),
    Case("start due, clearance 60.1", patient(*DUE, *labs(60.1)), EXCLUDED, edge="crcl_zol_reduce_le"),
    Case("start due, clearance 60: information with the dose", patient(*DUE, *labs(60)), ADVISED, indicator="info", orders=(), edge="crcl_zol_reduce_le"),
    Case("start due, clearance 30: information", patient(*DUE, *labs(30)), ADVISED, indicator="info", edge="crcl_zol_min"),
    Case("start due, clearance 29.9: warning", patient(*DUE, *labs(29.9)), ADVISED, indicator="warning", edge="crcl_zol_min"),
    Case("myeloma, clearance 20: warning", patient(condition("multiple_myeloma"), *labs(20)), ADVISED, indicator="warning"),
    Case("on zoledronic acid, values 30 days old", patient(*ON_ZOLEDRONIC, *labs(ago=30)), EXCLUDED, edge="lab_max_age_days"),
    Case("on zoledronic acid, values 31 days old: warning", patient(*ON_ZOLEDRONIC, *labs(ago=31)), ADVISED, indicator="warning", orders=CHECK, edge="lab_max_age_days"),
    Case("on zoledronic acid, clearance 25: warning, not critical", patient(*ON_ZOLEDRONIC, *labs(25)), ADVISED, indicator="warning"),
    # dose against clearance
    Case("full dose at clearance 60: warning", patient(*ON_ZOLEDRONIC, *labs(60)), ADVISED, indicator="warning"),
    Case("3.5 mg at clearance 50: information", patient(*on_dose(3.5), *labs(50)), ADVISED, indicator="info", edge="zoledronic_acid_reduced_dose"),
    Case("3.5 mg at clearance 49.9: warning", patient(*on_dose(3.5), *labs(49.9)), ADVISED, indicator="warning", edge="zoledronic_acid_reduced_dose"),
    Case("3.3 mg at clearance 40: information", patient(*on_dose(3.3), *labs(40)), ADVISED, indicator="info", edge="zoledronic_acid_reduced_dose"),
    Case("3.3 mg at clearance 39.9: warning", patient(*on_dose(3.3), *labs(39.9)), ADVISED, indicator="warning", edge="zoledronic_acid_reduced_dose"),
    Case("dose not recorded at clearance 45: information", patient(*METASTATIC, drug("zoledronic_acid", 300), *labs(45)), ADVISED, indicator="info"),
    Case("zoledronic acid 5 mg at clearance 35: information", patient(*METASTATIC, given("zoledronic_acid", 300, 5), *labs(35)), ADVISED, indicator="info", edge="crcl_zol5_min"),
    Case("zoledronic acid 5 mg at clearance 34.9: warning", patient(*METASTATIC, given("zoledronic_acid", 300, 5), *labs(34.9)), ADVISED, indicator="warning", edge="crcl_zol5_min"),
    # creatinine that rises
    Case("from 0.8 to 1.3 mg/dL: warning", patient(*ON_ZOLEDRONIC, *creatinine(0.8, 1.3)), ADVISED, indicator="warning", edge="creatinine_rise_normal"),
    Case("from 0.8 to 1.29 mg/dL", patient(*ON_ZOLEDRONIC, *creatinine(0.8, 1.29)), EXCLUDED, edge="creatinine_rise_normal"),
    Case("from 1.39 to 2.0 mg/dL: normal baseline, warning", patient(*ON_ZOLEDRONIC, *creatinine(1.39, 2.0)), ADVISED, indicator="warning", edge="creatinine_baseline_normal_lt"),
    Case("from 1.4 to 2.0 mg/dL: baseline not normal", patient(*ON_ZOLEDRONIC, *creatinine(1.4, 2.0)), EXCLUDED, edge="creatinine_baseline_normal_lt"),
    Case("from 1.4 to 2.4 mg/dL: warning", patient(*ON_ZOLEDRONIC, *creatinine(1.4, 2.4)), ADVISED, indicator="warning", edge="creatinine_rise_abnormal"),
    Case("from 1.4 to 2.39 mg/dL", patient(*ON_ZOLEDRONIC, *creatinine(1.4, 2.39)), EXCLUDED, edge="creatinine_rise_abnormal"),
    Case("the same rise in umol/L: 70 to 115", patient(*ON_ZOLEDRONIC, result("creatinine", 70, "umol/L", 310), result("creatinine", 115, "umol/L", 5), *labs(62)), ADVISED, indicator="warning"),
    Case("a rise on denosumab", patient(*ON_DENOSUMAB, *creatinine(0.8, 1.3)), EXCLUDED),
    Case("no creatinine from before", patient(*ON_ZOLEDRONIC, result("creatinine", 1.3, "mg/dL", 5), *labs(62)), EXCLUDED),
    # denosumab and other agents
    Case("denosumab, clearance 29.9: warning", patient(*ON_DENOSUMAB, *labs(29.9)), ADVISED, indicator="warning", edge="crcl_zol_min"),
    Case("denosumab, clearance 30: information", patient(*ON_DENOSUMAB, *labs(30)), ADVISED, indicator="info", edge="crcl_zol_min"),
    Case("denosumab, clearance 61", patient(*ON_DENOSUMAB, *labs(61)), EXCLUDED),
    Case("alendronate, clearance 45: information", patient(*METASTATIC, drug("alendronate", 300, 70, 7), *labs(45)), ADVISED, indicator="info"),
    # for whom not
    Case("deceased", patient(*DUE, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*DUE, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*DUE, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("no agent, no start due", patient(BREAST, *labs(25)), NOT_APPLICABLE),
    Case("hospice, no agent", patient(*DUE, condition("hospice_care", 3)), NOT_APPLICABLE),
    # not read
    Case("results not read", patient(*DUE, unread=("results",)), CANNOT_TELL),
    Case("drugs not read", patient(*DUE, unread=("medications",)), CANNOT_TELL),
    Case("allergies not read: still a warning", patient(*ON_ZOLEDRONIC, *labs(25), unread=("allergies",)), ADVISED, indicator="warning"),
]
# fmt: on


@table(CASES)
def test_renal_function_is_known_and_the_dose_fits_it(case: Case) -> None:
    run(ID, case)


def said(*events: object, **more: object) -> tuple[str, str]:
    """The summary and all sentences of the advice."""
    advice = judge(ID, patient(*events, **more)).advice  # type: ignore[arg-type]
    assert advice is not None
    return advice.summary, " ".join(s.template for s in (*advice.because, *advice.options))


def test_the_reduced_dose_is_printed_with_the_clearance_it_rests_on() -> None:
    advice = judge(ID, patient(*DUE, *labs(45))).advice
    assert advice is not None
    assert [s.facts["dose"].value for s in advice.options if "{dose}" in s.template] == [3.3]  # type: ignore[union-attr]
    assert [s.facts["value"].value for s in advice.because if "{value}" in s.template] == [45]  # type: ignore[union-attr]


def test_without_clearance_no_dose_is_printed() -> None:
    summary, words = said(*DUE)
    assert "No renal function" in summary
    assert "reduced" not in words


def test_denosumab_is_named_instead_only_where_it_may_be() -> None:
    below = (*ON_ZOLEDRONIC, *labs(25))
    assert "Denosumab needs no renal dose change" in said(*below)[1]
    assert "Denosumab" not in said(*below, allergy("denosumab"))[1]
    assert "Denosumab" not in said(*below, region="CN-2014")[1]
    assert "Denosumab" not in said(*below, unread=("allergies",))[1]


def test_a_patient_on_denosumab_reads_nothing_of_zoledronic_acid() -> None:
    summary, words = said(*ON_DENOSUMAB, *labs(45))
    assert "no dose change" in summary
    assert "oledronic" not in summary + words


def test_a_recent_creatinine_without_weight_is_named() -> None:
    assert "without weight" in said(*DUE, result("creatinine", 0.9, "mg/dL", 5))[1]
