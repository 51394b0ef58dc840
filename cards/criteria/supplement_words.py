"""Sentences about calcium and vitamin D: what is listed, what was measured, and what protects bone besides."""

from cards.criteria import calcium
from cards.events import value_in
from cards.logic import maybe
from cards.patient import PatientRecord
from cards.recommendation import Quantity, Sentence
from cards.text import _

GENERAL = (
    Sentence(_("Calcium from food counts towards the 1000-1200 mg.")),
    Sentence(_("Exercise, not smoking and little alcohol protect bone as well.")),
)
BRIEF = Sentence(
    _("Calcium 1000-1200 mg, vitamin D 800-2000 IU daily, exercise.")
)


def vitamin_d_words(p: PatientRecord) -> Sentence:
    """The newest 25-OH vitamin D with its date, or that none was found."""
    newest = p.results(calcium.VITAMIN_D).latest()
    if newest is None:
        return Sentence(_("25-OH vitamin D: not found in the record."))
    value = maybe(lambda: value_in(newest, "nmol/L", "vitamin_d_25oh"))
    if value is None:
        return Sentence(_("25-OH vitamin D: could not be read."))
    return Sentence(
        _("25-OH vitamin D {value} ({date})."), {"value": Quantity(round(value), "nmol/L"), "date": newest.on}
    )


def missing_words(*, calcium_listed: bool, vitamin_d_listed: bool) -> Sentence:
    """Which of the two is not listed."""
    if calcium_listed:
        return Sentence(_("Calcium is listed, vitamin D is not."))
    if vitamin_d_listed:
        return Sentence(_("Vitamin D is listed, calcium is not."))
    return Sentence(_("No calcium or vitamin D listed among the drugs; diet is not known."))
