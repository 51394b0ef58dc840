"""What one evaluation found: the data that goes from judging a chart to its cards and its explanation."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cards.engine import Assessment, Interview
from cards.guidelines import Guideline, guideline
from cards.patient import PatientRecord
from cards.ranking import Ranking
from cards.recommendation import Recommendation
from service.auth import Caller
from service.data_states import Chart, DataNote


class Findings(NamedTuple):
    """Every assessment of one patient, what stayed open, and the cards it came to.

    failed  recommendations whose own code broke
    open    assessments that may concern this patient and could not be decided
    """

    caller: Caller
    chart: Chart
    notes: tuple[DataNote, ...]
    interview: Interview
    assessments: Sequence[Assessment]
    failed: Sequence[Recommendation]
    open: Sequence[Assessment]
    ranking: Ranking

    @property
    def patient(self) -> PatientRecord:
        return self.interview.patient

    @property
    def today(self) -> date:
        return self.patient.today

    @property
    def edition(self) -> Guideline:
        return guideline(self.caller.edition)
