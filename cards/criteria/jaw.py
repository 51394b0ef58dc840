"""Questions about jaw and teeth under a bone-targeted agent: osteonecrosis, oral surgery not healed or planned."""

from cards.codelists import codelist
from cards.criteria import caution
from cards.logic import any_of, maybe
from cards.patient import PatientRecord
from cards.recommendation import Sentence
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


def jaw_words(p: PatientRecord) -> list[Sentence]:
    """What is known of jaw and teeth, with dates; NotKnown when the conditions were not read."""
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
