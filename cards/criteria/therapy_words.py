"""Sentences about the drugs that bear on bone: hormone therapy and bone-targeted agents, with their dates."""

from cards.criteria.bone_density import trigger_therapies
from cards.criteria.therapy import BONE_AGENTS, current, known_courses
from cards.events import Event
from cards.logic import maybe
from cards.patient import PatientRecord
from cards.recommendation import Sentence
from cards.text import _


def hormone_therapy_words(p: PatientRecord) -> list[Sentence]:
    """Each hormone-depleting therapy once, with the earliest start on record."""
    first: dict[str, Event] = {}
    for event in trigger_therapies(p):
        known = first.get(event.meaning)
        if known is None or known.on is None:
            first[event.meaning] = event
    return [
        Sentence(_("Hormone therapy: {therapy} (since: {date})."), {"therapy": e.meaning, "date": e.on})
        for e in first.values()
    ]


def bone_agent_words(p: PatientRecord) -> list[Sentence]:
    """The bone-targeted agent taken now with the date of its order or last dose; nothing when none is taken."""
    agent = maybe(lambda: current(p, BONE_AGENTS))
    if agent is None:
        return []
    return [Sentence(_("Bone-targeted agent: {drug} ({date})."), {"drug": agent.meaning, "date": agent.on})]


def earlier_agent_words(p: PatientRecord) -> Sentence:
    """The bone-targeted agent taken last, of a patient who takes none now; or that none was found."""
    courses = known_courses(p, BONE_AGENTS)
    if not courses:
        return Sentence(_("No bone-targeted agent found."))
    newest = max(courses, key=lambda e: ((e.until or e.on) is not None, e.until or e.on, e.ref))
    facts = {"drug": newest.meaning, "date": newest.until or newest.on}
    return Sentence(_("Bone-targeted agent last on record: {drug} ({date}); none found since."), facts)
