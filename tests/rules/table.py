"""How a boundary table is written and run: one row per edge, the story first; the story is the test's id."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from cards.engine import Assessment, Interview, assess
from cards.patient import PatientRecord
from cards.recommendations import recommendations


class Case(NamedTuple):
    """One patient and what the recommendation must say. `edge` names the number whose side this case stands on."""

    story: str
    patient: PatientRecord
    verdict: str
    edge: str = ""
    indicator: str = ""  # checked when given
    orders: tuple[str, ...] | None = None  # orderable ids of the suggestions, checked when given


def judge(recommendation_id: str, patient: PatientRecord) -> Assessment:
    """Assess one recommendation, by its name, for one patient."""
    found = {r.name: r for r in recommendations()}[recommendation_id]
    return assess(found, Interview(patient))


def run(recommendation_id: str, case: Case) -> None:
    """Assert the verdict, and indicator and suggestions where the case names them."""
    assessment = judge(recommendation_id, case.patient)
    said = {a.not_known or (c.__doc__, a.holds) for c, a in assessment.answers.items()}
    assert assessment.verdict == case.verdict, said
    if case.indicator:
        assert assessment.advice is not None
        assert assessment.advice.indicator == case.indicator
    if case.orders is not None:
        assert tuple(s.order for s in assessment.suggestions) == case.orders


def table(cases: list[Case]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Parametrise a test over the cases, with stories as ids."""
    return pytest.mark.parametrize("case", cases, ids=[c.story for c in cases])
