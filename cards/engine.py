"""Three-valued assessment: every criterion of a recommendation is asked; the answers are the explanation.

A criterion answers yes, no, or (NotKnown) cannot tell. Order never matters, and knowing less can only turn an answer
into "cannot tell", so taking data away never adds advice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from cards.patient import Consulted, Event, NotKnown, PatientRecord
from cards.recommendation import Advice, Criterion, Recommendation, Suggestion

ADVISED, EXCLUDED, NOT_APPLICABLE, CANNOT_TELL = "ADVISED", "EXCLUDED", "NOT_APPLICABLE", "CANNOT_TELL"


class Answer(NamedTuple):
    """One criterion's answer for one patient: True, False, or None with what is not known."""

    holds: bool | None
    not_known: str
    consulted: tuple[Consulted, ...]


@dataclass(frozen=True)
class Assessment:
    """One recommendation for one patient: the verdict and every answer behind it."""

    recommendation: Recommendation
    verdict: str
    answers: dict[Criterion, Answer]
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

    A thorough interview asks everything, for the explanation. Otherwise it stops where the verdict is decided:
    one failing population criterion or one exclusion that holds decides alone, so the verdicts are the same.
    """

    def __init__(self, patient: PatientRecord, *, thorough: bool = True):
        self.patient = patient
        self.thorough = thorough
        self.answers: dict[Criterion, Answer] = {}

    def ask(self, criterion: Criterion) -> Answer:
        """The answer to one criterion, with the events it rests on."""
        if criterion not in self.answers:
            self.answers[criterion] = self._answer(criterion)
        return self.answers[criterion]

    def ask_all(self, criteria: Iterable[Criterion], decisive: bool | None) -> dict[Criterion, Answer]:
        """The answers in order; when not thorough, up to the first that is `decisive`."""
        answers: dict[Criterion, Answer] = {}
        for criterion in criteria:
            answers[criterion] = answer = self.ask(criterion)
            if answer.holds is decisive and decisive is not None and not self.thorough:
                break
        return answers

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
    r, thorough = recommendation, interview.thorough
    answers = interview.ask_all((*r.everybody, *r.population), decisive=False)
    applies = not any(a.holds is False for a in answers.values())
    if not applies and not thorough:
        return Assessment(r, NOT_APPLICABLE, answers)
    excluding = interview.ask_all((*r.exclusions, *r.satisfied), decisive=True)
    answers |= excluding
    excluded = any(a.holds for a in excluding.values())
    if thorough or not excluded:
        answers |= interview.ask_all(r.must_know, decisive=None)
    if not applies:
        return Assessment(r, NOT_APPLICABLE, answers)
    if excluded:
        return Assessment(r, EXCLUDED, answers)
    if any(a.holds is None for a in answers.values()):
        return Assessment(r, CANNOT_TELL, answers)
    return _advised(r, interview, answers)


def what_the_advice_says(p: PatientRecord) -> bool:
    "What the advice would say is known"
    raise NotKnown("the advice itself")


def _advised(recommendation: Recommendation, interview: Interview, answers: dict[Criterion, Answer]) -> Assessment:
    """The advice in words for this patient, with the options that fit; what cannot be known for it blocks it."""
    trace = interview.patient.trace
    trace.clear()
    try:
        advice = recommendation.advise(interview.patient)
    except NotKnown as missing:
        unknown = Answer(None, str(missing), tuple(trace))
        return Assessment(recommendation, CANNOT_TELL, answers | {what_the_advice_says: unknown})
    consulted = tuple(trace)
    fitting = tuple(s for s in recommendation.suggestions if all(interview.holds(c) for c in s.only_if))
    return Assessment(recommendation, ADVISED, answers, advice, fitting, consulted)


def assess_all(
    recommendations: Iterable[Recommendation], patient: PatientRecord, *, thorough: bool = True
) -> list[Assessment]:
    """One assessment per recommendation, in the order given; `thorough` as for Interview."""
    interview = Interview(patient, thorough=thorough)
    return [assess(r, interview) for r in recommendations]
