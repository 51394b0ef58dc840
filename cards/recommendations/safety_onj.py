"""Osteonecrosis of the jaw or planned oral surgery under a bone-targeted agent: first the dentist."""

from cards.codelists import codelist
from cards.criteria import caution
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import agent_taken_or_due
from cards.criteria.therapy_words import bone_agent_words
from cards.logic import any_of, maybe
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _

SURGERY = codelist("dental_surgery")


def oral_surgery_healing(p: PatientRecord) -> bool:
    "Oral surgery in the last 56 days: the wound may not have healed"
    recent = p.procedures(SURGERY).standing("done", "active").within(p.days("oral_surgery_healing_days"))
    return recent.any()


def oral_surgery_planned(p: PatientRecord) -> bool:
    "Extraction, implant or other oral surgery ordered or planned"
    return any_of(
        p,
        lambda q: q.orders(SURGERY).standing("active", "on-hold", "planned").any(),
        lambda q: q.procedures(SURGERY).standing("planned").any(),
    )


def jaw_at_risk(p: PatientRecord) -> bool:
    "Active osteonecrosis of the jaw, oral surgery not healed, or oral surgery planned"
    return any_of(p, caution.has_jaw_osteonecrosis, oral_surgery_healing, oral_surgery_planned)


def _jaw_words(p: PatientRecord) -> list[Sentence]:
    jaw = p.conditions(caution.JAW).certain().latest()
    words = []
    if jaw is not None and caution.has_jaw_osteonecrosis(p):
        words.append(Sentence(_("Osteonecrosis of the jaw on record ({date})."), {"date": jaw.on}))
    elif jaw is not None:
        words.append(Sentence(_("Osteonecrosis of the jaw in the past ({date}): caution."), {"date": jaw.on}))
    if maybe(lambda: oral_surgery_healing(p)):
        done = p.procedures(SURGERY).standing("done", "active").latest()
        words.append(Sentence(_("Oral surgery {date}: healing to be confirmed."), {"date": done.on if done else None}))
    if maybe(lambda: oral_surgery_planned(p)):
        words.append(Sentence(_("Oral surgery is planned.")))
    return words


def advise(p: PatientRecord) -> Advice:
    agent = bone_agent_words(p) or [Sentence(_("A bone-targeted agent would be started."))]
    return Advice(
        because=[*_jaw_words(p), *agent],
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
