"""Ask for the one fact that is missing and would change the advice: birth date, menopausal or castration status."""

from cards.criteria import menopause, missing_facts
from cards.criteria.everybody import alive
from cards.criteria.indications import ADJUVANT
from cards.criteria.missing_facts import cancer_without_birth_date, castration_status_missing
from cards.logic import all_of, any_of, none_of
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Suggestion
from cards.text import _


def menopausal_status_missing(p: PatientRecord) -> bool:
    "Adjuvant bisphosphonate depends on a menopausal status that is not recorded (age 45 to 59)"
    others = [c for c in ADJUVANT.population if c is not menopause.postmenopausal_or_suppressed]
    if p.birth is None:
        return False
    wanted = all_of(p, *others, menopause.menopausal_status_open)
    return wanted and none_of(p, *ADJUVANT.exclusions, *ADJUVANT.satisfied)


def a_fact_is_missing(p: PatientRecord) -> bool:
    "Birth date, menopausal status or castration status is missing and would change the advice"
    return any_of(p, cancer_without_birth_date, menopausal_status_missing, castration_status_missing)


QUESTIONS = missing_facts.questions(cancer_without_birth_date, menopausal_status_missing, castration_status_missing)


def advise(p: PatientRecord) -> Advice:
    return missing_facts.advice(p, QUESTIONS, menopausal_status_missing)


RECOMMENDATION = Recommendation(
    id="DATA-NEEDED",
    title=_("A missing fact would change the advice"),
    kind="information",
    summary=_("One missing fact would change the bone-health advice: please record it"),
    statements=("S19", "S20"),
    hooks=("patient-view",),
    everybody=(alive,),
    population=(a_fact_is_missing,),
    exclusions=(missing_facts.child, missing_facts.pregnancy_on_record),
    advise=advise,
    suggestions=(
        Suggestion(_("Record the missing fact"), "record_missing_fact"),
        Suggestion(_("LH, FSH and oestradiol"), "menopause_hormones", only_if=(menopausal_status_missing,)),
    ),
    override_reasons=("not-obtainable",),
    merge_into=("BMA-METS-START",),
)
