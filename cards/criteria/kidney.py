"""Questions about renal function: the clearance that decides zoledronic acid.

Zoledronic acid is dosed by creatinine clearance in mL/min, not by eGFR per 1.73 m2 (TERMINOLOGY pitfall 18).
Order of sources: a reported clearance, Cockcroft-Gault from creatinine and weight, an eGFR as last resort (named so).
"""

from datetime import date
from typing import NamedTuple

from cards.codelists import codelist
from cards.criteria.possible import possible
from cards.events import Event, NotKnown, value_in
from cards.orderables import Orderable
from cards.patient import PatientRecord, remembered
from cards.recommendation import Criterion

CLEARANCE, CREATININE, EGFR = codelist("creatinine_clearance"), codelist("creatinine"), codelist("egfr")
INDEXED, WEIGHT = codelist("creatinine_clearance_indexed"), codelist("body_weight")


class RenalFunction(NamedTuple):
    """A clearance in mL/min, how it was had, and the result it rests on."""

    value: float
    method: str  # "reported", "Cockcroft-Gault" or "eGFR"
    event: Event


@remembered
def renal_function(p: PatientRecord) -> RenalFunction | None:
    """The newest clearance, however old; None when nothing is on record. NotKnown when results were not read."""
    candidates = [c for c in (_reported(p), _cockcroft_gault(p)) if c is not None]
    if not any(_recent(p, c) for c in candidates):  # an eGFR of today says more than a clearance of last year
        candidates += [c for c in (_estimated(p),) if c is not None]
    return max(candidates, key=lambda c: (c.event.on is not None, c.event.on, c.method == "reported"), default=None)


def _recent(p: PatientRecord, found: RenalFunction) -> bool:
    """Surely, not perhaps: a rough date must not open the way to a dose."""
    return found.event.on is not None and found.event.on.surely_within(p.days("lab_max_age_days"), p.today)


def _reported(p: PatientRecord) -> RenalFunction | None:
    latest = p.results(CLEARANCE).latest()
    if latest is None:
        return None
    return RenalFunction(_possible_clearance(p, value_in(latest, "mL/min"), latest), "reported", latest)


def _possible_clearance(p: PatientRecord, ml_min: float, event: Event) -> float:
    return possible(ml_min, event, p.number("possible.clearance_from"), p.number("possible.clearance_to"))


def _cockcroft_gault(p: PatientRecord) -> RenalFunction | None:
    """Cockcroft DW, Gault MH. Nephron 1976;16:31-41: actual weight in kg, serum creatinine in mg/dL."""
    creatinine, weight = p.results(CREATININE).latest(), _present_weight(p)
    if creatinine is None or weight is None or p.sex is None or p.birth is None:
        return None
    mg_dl = value_in(creatinine, "mg/dL", "creatinine")
    if mg_dl <= 0:
        raise NotKnown(f"{creatinine.meaning}: not a possible value")  # no division by it
    years = p.number("cockcroft_gault.age") - _age_at_most(p.birth.earliest, p.today)
    clearance = years * value_in(weight, "kg") / (p.number("cockcroft_gault.divisor") * mg_dl)
    if p.is_female():
        clearance *= p.number("cockcroft_gault.female")
    return RenalFunction(_possible_clearance(p, clearance, creatinine), "Cockcroft-Gault", creatinine)


def _present_weight(p: PatientRecord) -> Event | None:
    """The newest weight that is not older than a year: an old one would give a clearance nobody has today."""
    return p.results(WEIGHT).within(p.days("weight_max_age_days")).latest()


def _age_at_most(birth: date, today: date) -> int:
    """Completed years since the earliest day a rough birth date can mean: the older age gives the lower clearance."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def _estimated(p: PatientRecord) -> RenalFunction | None:
    latest = p.results(EGFR, INDEXED).latest()
    return None if latest is None else RenalFunction(value_in(latest, "mL/min/{1.73_m2}", "egfr"), "eGFR", latest)


@remembered
def recent_renal_function(p: PatientRecord) -> RenalFunction | None:
    """As renal_function, but only when not older than 30 days."""
    found = renal_function(p)
    return found if found is not None and _recent(p, found) else None


def clearance_below_30(p: PatientRecord) -> bool:
    "Newest creatinine clearance below 30 mL/min"
    found = renal_function(p)
    return found is not None and found.value < p.number("crcl_zol_min")


def renal_function_recent(p: PatientRecord) -> bool:
    "Renal function measured in the last 30 days"
    return recent_renal_function(p) is not None


def zoledronic_acid_dose_can_be_chosen(p: PatientRecord) -> bool:
    "Creatinine clearance of the last 30 days is 30 mL/min or more"
    found = recent_renal_function(p)
    return found is not None and found.value >= p.number("crcl_zol_min")


def full_dose_fits(p: PatientRecord) -> bool:
    "Creatinine clearance of the last 30 days is above 60 mL/min"
    found = recent_renal_function(p)
    return found is not None and found.value > p.number("crcl_zol_reduce_le")


def reduced_dose_mg(p: PatientRecord) -> float | None:
    """The reduced dose of zoledronic acid 4 mg for this clearance; None when the full dose fits or none is known."""
    found = recent_renal_function(p)
    if found is None or found.value > p.number("crcl_zol_reduce_le"):
        return None
    steps = p.guideline.table("zoledronic_acid_reduced_dose")
    return next((mg for lowest, mg in steps if found.value >= lowest), None)


def reduced_dose_is(order: Orderable) -> Criterion:
    """A criterion: the renal dose table gives exactly the dose of this order of zoledronic acid."""

    def dose_fits(p: PatientRecord) -> bool:
        return reduced_dose_mg(p) == order.dose

    dose_fits.__doc__ = f"Renal dose of zoledronic acid is {order.dose:g} mg"
    return dose_fits
