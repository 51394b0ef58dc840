"""Ask for the one fact that is missing and keeps an order of a bone-targeted agent from being judged."""

from cards.criteria import adjuvant, dose_drafts, drafts, hormone_drafts, missing_facts
from cards.criteria.everybody import alive
from cards.criteria.missing_facts import cancer_without_birth_date, castration_status_missing
from cards.logic import all_of, any_of, none_of
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Suggestion
from cards.text import _


def menopause_decides_the_order(p: PatientRecord) -> bool:
    "Whether the bisphosphonate being ordered can help depends on a menopausal status not recorded (age 45 to 59)"
    if p.birth is None:
        return False
    others = [c for c in adjuvant.NO_BENEFIT.population if c is not hormone_drafts.premenopausal]
    wanted = all_of(p, *others, hormone_drafts.menopausal_status_open_with_the_order)
    return wanted and none_of(p, *adjuvant.NO_BENEFIT.exclusions)


def castration_decides_the_order(p: PatientRecord) -> bool:
    "Whether the dose being ordered can help depends on a castration status not recorded"
    return all_of(p, dose_drafts.skeletal_event_dose_drafted, castration_status_missing)


def a_fact_decides_the_order(p: PatientRecord) -> bool:
    "Birth date, menopausal status or castration status is missing and decides about the order"
    return any_of(p, cancer_without_birth_date, menopause_decides_the_order, castration_decides_the_order)


QUESTIONS = missing_facts.questions(
    cancer_without_birth_date, menopause_decides_the_order, castration_decides_the_order
)


def advise(p: PatientRecord) -> Advice:
    return missing_facts.advice(p, QUESTIONS, menopause_decides_the_order)


RECOMMENDATION = Recommendation(
    id="DATA-NEEDED",
    part="order",
    title=_("A missing fact would change the advice"),
    kind="information",
    summary=_("One missing fact would change the bone-health advice: please record it"),
    statements=("S19", "S20"),
    hooks=("order-select",),
    everybody=(alive,),
    population=(drafts.bone_agent_drafted, a_fact_decides_the_order),
    exclusions=(missing_facts.child, missing_facts.pregnancy_on_record),
    advise=advise,
    suggestions=(
        Suggestion(_("Record the missing fact"), "record_missing_fact"),
        Suggestion(_("LH, FSH and oestradiol"), "menopause_hormones", only_if=(menopause_decides_the_order,)),
    ),
    override_reasons=("not-obtainable",),
)
