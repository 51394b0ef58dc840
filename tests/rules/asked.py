"""How a table of single questions is written: one criterion, one patient, the answer (None: cannot tell)."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest

from cards.events import NotKnown
from cards.partial_date import PartialDate
from cards.patient import PatientRecord
from cards.recommendation import Criterion
from tests.chart import patient


class Asked(NamedTuple):
    """One question to one patient. `edge` names the number whose side this case stands on."""

    story: str
    criterion: Criterion
    patient: PatientRecord
    answer: bool | None
    edge: str = ""


def answer(case: Asked) -> bool | None:
    """What the criterion says today."""
    try:
        return case.criterion(replace(case.patient))
    except NotKnown:
        return None


def asked(cases: list[Asked]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Parametrise a test over the cases, with stories as ids."""
    return pytest.mark.parametrize("case", cases, ids=[c.story for c in cases])


def born(birth: PartialDate) -> PatientRecord:
    """Somebody with this birth date and nothing else on record."""
    return replace(patient(), birth=birth)
