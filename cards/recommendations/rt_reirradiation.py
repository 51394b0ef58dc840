"""Consider radiotherapy again when pain persists or returns after radiotherapy to the same site."""

from cards.codelists import codelist
from cards.criteria import disease, pain, prognosis, radiotherapy
from cards.criteria.everybody import EVERYBODY
from cards.logic import any_of
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _

DOSE_LIMIT = codelist("cord_dose_limit_reached")


def cord_dose_limit_reached(p: PatientRecord) -> bool:
    "Dose limit of the spinal cord reached, on record"
    return any_of(p, lambda q: q.conditions(DOSE_LIMIT).certain().any(), lambda q: q.results(DOSE_LIMIT).any())


def advise(p: PatientRecord) -> Advice:
    course = radiotherapy.radiotherapy_before_pain(p)
    because = []
    if course is not None:
        facts = {"date": radiotherapy.last_day(course), "site": ", ".join(sorted(course.sites))}
        because = [Sentence(_("Radiotherapy on {date} (site: {site})."), facts)]
    return Advice(
        because=[*because, *pain.pain_words(p)],
        options=[
            Sentence(_("Consider a referral; in use are 8 Gy once, 20 Gy in 5 and 24 Gy in 6 fractions.")),
            Sentence(_("At the spine the dose the cord has already had decides.")),
        ],
    )


RECOMMENDATION = Recommendation(
    id="RT-REIRRADIATION",
    title=_("Re-irradiation"),
    kind="indication",
    summary=_("Pain again >= 1 month after radiotherapy: re-irradiation (e.g. 8 Gy) can be considered"),
    statements=("S46",),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(disease.has_bone_metastasis_or_myeloma, radiotherapy.pain_after_radiotherapy),
    exclusions=(
        cord_dose_limit_reached,
        radiotherapy.radiotherapy_less_than_28_days_ago,
        disease.has_cord_compression,
        prognosis.in_last_weeks,
    ),
    satisfied=(radiotherapy.radiotherapy_ordered_to_pain,),
    advise=advise,
    suggestions=(Suggestion(_("Radiation oncology referral"), "radiation_oncology_referral"),),
    override_reasons=GENERAL_OVERRIDES,
)
