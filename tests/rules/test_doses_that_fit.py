"""Every card that names zoledronic acid names the dose that fits this patient's clearance (decision table, crcl rows)."""

import pytest

from cards.patient import PatientRecord
from cards.recommendation import Quantity
from tests.chart import BONE_METS, BREAST, condition, drug, patient, result
from tests.rules.facts import DENTIST, labs
from tests.rules.table import judge

POST_MENOPAUSE = (condition("breast_cancer_invasive", 150), condition("postmenopausal"))
BONE_LOSS = (BREAST, drug("aromatase_inhibitors", 400), result("t_score_lumbar_spine", -2.6, "{score}", 100))
CHARTS = {
    "BMA-METS-START": (BREAST, BONE_METS),
    "BMA-MYELOMA-START": (condition("multiple_myeloma"), condition("neoplastic_fracture", 100)),
    "ADJ-BP-POSTMENO": POST_MENOPAUSE,
    "CTIBL-TREAT": BONE_LOSS,
}
# The label's reduced doses of the 4 mg product: above 60 none, 50-60 3.5, 40-49 3.3, 30-39 3.0 mg (GUIDELINE 2, renal rules).
STEPS = [(60.1, 4.0), (60, 3.5), (50, 3.5), (49.9, 3.3), (40, 3.3), (39.9, 3.0), (30, 3.0)]


def named(recommendation: str, chart: PatientRecord) -> list[float]:
    """The doses in mg of zoledronic acid that the options name; 4 stands in the sentence itself."""
    advice = judge(recommendation, chart).advice
    assert advice is not None
    rows = [one for one in advice.options if one.template.startswith("Zoledronic acid") and "every" in one.template]
    doses = [one.facts.get("dose") for one in rows]
    written = [4.0] * sum("4 mg" in one.template for one in rows)
    return [dose.value for dose in doses if isinstance(dose, Quantity)] + written


@pytest.mark.parametrize("recommendation", CHARTS)
@pytest.mark.parametrize(("clearance", "dose"), STEPS, ids=[f"clearance {c}" for c, _ in STEPS])
def test_the_dose_fits_the_clearance(recommendation: str, clearance: float, dose: float) -> None:
    assert named(recommendation, patient(*CHARTS[recommendation], DENTIST, *labs(clearance))) == [dose]


@pytest.mark.parametrize("recommendation", CHARTS)
def test_without_a_clearance_no_dose_is_named(recommendation: str) -> None:
    chart = patient(*CHARTS[recommendation], DENTIST, labs()[1])
    advice = judge(recommendation, chart).advice
    assert advice is not None
    assert any("its dose set by creatinine clearance" in one.template for one in advice.options)
    assert named(recommendation, chart) == []


@pytest.mark.parametrize("recommendation", ["BMA-METS-START", "BMA-MYELOMA-START", "CTIBL-TREAT"])
def test_below_30_zoledronic_acid_is_no_option(recommendation: str) -> None:
    chart = patient(*CHARTS[recommendation], DENTIST, *labs(29.9))
    assert named(recommendation, chart) == []
