"""What one evaluation found: the data that goes from judging a chart to its cards and its explanation."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cards.engine import Assessment, Interview
from cards.guidelines import Guideline, guideline
from cards.patient import PatientRecord
from cards.ranking import CARD_LIMIT, Ranking
from cards.recommendation import Recommendation
from service.auth import Caller
from service.data_states import Chart, DataNote


def room(unassessed: bool) -> int:
    """How many cards advice may take; one is for the could-not-assess card when something is unassessed."""
    return CARD_LIMIT - bool(unassessed)


class HeldBack(NamedTuple):
    """One advised recommendation that is not shown: overridden before, or a reminder shown not long ago.

    reason  the code the clinician gave, "" for none
    until   the first day it is shown again, YYYY-MM-DD
    """

    recommendation: Recommendation
    why: str
    reason: str
    until: str


class Findings(NamedTuple):
    """Every assessment of one patient, what stayed open, and the cards it came to.

    failed  recommendations whose own code broke
    open    assessments that may concern this patient and could not be decided
    held_back  advised, but not shown to this clinician for now
    """

    caller: Caller
    chart: Chart
    notes: tuple[DataNote, ...]
    interview: Interview
    assessments: Sequence[Assessment]
    failed: Sequence[Recommendation]
    open: Sequence[Assessment]
    ranking: Ranking
    held_back: Sequence[HeldBack] = ()

    @property
    def patient(self) -> PatientRecord:
        return self.interview.patient

    @property
    def today(self) -> date:
        return self.patient.today

    @property
    def edition(self) -> Guideline:
        return guideline(self.caller.edition)
