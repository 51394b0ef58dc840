"""Radiotherapy ordered for a site that was irradiated before and hurts again: what to weigh first."""

from cards.criteria import disease, prognosis, radiotherapy
from cards.criteria import radiotherapy_drafts as drafts
from cards.criteria import reirradiation as again
from cards.criteria.everybody import EVERYBODY
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Recommendation, Suggestion
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    return Advice(because=again.course_words(p), options=again.SCHEDULES)


RECOMMENDATION = Recommendation(
    id="RT-REIRRADIATION",
    part="order",
    title=_("Re-irradiation"),
    kind="indication",
    summary=_("Pain again >= 1 month after radiotherapy: re-irradiation (e.g. 8 Gy) can be considered"),
    statements=("S46",),
    hooks=("order-select",),
    everybody=EVERYBODY,
    population=(
        drafts.radiotherapy_drafted_to_pain,
        disease.has_bone_metastasis_or_myeloma,
        radiotherapy.pain_after_radiotherapy,
    ),
    exclusions=(
        again.cord_dose_limit_reached,
        radiotherapy.radiotherapy_less_than_28_days_ago,
        disease.has_cord_compression,
        prognosis.in_last_weeks,
    ),
    satisfied=(radiotherapy.radiotherapy_ordered_to_pain,),
    advise=advise,
    suggestions=(Suggestion(_("Radiation oncology referral"), "radiation_oncology_referral"),),
    override_reasons=GENERAL_OVERRIDES,
)
