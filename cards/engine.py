"""Three-valued assessment: every criterion of a recommendation is asked; the answers are the explanation.

A criterion answers yes, no, or (NotKnown) cannot tell. Order never matters, and knowing less can only turn an answer
into "cannot tell", so taking data away never adds advice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from cards.events import Consulted, Event, NotKnown
from cards.patient import PatientRecord
from cards.recommendation import Advice, Criterion, Recommendation, Suggestion

ADVISED, EXCLUDED, NOT_APPLICABLE, CANNOT_TELL = "ADVISED", "EXCLUDED", "NOT_APPLICABLE", "CANNOT_TELL"
UNASKED: Mapping[Criterion, "Answer"] = MappingProxyType({})


class Answer(NamedTuple):
    """One criterion's answer for one patient: True, False, or None with what is not known."""

    holds: bool | None
    not_known: str
    consulted: tuple[Consulted, ...]


class Assessment(NamedTuple):
    """One recommendation for one patient: the verdict and every answer behind it.

    Where a quick interview stopped early there are no answers: nobody is told of them.
    """

    recommendation: Recommendation
    verdict: str
    answers: Mapping[Criterion, Answer]
    advice: Advice | None = None
    suggestions: tuple[Suggestion, ...] = ()
    consulted: tuple[Consulted, ...] = ()

    @property
    def evidence(self) -> list[Event]:
        """The events the advice rests on, each once, in order of mention."""
        rows = [e for c in self._looked_up() for e in c.events]
        return list({(e.ref, e.meaning): e for e in rows}.values())

    @property
    def not_found(self) -> list[str]:
        """What was looked for, read completely, and is not on record."""
        found = {c.sought for c in self._looked_up() if c.events}
        return list(dict.fromkeys(c.sought for c in self._looked_up() if not c.events and c.sought not in found))

    @property
    def not_read(self) -> list[str]:
        """What could not be answered, in plain words."""
        return list(dict.fromkeys(a.not_known for a in self.answers.values() if a.holds is None))

    def _looked_up(self) -> Iterable[Consulted]:
        for answer in self.answers.values():
            yield from answer.consulted
        yield from self.consulted


class Interview:
    """Asks one patient; each criterion once, however many recommendations share it.

    A thorough interview asks everything, for the explanation. Otherwise it stops where silence is decided: one failing
    population criterion or one exclusion that holds is enough. Who is advised, and what stays open, is the same;
    whether a silent recommendation is called excluded or not applicable may differ.
    """

    def __init__(self, patient: PatientRecord, *, thorough: bool = True):
        self.patient = patient
        self.thorough = thorough
        self.answers: dict[Criterion, Answer] = {}
        self.known: dict[bool | None, set[Criterion]] = {True: set(), False: set(), None: set()}  # asked, by answer

    def ask(self, criterion: Criterion) -> Answer:
        """The answer to one criterion, with the events it rests on."""
        answer = self.answers.get(criterion)
        if answer is None:
            answer = self.answers[criterion] = self._answer(criterion)
            self.known[answer.holds].add(criterion)
        return answer

    def holds(self, criterion: Criterion) -> bool:
        """True only for a known yes."""
        return self.ask(criterion).holds is True

    def _answer(self, criterion: Criterion) -> Answer:
        trace = self.patient.trace
        trace.clear()
        try:
            return Answer(criterion(self.patient), "", tuple(trace))
        except NotKnown as missing:
            return Answer(None, str(missing), tuple(trace))


def assess(recommendation: Recommendation, interview: Interview) -> Assessment:
    """Ask the criteria, then decide; advice is made only when every answer is known."""
    if not interview.thorough and (silent := _silent_early(recommendation, interview)):
        return silent
    answers = {criterion: interview.ask(criterion) for criterion in recommendation.criteria}
    if any(answers[criterion].holds is False for criterion in recommendation.including):
        return Assessment(recommendation, NOT_APPLICABLE, answers)
    if any(answers[criterion].holds for criterion in recommendation.excluding):
        return Assessment(recommendation, EXCLUDED, answers)
    if any(answer.holds is None for answer in answers.values()):
        return Assessment(recommendation, CANNOT_TELL, answers)
    return _advised(recommendation, interview, answers)


def _silent_early(recommendation: Recommendation, interview: Interview) -> Assessment | None:
    """Silence as soon as one answer decides it, or None when all must be asked; what is already answered goes first."""
    including, excluding = recommendation.including, recommendation.excluding
    if not interview.known[False].isdisjoint(including):
        return Assessment(recommendation, NOT_APPLICABLE, UNASKED)
    if not interview.known[True].isdisjoint(excluding):
        return Assessment(recommendation, EXCLUDED, UNASKED)
    for criterion in including:
        if interview.ask(criterion).holds is False:
            return Assessment(recommendation, NOT_APPLICABLE, UNASKED)
    for criterion in excluding:
        if interview.ask(criterion).holds:
            return Assessment(recommendation, EXCLUDED, UNASKED)
    return None


def what_the_advice_says(_p: PatientRecord) -> bool:
    "What the advice would say is known"
    raise NotKnown("the advice itself")  # pragma: no cover  only its wording is used, as the name of a gap


def _advised(recommendation: Recommendation, interview: Interview, answers: dict[Criterion, Answer]) -> Assessment:
    """The advice in words for this patient, with the options that fit; what cannot be known for it blocks it."""
    trace = interview.patient.trace
    trace.clear()
    try:
        advice = recommendation.advise(interview.patient)
    except NotKnown as missing:
        unknown = Answer(None, str(missing), tuple(trace))
        return Assessment(recommendation, CANNOT_TELL, {**answers, what_the_advice_says: unknown})
    consulted = tuple(trace)
    fitting = (s for s in recommendation.suggestions if all(interview.holds(c) for c in s.only_if))
    offered = tuple(one for s in fitting for one in _for_each_draft(s, interview.patient))
    return Assessment(recommendation, ADVISED, answers, advice, offered, consulted)


def _for_each_draft(suggestion: Suggestion, p: PatientRecord) -> Iterable[Suggestion]:
    """The suggestion itself, or one for each draft it stands instead of; none when the drafts are not known."""
    if suggestion.drafts is None:
        return [suggestion]
    try:
        return [replace(suggestion, draft=event.ref) for event in suggestion.drafts(p)]
    except NotKnown:
        return []
