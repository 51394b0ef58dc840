"""Assess every recommendation, each on its own, and tell which ones stay open for this patient."""

from collections.abc import Iterable, Sequence

from cards.engine import CANNOT_TELL, Assessment, Interview, assess
from cards.recommendation import Recommendation
from service.data_states import Chart, DataState
from service.logs import log_crash

MEDICATIONS = ("medicationRequests", "medicationStatements", "medicationAdministrations")


def assess_each(rows: Iterable[Recommendation], interview: Interview) -> tuple[list[Assessment], list[Recommendation]]:
    """The assessments, and those recommendations whose own code broke: logged, named, and the others go on."""
    done: list[Assessment] = []
    failed: list[Recommendation] = []
    for one in rows:
        try:
            done.append(assess(one, interview))
        except Exception as crash:  # noqa: BLE001  a bug in one rule must not silence the others
            log_crash("recommendation failed", crash, recommendation=one.id)
            failed.append(one)
    return done, failed


def open_ones(chart: Chart, assessments: Sequence[Assessment]) -> list[Assessment]:
    """The undecided assessments that may concern this patient.

    The engine answers "cannot tell" only when no known answer rules the recommendation out. It concerns the patient
    when a criterion of its population holds and rests on a fact of the chart, or when the data that would show whether
    it does was itself not read.
    """
    undecided = [one for one in assessments if one.verdict == CANNOT_TELL]
    if undecided and not triggers_read(chart):
        return undecided
    return [one for one in undecided if _rests_on_a_fact(one)]


def _rests_on_a_fact(one: Assessment) -> bool:
    answers = (one.answers[criterion] for criterion in one.recommendation.population)
    return any(a.holds and any(c.events for c in a.consulted) for a in answers)


def triggers_read(chart: Chart) -> bool:
    """True when conditions were read, and medications from every source the caller has.

    A medication section that is never sent while another one was read is a property of the caller's system, the same
    for every patient; an error or a missing page concerns this patient.
    """
    states = [chart.sections[key].state for key in MEDICATIONS if key in chart.sections]
    medications = DataState.READ in states and set(states) <= {DataState.READ, DataState.NOT_PROVIDED}
    return medications and chart.sections["conditions"].state is DataState.READ
