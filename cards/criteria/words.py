"""Sentences that several cards share, with the values they speak of; not found and not readable are told apart."""

from collections.abc import Callable
from typing import TypeVar

from cards.criteria.calcium import recent_calcium
from cards.criteria.kidney import recent_renal_function
from cards.events import NotKnown
from cards.patient import PatientRecord
from cards.recommendation import Quantity, Sentence
from cards.text import _

T = TypeVar("T")


def told(question: Callable[[], T | None], words: Callable[[T], Sentence], not_found: str, not_read: str) -> Sentence:
    """The words for what was found, or that nothing was found, or that it could not be read."""
    try:
        found = question()
    except NotKnown:
        return Sentence(not_read)
    return Sentence(not_found) if found is None else words(found)


def age_words(p: PatientRecord) -> str:
    """Completed years, "51-52" when the birth date is rough; only for patients whose birth date is on record."""
    assert p.birth is not None
    years = [p.today.year - b.year - ((p.today.month, p.today.day) < (b.month, b.day)) for b in reversed(p.birth)]
    return "-".join(str(year) for year in dict.fromkeys(years))


def renal_function_words(p: PatientRecord) -> Sentence:
    """The renal function of the last 30 days with its date and method, or that none was found."""
    by_method = {
        "reported": _("Creatinine clearance {value} ({date})."),
        "Cockcroft-Gault": _("Creatinine clearance {value} by Cockcroft-Gault ({date})."),
        "eGFR": _("eGFR {value} per 1.73 m2 ({date}); no creatinine clearance could be calculated."),
    }
    return told(
        lambda: recent_renal_function(p),
        # one decimal: 49.6 must not read as 50, which has another dose
        lambda f: Sentence(by_method[f.method], {"value": Quantity(round(f.value, 1), "mL/min"), "date": f.event.on}),
        _("Check creatinine clearance first: none in 30 days."),
        _("Check creatinine clearance first: what is on record could not be read."),
    )


def calcium_words(p: PatientRecord) -> Sentence:
    """The calcium of the last 30 days with its date, or that none was found."""
    corrected = _("Corrected calcium {value} ({date}).")
    total = _("Calcium {value}, not corrected for albumin ({date}).")
    return told(
        lambda: recent_calcium(p),
        lambda f: Sentence(
            corrected if f.corrected else total,
            {"value": Quantity(round(f.value, 2), "mmol/L"), "date": f.event.on},
        ),
        _("Check calcium first: none in 30 days."),
        _("Check calcium first: what is on record could not be read."),
    )
