"""Yes, no and not known: how answers combine when one of them is missing (Kleene's three-valued logic)."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from cards.events import NotKnown
from cards.patient import PatientRecord
from cards.recommendation import Criterion, wording

T = TypeVar("T")


def any_of(p: PatientRecord, *criteria: Criterion) -> bool:
    """True when one holds, even if others are not known; NotKnown when none holds and one is not known."""
    missing: NotKnown | None = None
    for criterion in criteria:
        try:
            if criterion(p):
                return True
        except NotKnown as unknown:
            missing = missing or unknown
    if missing:
        raise missing
    return False


def all_of(p: PatientRecord, *criteria: Criterion) -> bool:
    """False when one fails, even if others are not known; NotKnown when none fails and one is not known."""
    return fits(p, criteria, ())


def fits(p: PatientRecord, required: Iterable[Criterion], forbidden: Iterable[Criterion]) -> bool:
    """True when every required one holds and no forbidden one does; one known answer to the contrary decides.

    The forbidden ones are asked first: they are mostly questions that many rules share.
    """
    missing: NotKnown | None = None
    for wanted, criteria in ((False, forbidden), (True, required)):
        for criterion in criteria:
            try:
                if bool(criterion(p)) is not wanted:
                    return False
            except NotKnown as unknown:
                missing = missing or unknown
    if missing:
        raise missing
    return True


def none_of(p: PatientRecord, *criteria: Criterion) -> bool:
    """The opposite of any_of."""
    return not any_of(p, *criteria)


def unless(criterion: Criterion) -> Criterion:
    """The opposite criterion, worded "Not: …"."""

    def opposite(p: PatientRecord) -> bool:
        return not criterion(p)

    opposite.__doc__ = f"Not: {wording(criterion)}"
    return opposite


def count_of(p: PatientRecord, needed: int, *criteria: Criterion) -> bool:
    """True when at least `needed` hold for certain, False when too few can; NotKnown in between."""
    held, open_ones = 0, []
    for criterion in criteria:
        try:
            held += bool(criterion(p))
        except NotKnown as unknown:
            open_ones.append(unknown)
    if held >= needed:
        return True
    if held + len(open_ones) >= needed:
        raise open_ones[0]
    return False


def maybe(question: Callable[[], T]) -> T | None:
    """The answer, or None when it is not known: for words on a card, never for a verdict."""
    try:
        return question()
    except NotKnown:
        return None
