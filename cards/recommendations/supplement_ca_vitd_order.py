"""Calcium, vitamin D and exercise when a bone-targeted agent or hormone-depleting therapy is ordered."""

from cards.criteria import disease, drafts, hormone_drafts, offer, supplements
from cards.criteria.draft_words import draft_words
from cards.criteria.everybody import EVERYBODY
from cards.criteria.supplement_words import BRIEF, GENERAL, missing_words, vitamin_d_words
from cards.criteria.therapy import BONE_AGENTS
from cards.logic import all_of, any_of, unless
from cards.patient import PatientRecord
from cards.recommendation import ANY_CARD, Advice, Recommendation, Suggestion
from cards.text import _


def agent_or_hormone_therapy_drafted(p: PatientRecord) -> bool:
    "A bone-targeted agent or hormone-depleting therapy is being ordered"
    return any_of(p, drafts.bone_agent_drafted, hormone_drafts.hormone_depleting_therapy_drafted)


def calcium_listed_or_drafted(p: PatientRecord) -> bool:
    "Calcium supplement listed or being ordered"
    return any_of(p, supplements.calcium_listed, lambda q: drafts.being_ordered(q, supplements.CALCIUM).any())


def vitamin_d_listed_or_drafted(p: PatientRecord) -> bool:
    "Vitamin D supplement listed or being ordered"
    return any_of(p, supplements.vitamin_d_listed, lambda q: drafts.being_ordered(q, supplements.VITAMIN_D).any())


def both_listed_or_drafted(p: PatientRecord) -> bool:
    "Calcium and vitamin D both listed or being ordered"
    return all_of(p, calcium_listed_or_drafted, vitamin_d_listed_or_drafted)


def advise(p: PatientRecord) -> Advice:
    return Advice(
        because=[
            *draft_words(p, BONE_AGENTS, *hormone_drafts.TRIGGERS),
            missing_words(calcium_listed=calcium_listed_or_drafted(p), vitamin_d_listed=vitamin_d_listed_or_drafted(p)),
            vitamin_d_words(p),
        ],
        options=GENERAL,
        brief=[BRIEF],
    )


RECOMMENDATION = Recommendation(
    id="SUPPLEMENT-CA-VITD",
    part="order",
    title=_("Calcium, vitamin D, lifestyle"),
    kind="indication",
    summary=_("Add calcium and vitamin D (about 1000-1200 mg and 800-2000 IU/day) and exercise"),
    statements=("S22", "S27"),
    hooks=("order-select",),
    everybody=EVERYBODY,
    population=(agent_or_hormone_therapy_drafted, disease.has_or_had_cancer),
    exclusions=(
        supplements.calcium_above_range,
        supplements.stones_sarcoid_or_hyperparathyroidism,
        disease.in_hospice,
    ),
    satisfied=(both_listed_or_drafted,),
    advise=advise,
    suggestions=(
        Suggestion(
            _("Calcium 500-1200 mg daily"),
            "calcium_daily",
            only_if=(unless(calcium_listed_or_drafted), *supplements.CALCIUM_OFFER),
        ),
        Suggestion(
            _("Vitamin D 800-2000 IU daily"),
            "vitamin_d_daily",
            only_if=(unless(vitamin_d_listed_or_drafted), *supplements.VITAMIN_D_OFFER),
        ),
        Suggestion(_("25-OH vitamin D"), "vitamin_d_25oh", only_if=(offer.vitamin_d_missing,)),
    ),
    reminder=True,
    override_reasons=("diet-sufficient", "hypercalcaemia", "stones"),
    merge_into=(ANY_CARD,),
)
