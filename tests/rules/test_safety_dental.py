"""Boundary table of SAFETY-DENTAL; what makes a start due is in the tables of the start cards."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, NORMAL_LABS, condition, done, drug, ordered, patient, result, visit
from tests.rules.facts import labs
from tests.rules.table import Case, judge, run, table

ID = "SAFETY-DENTAL"
NEW = (BREAST, BONE_METS)
COMPLETE = (*NEW, *NORMAL_LABS)
ADJUVANT = (condition("breast_cancer_invasive", 100), condition("postmenopausal", 900), *NORMAL_LABS)

# fmt: off
CASES = [
    Case("bone metastasis, start due, no dentist on record", patient(*COMPLETE), ADVISED, indicator="info", orders=("dental_assessment",)),
    Case("myeloma", patient(condition("multiple_myeloma"), *NORMAL_LABS), ADVISED),
    Case("adjuvant bisphosphonate due", patient(*ADJUVANT), ADVISED),
    Case("bone loss only: low dose", patient(BREAST, drug("aromatase_inhibitors", 500), result("t_score_hip", -2.6, "{score}", 90), *NORMAL_LABS), NOT_APPLICABLE),
    Case("deceased", patient(*COMPLETE, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*COMPLETE, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*COMPLETE, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("on an agent already", patient(*COMPLETE, drug("denosumab", 60, 120, 28)), NOT_APPLICABLE),
    Case("hospice: no start", patient(*COMPLETE, condition("hospice_care", 3)), NOT_APPLICABLE),
    Case("calcium 3.0: emergency first", patient(*NEW, *labs(calcium=3.0, ago=2)), EXCLUDED, edge="hypercalcaemia_critical_mmol"),
    Case("calcium 2.99", patient(*NEW, *labs(calcium=2.99, ago=2)), ADVISED, edge="hypercalcaemia_critical_mmol"),
    Case("calcium 3.2 seven days ago", patient(*NEW, *labs(calcium=3.2, ago=7)), EXCLUDED, edge="hcm_max_age_days"),
    Case("calcium 3.2 eight days ago", patient(*NEW, *labs(calcium=3.2, ago=8)), ADVISED, edge="hcm_max_age_days"),
    Case("examined 180 days ago", patient(*COMPLETE, done("dental_examination", 180)), EXCLUDED, edge="dental_max_age_days"),
    Case("examined 181 days ago", patient(*COMPLETE, done("dental_examination", 181)), ADVISED, edge="dental_max_age_days"),
    Case("visit to the dentist", patient(*COMPLETE, visit("dental_examination", 20)), EXCLUDED),
    Case("referred", patient(*COMPLETE, ordered("dental_referral", 5)), EXCLUDED),
    Case("procedures not read", patient(*COMPLETE, unread=("procedures",)), CANNOT_TELL),
    Case("drugs not read", patient(*COMPLETE, unread=("medications",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_teeth_are_looked_at_before_the_first_dose(case: Case) -> None:
    run(ID, case)


def test_before_a_dose_that_is_not_the_first_it_says_next() -> None:
    for before, words in ((), ""), ((drug("zoledronic_acid", 900, 4, 28, standing="ended"),), "before the next dose"):
        advice = judge(ID, patient(*COMPLETE, *before)).advice
        assert advice is not None
        assert words in advice.summary
        assert bool(advice.summary) == bool(before)
