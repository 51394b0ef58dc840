"""What a card says, and must not say, to patients for whom a wrong word could harm."""

import pytest

from cards.partial_date import partial_date
from cards.patient import PatientRecord
from cards.recommendation import Quantity
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
    given,
    patient,
    result,
)
from tests.rules.table import judge

DENTIST = done("dental_examination", 10)
METASTATIC = (BREAST, BONE_METS, DENTIST)
OLD_METASTASIS = condition("bone_metastasis", 900)
MONTHLY = (BREAST, OLD_METASTASIS, DENTIST, drug("zoledronic_acid", 800, 4, 28))
LOW_CALCIUM = (result("creatinine_clearance", 85, "mL/min"), result("calcium_corrected", 2.09, "mmol/L"))
LOW_CLEARANCE = (result("creatinine_clearance", 29, "mL/min"), result("calcium_corrected", 2.35, "mmol/L"))
ONJ, JAW_HEALED = condition("osteonecrosis_of_jaw", 40), condition("osteonecrosis_of_jaw", 900, standing="ended")
LETROZOLE, T_SCORE = drug("aromatase_inhibitors", 500), result("t_score_lumbar_spine", -2.1, "{score}", 100)


def said(recommendation_id: str, of: PatientRecord) -> tuple[str, str]:
    """Summary and all sentences (templates) of the advice."""
    assessment = judge(recommendation_id, of)
    assert assessment.advice is not None, assessment.verdict
    advice = assessment.advice
    return advice.summary or assessment.recommendation.summary, " ".join(
        s.template for s in (*advice.because, *advice.options)
    )


MYELOMA = (condition("multiple_myeloma", 100), DENTIST)


@pytest.mark.parametrize(
    ("recommendation_id", "sick"), [("BMA-METS-START", METASTATIC), ("BMA-MYELOMA-START", MYELOMA)]
)
def test_the_summary_of_a_start_names_no_drug_before_what_comes_first(
    recommendation_id: str, sick: tuple[Placed, ...]
) -> None:
    for first, word in (((*LOW_CALCIUM,), "low calcium"), ((*NORMAL_LABS, ONJ), "jaw osteonecrosis")):
        summary, _words = said(recommendation_id, patient(*sick, *first))
        assert word in summary
        assert "denosumab" not in summary.lower()
        assert "zoledronic" not in summary.lower()


def test_castration_status_not_recorded_stands_in_the_summary() -> None:
    unknown = patient(PROSTATE, BONE_METS, DENTIST, *NORMAL_LABS, sex="male")
    assert "if castration-resistant" in said("BMA-METS-START", unknown)[0]
    resistant = patient(PROSTATE, condition("castration_resistant"), BONE_METS, DENTIST, *NORMAL_LABS, sex="male")
    assert "if castration-resistant" not in said("BMA-METS-START", resistant)[0]


JAW_CARDS = [
    ("BMA-PAIN-ADJUNCT", (*METASTATIC, condition("bone_pain_diffuse", 5))),
    ("ADJ-BP-POSTMENO", (condition("breast_cancer_invasive", 100), condition("postmenopausal", 900), DENTIST)),
    ("CTIBL-TREAT", (BREAST, LETROZOLE, T_SCORE, DENTIST)),
    ("BMA-DEESCALATE-Q12W", MONTHLY),
]


@pytest.mark.parametrize(("recommendation_id", "sick"), JAW_CARDS, ids=[row[0] for row in JAW_CARDS])
def test_every_card_that_names_a_drug_says_that_the_jaw_comes_first(
    recommendation_id: str, sick: tuple[Placed, ...]
) -> None:
    assert "Osteonecrosis of the jaw is active" in said(recommendation_id, patient(*sick, *NORMAL_LABS, ONJ))[1]
    assert (
        "Osteonecrosis of the jaw in the past" in said(recommendation_id, patient(*sick, *NORMAL_LABS, JAW_HEALED))[1]
    )
    assert "Osteonecrosis" not in said(recommendation_id, patient(*sick, *NORMAL_LABS))[1]


@pytest.mark.parametrize(
    ("more", "named", "not_named"),
    [
        ((*NORMAL_LABS, allergy("denosumab")), "a bisphosphonate", "denosumab"),
        ((*NORMAL_LABS, allergy("alendronate")), "denosumab", "bisphosphonate"),
        (LOW_CLEARANCE, "denosumab", "bisphosphonate"),
        ((*LOW_CLEARANCE, allergy("denosumab")), "specialist advice", "denosumab"),
    ],
)
def test_the_summary_of_bone_loss_names_only_what_may_be_taken(
    more: tuple[Placed, ...], named: str, not_named: str
) -> None:
    summary, _words = said("CTIBL-TREAT", patient(BREAST, LETROZOLE, T_SCORE, DENTIST, *more))
    assert named in summary
    assert not_named not in summary


