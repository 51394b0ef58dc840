"""Sentences about the orders being written: drug, dose and rhythm as the draft states them."""

from cards.codelists import Codelist
from cards.criteria.drafts import being_ordered
from cards.events import Event
from cards.patient import PatientRecord
from cards.recommendation import Fact, Sentence
from cards.text import _


def draft_words(p: PatientRecord, *codelists: Codelist) -> list[Sentence]:
    """One sentence for each draft of these lists, with what it states of dose and interval."""
    return [_words(event) for event in being_ordered(p, *codelists).all()]


def _words(event: Event) -> Sentence:
    mg, every = event.dose.mg, event.dose.interval_days
    facts: dict[str, Fact] = {"order": event.meaning, "mg": mg, "days": every}
    if mg is not None and every is not None:
        return Sentence(_("Being ordered: {order}, {mg} mg every {days} days."), facts)
    if mg is not None:
        return Sentence(_("Being ordered: {order}, {mg} mg."), facts)
    return Sentence(_("Being ordered: {order}."), facts)
