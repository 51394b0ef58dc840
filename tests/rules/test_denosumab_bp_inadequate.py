"""Boundary table of DENOSUMAB-BP-INADEQUATE."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BREAST, NORMAL_LABS, PROSTATE, Placed, allergy, condition, drug, given, patient, result
from tests.rules.facts import DENTIST, labs, months, score
from tests.rules.table import Case, judge, run, table

ID = "DENOSUMAB-BP-INADEQUATE"
METASTASIS = condition("bone_metastasis", 820)
ZOLEDRONIC = drug("zoledronic_acid", 800, 4, 28)
EVENT = condition("skeletal_event", 60)
ON_IT = (BREAST, METASTASIS, ZOLEDRONIC, DENTIST)
STABLE = (*ON_IT, *NORMAL_LABS)
FAILING = (*STABLE, EVENT)
PAIN = condition("bone_pain", 40)
DENOSUMAB = ("denosumab_120_q4w",)


def on_it_for(days: int) -> tuple[Placed, ...]:
    return (BREAST, METASTASIS, drug("zoledronic_acid", days, 4, 28), *NORMAL_LABS)


# fmt: off
CASES = [
    Case("skeletal event 2 months ago on zoledronic acid", patient(*FAILING), ADVISED, indicator="info", orders=DENOSUMAB),
    Case("bisphosphonate for 90 days", patient(*on_it_for(90), condition("skeletal_event", 20)), ADVISED, edge="bp_inadequate_min_days"),
    Case("bisphosphonate for 89 days", patient(*on_it_for(89), condition("skeletal_event", 20)), NOT_APPLICABLE, edge="bp_inadequate_min_days"),
    Case("adjuvant before, metastasis for 90 days", patient(BREAST, condition("bone_metastasis", 90), ZOLEDRONIC, EVENT, *NORMAL_LABS), ADVISED, edge="bp_inadequate_min_days"),
    Case("adjuvant before, metastasis for 89 days", patient(BREAST, condition("bone_metastasis", 89), ZOLEDRONIC, EVENT, *NORMAL_LABS), NOT_APPLICABLE, edge="bp_inadequate_min_days"),
    Case("event the day after the bisphosphonate began", patient(*on_it_for(100), condition("skeletal_event", 99)), ADVISED),
    Case("event the day the bisphosphonate began", patient(*on_it_for(100), condition("skeletal_event", 100)), NOT_APPLICABLE),
    Case("event 183 days ago", patient(*STABLE, condition("skeletal_event", 183)), ADVISED, edge="recent_sre_days"),
    Case("event 184 days ago", patient(*STABLE, condition("skeletal_event", 184)), NOT_APPLICABLE, edge="recent_sre_days"),
    Case("progression as a condition", patient(*STABLE, condition("bone_progression", 50)), ADVISED),
    Case("progression in a report", patient(*STABLE, result("bone_progression", ago=50, answers="present")), ADVISED),
    Case("progression looked for and absent", patient(*STABLE, result("bone_progression", ago=50, answers="absent")), NOT_APPLICABLE),
    Case("bone pain, score 4", patient(*STABLE, PAIN, score("pain_score", 4)), ADVISED, edge="rt_local_pain_score_min"),
    Case("bone pain, score 3", patient(*STABLE, PAIN, score("pain_score", 3)), NOT_APPLICABLE, edge="rt_local_pain_score_min"),
    Case("bone pain, score 30 days ago", patient(*STABLE, PAIN, score("pain_score", 6, 30)), ADVISED, edge="pain_max_age_days"),
    Case("bone pain, score 31 days ago", patient(*STABLE, PAIN, score("pain_score", 6, 31)), NOT_APPLICABLE, edge="pain_max_age_days"),
    Case("score 6 without bone pain on record", patient(*STABLE, score("pain_score", 6)), NOT_APPLICABLE),
    Case("calcium not found: no order", patient(*ON_IT, EVENT), ADVISED, orders=("creatinine", "calcium")),
    # for whom not
    Case("deceased", patient(*FAILING, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*FAILING, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*FAILING, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("stable on zoledronic acid", patient(*STABLE), NOT_APPLICABLE),
    Case("bone metastasis resolved", patient(BREAST, condition("bone_metastasis", 820, standing="ended"), ZOLEDRONIC, EVENT, *NORMAL_LABS), NOT_APPLICABLE),
    Case("not on a bisphosphonate", patient(BREAST, METASTASIS, EVENT, *NORMAL_LABS), NOT_APPLICABLE),
    Case("bisphosphonate lapsed", patient(BREAST, METASTASIS, given("zoledronic_acid", 121, 4, 28), EVENT, *NORMAL_LABS), NOT_APPLICABLE),
    Case("hospice", patient(*FAILING, condition("hospice_care", 3)), EXCLUDED),
    Case("ECOG 4", patient(*FAILING, score("ecog", 4)), EXCLUDED, edge="ecog_no_start"),
    Case("ECOG 3", patient(*FAILING, score("ecog", 3)), ADVISED, edge="ecog_no_start"),
    Case("life expectancy 2.9 months", patient(*FAILING, months(2.9)), EXCLUDED, edge="life_expectancy_min_months"),
    Case("life expectancy 3 months", patient(*FAILING, months(3)), ADVISED, edge="life_expectancy_min_months"),
    Case("hormone-sensitive prostate cancer", patient(*FAILING, PROSTATE, condition("castration_sensitive"), sex="male"), EXCLUDED),
    Case("primary bone tumour", patient(*FAILING, condition("primary_bone_malignancy")), EXCLUDED),
    Case("myeloma: no superiority there", patient(*FAILING, condition("multiple_myeloma")), EXCLUDED),
    Case("calcium 2.09", patient(*ON_IT, EVENT, *labs(calcium=2.09)), EXCLUDED, edge="calcium_lower_mmol"),
    Case("calcium 2.1", patient(*ON_IT, EVENT, *labs(calcium=2.1)), ADVISED, edge="calcium_lower_mmol"),
    Case("allergy to denosumab", patient(*FAILING, allergy("denosumab")), EXCLUDED),
    Case("osteonecrosis of the jaw", patient(*FAILING, condition("osteonecrosis_of_jaw", 20)), EXCLUDED),
    Case("China 2014: denosumab not marketed", patient(*FAILING, region="CN-2014"), EXCLUDED),
    Case("on denosumab already", patient(*FAILING, drug("denosumab", 20, 120, 28)), EXCLUDED),
    Case("denosumab declined 183 days ago", patient(*FAILING, drug("denosumab", 183, 120, 28, standing="refused")), EXCLUDED, edge="decline_memory_days"),
    Case("denosumab declined 184 days ago", patient(*FAILING, drug("denosumab", 184, 120, 28, standing="refused")), ADVISED, edge="decline_memory_days"),
    # not read
    Case("drugs not read", patient(*FAILING, unread=("medications",)), CANNOT_TELL),
    Case("results not read", patient(*FAILING, unread=("results",)), CANNOT_TELL),
    Case("allergies not read", patient(*FAILING, unread=("allergies",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_denosumab_may_follow_a_bisphosphonate_that_falls_short(case: Case) -> None:
    run(ID, case)


def test_only_the_signs_that_hold_are_named() -> None:
    advice = judge(ID, patient(*FAILING)).advice
    assert advice is not None
    words = " ".join(s.template for s in advice.because)
    assert "Skeletal event under it" in words
    assert "Progression" not in words
    assert "Pain" not in words