@pytest.mark.parametrize("unread", [(), ("family_history",)], ids=["nothing found", "not read"])
def test_not_recorded_and_not_readable_are_different_sentences(unread: tuple[str, ...]) -> None:
    words = said("CTIBL-TREAT", patient(BREAST, LETROZOLE, T_SCORE, DENTIST, *NORMAL_LABS, unread=unread))[1]
    assert ("Family hip fracture not recorded" in words) is (not unread)
    assert ("Hip fracture in the family: could not be read" in words) is bool(unread)


def test_creatinine_without_a_unit_is_not_called_missing() -> None:
    severe = (BREAST, result("calcium_corrected", 3.2, "mmol/L", 1), result("creatinine", 1.0, None, 1))
    words = said("HCM-EMERGENCY", patient(*severe))[1]
    assert "could not be read" in words
    assert "none found" not in words


def test_pain_alone_is_not_called_progression() -> None:
    on_it = (BREAST, OLD_METASTASIS, DENTIST, drug("pamidronate", 200, 90, 28), *NORMAL_LABS)
    hurts = (condition("bone_pain", 30), result("pain_score", 6, "{score}", 5))
    assert "progresses" not in said("DENOSUMAB-BP-INADEQUATE", patient(*on_it, *hurts))[0]
    assert "progresses" in said("DENOSUMAB-BP-INADEQUATE", patient(*on_it, condition("bone_progression", 20)))[0]


def test_denosumab_is_no_way_out_of_a_low_clearance_while_calcium_is_low() -> None:
    taken = (
        BREAST,
        OLD_METASTASIS,
        DENTIST,
        drug("zoledronic_acid", 200, 4, 28),
        result("creatinine_clearance", 25, "mL/min"),
    )
    assert "Denosumab" in said("SAFETY-RENAL", patient(*taken, result("calcium_corrected", 2.35, "mmol/L")))[1]
    assert "Denosumab" not in said("SAFETY-RENAL", patient(*taken, result("calcium_corrected", 2.0, "mmol/L")))[1]


def test_less_often_is_offered_only_where_it_was_studied_and_is_new() -> None:
    words = "every 12 weeks is a way to give less"
    assert words in said("BMA-CONTINUE-REVIEW", patient(*MONTHLY, *NORMAL_LABS))[1]
    rarely = (BREAST, OLD_METASTASIS, DENTIST, drug("zoledronic_acid", 800, 4, 84))
    assert words not in said("BMA-CONTINUE-REVIEW", patient(*rarely, *NORMAL_LABS))[1]
    lung = (condition("lung_cancer", 900), OLD_METASTASIS, DENTIST, drug("zoledronic_acid", 800, 4, 28))
    assert words not in said("BMA-CONTINUE-REVIEW", patient(*lung, *NORMAL_LABS))[1]


def test_a_birth_year_is_enough_for_words_and_clearance() -> None:
    labs = (
        result("creatinine", 1.0, "mg/dL"),
        result("body_weight", 72, "kg"),
        result("calcium_corrected", 2.35, "mmol/L"),
    )
    known = patient(condition("breast_cancer_invasive", 100), DENTIST, *labs)
    rough = PatientRecord(known.today, known.guideline, known.region, known.tables, partial_date("1956"), "female")
    advice = judge("ADJ-BP-POSTMENO", rough).advice
    assert advice is not None
    facts = [fact for one in advice.because for fact in one.facts.values()]
    assert "69-70" in facts
    assert Quantity(59.5, "mL/min") in facts  # (140 - 70) * 72 / (72 * 1.0) * 0.85: the older of the two ages


def test_an_old_dental_check_is_not_called_missing() -> None:
    summary = said("SAFETY-DENTAL", patient(BREAST, BONE_METS, done("dental_examination", 181), *NORMAL_LABS))[0]
    assert summary.startswith("No recent dental check")


def test_last_dose_of_denosumab_asks_to_consider() -> None:
    stopped = patient(BREAST, DENTIST, given("denosumab", 200, 60, 182), *NORMAL_LABS)
    assert "consider" in said("DENOSUMAB-STOP-REBOUND", stopped)[0]
