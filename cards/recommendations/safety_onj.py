"""Osteonecrosis of the jaw or planned oral surgery under a bone-targeted agent: first the dentist."""

from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import agent_taken_or_due
from cards.criteria.jaw import jaw_at_risk, jaw_words
from cards.criteria.therapy_words import bone_agent_words
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    agent = bone_agent_words(p) or [Sentence(_("A bone-targeted agent would be started."))]
    return Advice(
        because=[*jaw_words(p), *agent],
        options=[
            Sentence(_("To decide with the dentist or oral surgeon: go on, interrupt, or start later.")),
            Sentence(_("Elective surgery of jaw and teeth is avoided during therapy at oncologic dose.")),
        ],
        indicator="warning",
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-ONJ",
    title=_("Active jaw osteonecrosis or invasive dental work"),
    kind="safety",
    summary=_("Jaw osteonecrosis or planned oral surgery: review bone agent with the dentist first"),
    statements=("S27",),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(agent_taken_or_due, jaw_at_risk),
    advise=advise,
    suggestions=(Suggestion(_("Oral surgery consultation"), "oral_surgery_consult"),),
    override_reasons=("joint-decision-made", "emergency-extraction"),
)
