"""Assess every recommendation, each on its own, and tell which ones stay open for this patient."""

from collections.abc import Iterable, Sequence

from cards.engine import CANNOT_TELL, Assessment, Interview, assess
from cards.recommendation import Recommendation
from service.data_states import Chart, DataState
from service.faults import FAULTS
from service.logs import log_crash
from service.reader import Reading
from service.reader.data import DOUBTS

MEDICATIONS = ("medicationRequests", "medicationStatements", "medicationAdministrations")
IN_DOUBT = tuple(f": {words}" for words in DOUBTS.values())  # how a question ends that met a fact in doubt
# What was sent as an answer and is none (reader/sections.toml, gaps). A medication that nothing names is left out here:
# it would bring the card to most charts.
NO_ANSWER = frozenset({"other-patient", "odd-resource", "not-answered", "fhir-version", "failed"})


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


def open_ones(chart: Chart, reading: Reading, assessments: Sequence[Assessment]) -> list[Assessment]:
    """The undecided assessments that may concern this patient.

    The engine answers "cannot tell" only when no known answer rules the recommendation out. It concerns the patient
    when a criterion of its population holds and rests on a fact of the chart, when such a fact is there but in doubt,
    or when the data that would show whether it does was itself not read.
    """
    undecided = [one for one in assessments if one.verdict == CANNOT_TELL]
    if undecided and not triggers_read(chart, reading):
        return undecided
    return [one for one in undecided if _may_concern(one)]


def _may_concern(one: Assessment) -> bool:
    answers = [one.answers[criterion] for criterion in one.recommendation.population]
    rests_on_a_fact = any(a.holds and any(c.events for c in a.consulted) for a in answers)
    return rests_on_a_fact or any(a.not_known.endswith(IN_DOUBT) for a in answers)


def triggers_read(chart: Chart, reading: Reading) -> bool:
    """True when conditions were read, and medications from every source the caller has.

    What was sent counts as read only when the reader could use it: rows of another patient or of another FHIR version
    are no answer. A medication section that is never sent, or never part of the access granted, while another one was
    read is a property of the caller's system, the same for every patient; an error or a missing page concerns this
    patient.
    """
    found = [chart.sections[key] for key in MEDICATIONS if key in chart.sections]
    states = {one.state for one in found if one.why != FAULTS["out-of-scope"].why}
    sent = DataState.READ in states and states <= {DataState.READ, DataState.NOT_PROVIDED}
    usable = not any(note.key in MEDICATIONS and note.code in NO_ANSWER for note in reading.notes)
    return sent and usable and reading.patient.tables["conditions"].unread is None
