"""Calcium, vitamin D and exercise beside a bone-targeted agent or hormone-depleting therapy."""

from cards.criteria import bone_density, disease, offer, supplements, therapy
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import any_start_due
from cards.criteria.supplement_words import BRIEF, GENERAL, missing_words, vitamin_d_words
from cards.criteria.therapy_words import bone_agent_words, hormone_therapy_words
from cards.logic import any_of, maybe
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Suggestion
from cards.text import _


def agent_or_hormone_therapy(p: PatientRecord) -> bool:
    "On or starting a bone-targeted agent, or on hormone-depleting therapy"
    return any_of(p, therapy.on_bone_agent, bone_density.on_hormone_depleting_therapy, any_start_due)


def advise(p: PatientRecord) -> Advice:
    return Advice(
        because=[
            *bone_agent_words(p),
            *(maybe(lambda: hormone_therapy_words(p)) or []),
            missing_words(
                calcium_listed=supplements.calcium_listed(p), vitamin_d_listed=supplements.vitamin_d_listed(p)
            ),
            vitamin_d_words(p),
        ],
        options=GENERAL,
        brief=[BRIEF],
    )


RECOMMENDATION = Recommendation(
    id="SUPPLEMENT-CA-VITD",
    title=_("Calcium, vitamin D, lifestyle"),
    kind="indication",
    summary=_("Add calcium and vitamin D (about 1000-1200 mg and 800-2000 IU/day) and exercise"),
    statements=("S22", "S27"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(agent_or_hormone_therapy, disease.has_or_had_cancer),
    exclusions=(
        supplements.calcium_above_range,
        supplements.stones_sarcoid_or_hyperparathyroidism,
        disease.in_hospice,
    ),
    satisfied=(supplements.both_listed,),
    advise=advise,
    suggestions=(
        Suggestion(_("Calcium 500-1200 mg daily"), "calcium_daily", only_if=supplements.CALCIUM_OFFER),
        Suggestion(_("Vitamin D 800-2000 IU daily"), "vitamin_d_daily", only_if=supplements.VITAMIN_D_OFFER),
        Suggestion(_("25-OH vitamin D"), "vitamin_d_25oh", only_if=(offer.vitamin_d_missing,)),
    ),
    reminder=True,
    override_reasons=("diet-sufficient", "hypercalcaemia", "stones"),
    merge_into=("BMA-METS-START", "BMA-MYELOMA-START", "ADJ-BP-POSTMENO", "CTIBL-TREAT"),
)
