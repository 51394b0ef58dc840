"""Questions about a course of bone-targeted therapy: since when, until when, and at which dose."""

from datetime import date, timedelta
from typing import NamedTuple

from cards.codelists import Codelist, codelist
from cards.criteria import disease, therapy
from cards.events import Event
from cards.logic import any_of
from cards.partial_date import PartialDate
from cards.patient import PatientRecord, remembered

PAMIDRONATE = codelist("pamidronate")
SKELETAL_EVENT_DRUGS = (therapy.ZOLEDRONIC, PAMIDRONATE, therapy.DENOSUMAB)


class LastDose(NamedTuple):
    """The last dose of a drug: its day and its milligrams, None when no record of the drug tells them."""

    on: PartialDate
    mg: float | None


def course_start(p: PatientRecord, *drugs: Codelist) -> PartialDate | None:
    """The day the present course began: back from now until a gap longer than a dose lasts; None without dates."""
    begin: PartialDate | None = None
    lasts = date.min
    for event in therapy.known_courses(p, *drugs):
        if event.on is None:
            continue
        if begin is None or event.on.earliest > lasts:
            begin = event.on
        lasts = max(lasts, _lasts_until(p, event))
    return begin


def _lasts_until(p: PatientRecord, event: Event) -> date:
    """An active order lasts until today; a course without a recorded end counts as one dose."""
    if event.standing == "active":
        return p.today
    last = event.until or event.on
    return p.today if last is None else last.latest + timedelta(days=therapy.window_days(p, event))


@remembered
def bone_disease_since(p: PatientRecord) -> PartialDate | None:
    """The day bone metastasis or myeloma was diagnosed, the earlier of the two; None when not dated."""
    found = p.conditions(disease.BONE_METASTASIS, disease.MYELOMA).active().certain().earliest()
    return found.on if found else None


def days_for_bone_disease(p: PatientRecord, *drugs: Codelist) -> int | None:
    """Days the drugs have been taken for bone metastasis or myeloma; None without dates.

    An agent taken before, such as an adjuvant bisphosphonate, counts from the diagnosis of the bone disease.
    """
    begin, since = course_start(p, *drugs), bone_disease_since(p)
    if begin is None:
        return None
    return begin.days_before(p.today) if since is None else min(d.days_before(p.today) for d in (begin, since))


def last_dose(p: PatientRecord, drug: Codelist) -> LastDose | None:
    """The newest dose given; where none is recorded, the end of the newest course (GUIDELINE, REBOUND row).

    A course without a recorded end counts as one dose, on the day it was ordered.
    """
    given = therapy.given(p, drug).all()
    ended = p.medications(drug).standing("ended").all()
    days = [(e.until or e.on, e.ref, e) for e in given or ended]
    dated = [(on, ref, event) for on, ref, event in days if on is not None]
    if not dated:
        return None
    on, _ref, newest = max(dated, key=lambda row: (row[0].latest, row[1]))
    doses = [therapy.dose_mg(e) for e in (*therapy.known_courses(p, drug), newest)]
    return LastDose(on, next((mg for mg in reversed(doses) if mg is not None), None))


def for_skeletal_events(p: PatientRecord, event: Event) -> bool:
    """True for zoledronic acid, pamidronate or denosumab at the dose and rhythm that prevent skeletal events.

    Without a recorded rhythm the disease tells: with bone metastasis or myeloma the dose is taken to be this one.
    """
    mg, interval = therapy.dose_mg(event), event.dose.interval_days
    denosumab = therapy.DENOSUMAB.name in event.concepts
    if denosumab and mg is not None:
        return therapy.is_product(event, therapy.DENOSUMAB_120)
    if therapy.is_product(event, therapy.ZOLEDRONIC_5MG):
        return False
    if interval is None:
        return disease.has_bone_metastasis_or_myeloma(p)
    if denosumab:
        return interval <= p.number("interval_q4w_to_days")
    limit = "interval_q6m_from_days" if therapy.ZOLEDRONIC.name in event.concepts else "interval_q12w_from_days"
    return interval < p.number(limit)


def taken_for_skeletal_events(p: PatientRecord, drug: Codelist) -> bool:
    """True when the drug is taken now at the dose for skeletal events."""
    return any_of(
        p,
        lambda q: therapy.ordered(q, drug).where(lambda e: for_skeletal_events(q, e)).any(),
        lambda q: therapy.still_working(q, drug).where(lambda e: for_skeletal_events(q, e)).any(),
    )


def on_dose_for_skeletal_events(p: PatientRecord) -> bool:
    "On zoledronic acid, pamidronate or denosumab at the dose for skeletal events"
    return any_of(p, *(lambda q, d=drug: taken_for_skeletal_events(q, d) for drug in SKELETAL_EVENT_DRUGS))
