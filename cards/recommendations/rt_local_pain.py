"""Offer radiotherapy for localised pain from bone metastasis or myeloma."""

from cards.criteria import disease, pain, prognosis, radiotherapy
from cards.criteria.everybody import EVERYBODY
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    return Advice(
        because=[*pain.pain_words(p), Sentence(_("No radiotherapy to this site found in the last 28 days."))],
        options=[
            Sentence(_("A radiation oncology referral may be considered; the aim is relief of pain.")),
            Sentence(_("Radiotherapy adds to analgesics, systemic therapy and bone-targeted agents.")),
        ],
    )


RECOMMENDATION = Recommendation(
    id="RT-LOCAL-PAIN",
    title=_("Radiotherapy for local bone pain"),
    kind="indication",
    summary=_("Local pain from bone metastasis: radiotherapy is an effective palliative option"),
    statements=("S25", "S3"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(disease.has_bone_metastasis_or_myeloma, pain.has_local_bone_pain),
    exclusions=(pain.diffuse_bone_pain, prognosis.in_last_weeks, disease.has_cord_compression),
    satisfied=(radiotherapy.radiotherapy_arranged_for_pain,),
    advise=advise,
    suggestions=(Suggestion(_("Radiation oncology referral"), "radiation_oncology_referral"),),
    override_reasons=GENERAL_OVERRIDES,
    merge_into=("RT-REIRRADIATION",),  # after earlier radiotherapy to the site both speak of the same referral
)
