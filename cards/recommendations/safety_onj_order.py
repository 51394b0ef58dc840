"""A bone-targeted agent ordered with a jaw at risk, or dental surgery ordered under a bone-targeted agent."""

from cards.criteria import caution, jaw, therapy
from cards.criteria.draft_words import draft_words
from cards.criteria.drafts import being_ordered, bone_agent_drafted
from cards.criteria.everybody import EVERYBODY
from cards.criteria.therapy_words import bone_agent_words
from cards.events import Event
from cards.logic import all_of, any_of, maybe
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def dental_surgery_drafted(p: PatientRecord) -> bool:
    "Dental surgery is being ordered"
    return being_ordered(p, jaw.SURGERY).any()


def agent_or_surgery_drafted(p: PatientRecord) -> bool:
    "A bone-targeted agent is being ordered, or dental surgery for somebody who takes one"
    return any_of(p, bone_agent_drafted, lambda q: all_of(q, dental_surgery_drafted, therapy.on_bone_agent))


def jaw_at_risk_at_order(p: PatientRecord) -> bool:
    "Active osteonecrosis of the jaw, or oral surgery not healed, planned or being ordered"
    return any_of(p, jaw.jaw_at_risk, dental_surgery_drafted)


def concerned_drafts(p: PatientRecord) -> list[Event]:
    """The drafts of bone-targeted agents and of dental surgery."""
    return [*being_ordered(p, therapy.BONE_AGENTS).all(), *being_ordered(p, jaw.SURGERY).all()]


def advise(p: PatientRecord) -> Advice:
    active = maybe(lambda: all_of(p, caution.has_jaw_osteonecrosis, bone_agent_drafted))
    words = [*(maybe(lambda: jaw.jaw_words(p)) or ())]
    return Advice(
        because=[*words, *draft_words(p, therapy.BONE_AGENTS, jaw.SURGERY), *bone_agent_words(p)],
        options=[
            Sentence(_("To decide with the dentist or oral surgeon: go on, interrupt, or start later.")),
            Sentence(_("Elective surgery of jaw and teeth is avoided during therapy at oncologic dose.")),
        ],
        indicator="critical" if active else "warning",
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-ONJ",
    part="order",
    title=_("Active jaw osteonecrosis or invasive dental work"),
    kind="safety",
    summary=_("Jaw osteonecrosis or planned oral surgery: review bone agent with the dentist first"),
    statements=("S27",),
    hooks=("order-select",),
    everybody=EVERYBODY,
    population=(agent_or_surgery_drafted, jaw_at_risk_at_order),
    advise=advise,
    suggestions=(
        Suggestion(_("Oral surgery consultation"), "oral_surgery_consult"),
        Suggestion(_("Hold: remove the draft"), drafts=concerned_drafts),
    ),
    override_reasons=("joint-decision-made", "emergency-extraction"),
)
