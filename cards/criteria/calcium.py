"""Questions about calcium: corrected for albumin where it can be, against the report's own range where it has one."""

from typing import NamedTuple

from cards.codelists import codelist
from cards.criteria.possible import possible
from cards.events import Event, value_in
from cards.logic import any_of
from cards.patient import PatientRecord, remembered

CORRECTED, TOTAL, ALBUMIN = codelist("calcium_corrected"), codelist("calcium_total"), codelist("albumin")
HYPOCALCAEMIA, VITAMIN_D = codelist("hypocalcaemia"), codelist("vitamin_d_25oh")


class Calcium(NamedTuple):
    """Calcium in mmol/L, its lower limit, whether it is corrected for albumin, and the result it rests on."""

    value: float
    low: float
    corrected: bool
    event: Event


@remembered
def calcium(p: PatientRecord) -> Calcium | None:
    """The newest calcium, however old; None when none is on record. A corrected value of the same day is preferred."""
    corrected, total = p.results(CORRECTED).latest(), p.results(TOTAL).latest()
    if corrected is not None and (total is None or not _newer(total, corrected)):
        return Calcium(value_in(corrected, "mmol/L", "calcium"), _low(p, corrected), True, corrected)
    if total is None:
        return None
    value, albumin = value_in(total, "mmol/L", "calcium"), _albumin_of(p, total)
    if albumin is None:
        return Calcium(value, _low(p, total), False, total)
    per, normal = p.number("corrected_calcium_per_albumin"), p.number("corrected_calcium_albumin")
    return Calcium(value + per * (normal - albumin), _low(p, total), True, total)


def _newer(one: Event, other: Event) -> bool:
    return one.on is not None and (other.on is None or one.on.latest > other.on.latest)


def _albumin_of(p: PatientRecord, total: Event) -> float | None:
    """Albumin (g/L) of the same day as the total calcium, or None."""
    same_day = p.results(ALBUMIN).where(lambda row: row.on is not None and row.on == total.on).latest()
    if same_day is None:
        return None
    grams = value_in(same_day, "g/L", "albumin")
    return possible(grams, same_day, p.number("possible.albumin_from"), p.number("possible.albumin_to"))


def _low(p: PatientRecord, event: Event) -> float:
    """The report's own lower limit in mmol/L (it has the unit of the value), else the edition's."""
    if event.low is None:
        return p.number("calcium_lower_mmol")
    return value_in(event._replace(value=event.low), "mmol/L", "calcium")


@remembered
def recent_calcium(p: PatientRecord) -> Calcium | None:
    """As calcium, but only when not older than 30 days."""
    found = calcium(p)
    if found is None or found.event.on is None:
        return None
    return found if found.event.on.may_be_within(p.days("lab_max_age_days"), p.today) else None


@remembered
def calcium_low(p: PatientRecord) -> bool:
    "Corrected calcium below the lower limit in the last 30 days, or hypocalcaemia on record and no normal value since"
    return any_of(p, _measured_low, _coded_low)


def _measured_low(p: PatientRecord) -> bool:
    found = recent_calcium(p)
    return found is not None and found.value < found.low


def _coded_low(p: PatientRecord) -> bool:
    coded = p.conditions(HYPOCALCAEMIA).active().certain().latest()
    if coded is None:
        return False
    found = calcium(p)
    normal_since = found is not None and found.value >= found.low and _newer(found.event, coded)
    return not normal_since


def calcium_recent(p: PatientRecord) -> bool:
    "Calcium measured in the last 30 days"
    found = calcium(p)  # surely recent: a rough date may warn, but must not open the way to a drug
    if found is None or found.event.on is None:
        return False
    return found.event.on.surely_within(p.days("lab_max_age_days"), p.today)


def calcium_recent_and_not_low(p: PatientRecord) -> bool:
    "Calcium measured in the last 30 days and not low"
    return calcium_recent(p) and not calcium_low(p)


def severe_hypercalcaemia(p: PatientRecord) -> bool:
    "Newest corrected calcium 3.0 mmol/L or more, measured in the last 7 days"
    found = calcium(p)
    if found is None or found.event.on is None:
        return False
    recent = found.event.on.may_be_within(p.days("hcm_max_age_days"), p.today)
    return recent and found.value >= p.number("hypercalcaemia_critical_mmol")


def vitamin_d_low(p: PatientRecord) -> bool:
    "Newest 25-OH vitamin D below 50 nmol/L"
    latest = p.results(VITAMIN_D).latest()
    return latest is not None and value_in(latest, "nmol/L", "vitamin_d_25oh") < p.number("vitamin_d_low_nmol")


def vitamin_d_recorded(p: PatientRecord) -> bool:
    "25-OH vitamin D on record"
    return p.results(VITAMIN_D).any()
