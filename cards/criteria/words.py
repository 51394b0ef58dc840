"""Sentences that several cards share, with the values they speak of."""

from cards.criteria.calcium import recent_calcium
from cards.criteria.kidney import recent_renal_function
from cards.logic import maybe
from cards.patient import PatientRecord
from cards.recommendation import Quantity, Sentence
from cards.text import _


def renal_function_words(p: PatientRecord) -> Sentence:
    """The renal function of the last 30 days with its date and method, or that none was found."""
    found = maybe(lambda: recent_renal_function(p))
    if found is None:
        return Sentence(_("Check creatinine clearance first: none found in the last 30 days."))
    facts = {"value": Quantity(round(found.value), "mL/min"), "date": found.event.on}
    by_method = {
        "reported": _("Creatinine clearance {value} ({date})."),
        "Cockcroft-Gault": _("Creatinine clearance {value} by Cockcroft-Gault ({date})."),
        "eGFR": _("eGFR {value} per 1.73 m2 ({date}); no creatinine clearance could be calculated."),
    }
    return Sentence(by_method[found.method], facts)


def calcium_words(p: PatientRecord) -> Sentence:
    """The calcium of the last 30 days with its date, or that none was found."""
    found = maybe(lambda: recent_calcium(p))
    if found is None:
        return Sentence(_("Check calcium first: none found in the last 30 days."))
    facts = {"value": Quantity(round(found.value, 2), "mmol/L"), "date": found.event.on}
    if found.corrected:
        return Sentence(_("Corrected calcium {value} ({date})."), facts)
    return Sentence(_("Calcium {value}, not corrected for albumin ({date})."), facts)
