"""Questions about the kidney under zoledronic acid: creatinine against its baseline, the dose against the clearance."""

from typing import NamedTuple

from cards.criteria import course, kidney, therapy
from cards.events import Event, value_in
from cards.logic import maybe
from cards.patient import PatientRecord
from cards.recommendation import Quantity, Sentence
from cards.text import _


class Creatinine(NamedTuple):
    """The newest creatinine and the last one before zoledronic acid began, in mg/dL."""

    baseline: float
    newest: float
    event: Event


def creatinine_since_start(p: PatientRecord) -> Creatinine | None:
    """Creatinine before and under zoledronic acid; None when it is not taken or one of the two is missing."""
    if not therapy.on_zoledronic_acid(p):
        return None
    begin = course.course_start(p, therapy.ZOLEDRONIC)
    rows = [(row.on, row) for row in p.results(kidney.CREATININE).all() if row.on is not None]
    before = [row for on, row in rows if begin is not None and on.latest <= begin.latest]
    since = [row for _on, row in rows if row not in before]
    if begin is None or not before or not since:
        return None
    baseline, newest = (value_in(one[-1], "mg/dL", "creatinine") for one in (before, since))
    return Creatinine(baseline, newest, since[-1])


def creatinine_risen(p: PatientRecord) -> bool:
    "Creatinine risen under zoledronic acid: 0.5 mg/dL from a normal baseline (below 1.4), 1.0 from a higher one"
    found = creatinine_since_start(p)
    if found is None:
        return False
    normal = found.baseline < p.number("creatinine_baseline_normal_lt")
    limit = p.number("creatinine_rise_normal" if normal else "creatinine_rise_abnormal")
    return round(found.newest - found.baseline, 2) >= limit


def rise_words(p: PatientRecord) -> list[Sentence]:
    """Both creatinine values when it has risen, else nothing."""
    found = maybe(lambda: creatinine_since_start(p))
    if found is None or not maybe(lambda: creatinine_risen(p)):
        return []
    facts = {
        "baseline": Quantity(round(found.baseline, 2), "mg/dL"),
        "newest": Quantity(round(found.newest, 2), "mg/dL"),
        "date": found.event.on,
    }
    return [Sentence(_("Creatinine {baseline} before zoledronic acid, {newest} now ({date})."), facts)]


def yearly_dose_not_recommended(p: PatientRecord) -> bool:
    "On zoledronic acid 5 mg with a creatinine clearance below 35 mL/min in the last 30 days"
    taken, found = therapy.current(p, therapy.ZOLEDRONIC), kidney.recent_renal_function(p)
    if taken is None or found is None or not therapy.is_product(taken, therapy.ZOLEDRONIC_5MG):
        return False
    return found.value < p.number("crcl_zol5_min")


def dose_above_renal_dose(p: PatientRecord) -> bool:
    "Zoledronic acid taken at a dose above the one for the creatinine clearance of the last 30 days"
    taken = therapy.current(p, therapy.ZOLEDRONIC)
    if taken is None:
        return False
    if therapy.is_product(taken, therapy.ZOLEDRONIC_5MG):
        return yearly_dose_not_recommended(p)
    reduced, mg = kidney.reduced_dose_mg(p), therapy.dose_mg(taken)
    return reduced is not None and mg is not None and mg > reduced
