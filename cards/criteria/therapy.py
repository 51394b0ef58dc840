"""Questions about bone-targeted agents and hormone therapy: who takes what, since when, how often.

What counts as taken is GUIDELINE 4.1: an active order or statement, or a dose whose window has not passed.
"""

from datetime import timedelta

from cards.codelists import Codelist, codelist
from cards.events import Event, Selection
from cards.logic import any_of
from cards.patient import PatientRecord, remembered

BONE_AGENTS, BISPHOSPHONATES, DENOSUMAB = codelist("bone_agents"), codelist("bisphosphonates"), codelist("denosumab")
ZOLEDRONIC, ZOLEDRONIC_5MG = codelist("zoledronic_acid"), codelist("zoledronic_acid_5mg_product")
DENOSUMAB_60, DENOSUMAB_120 = codelist("denosumab_60mg_product"), codelist("denosumab_120mg_product")
PRODUCTS = (DENOSUMAB_60, DENOSUMAB_120, ZOLEDRONIC_5MG)


def dose_mg(event: Event) -> float | None:
    """Milligrams of one dose: as ordered, else as the product says, else None."""
    if event.dose.mg is not None:
        return event.dose.mg
    return next((one.dose_mg for one in PRODUCTS if one.name in event.concepts), None)


def is_product(event: Event, product: Codelist) -> bool:
    """True when the dose, as ordered or by product, is that of the product."""
    return dose_mg(event) == product.dose_mg


def window_days(p: PatientRecord, event: Event) -> int:
    """How long one dose counts as therapy; with dose or interval unknown the longest window of that drug."""
    days = {name: p.days(f"dosing_window_days.{name}") for name in _windows(p, event)}
    return max(days.values())


def _windows(p: PatientRecord, event: Event) -> tuple[str, ...]:
    mg, interval = dose_mg(event), event.dose.interval_days
    if DENOSUMAB.name in event.concepts:
        by_dose = {DENOSUMAB_60.dose_mg: ("denosumab_60mg_q6m",), DENOSUMAB_120.dose_mg: ("denosumab_120mg_q4w",)}
        return by_dose.get(mg, ("denosumab_60mg_q6m", "denosumab_120mg_q4w"))
    if ZOLEDRONIC.name not in event.concepts:
        return ("other_agents",)
    if mg == ZOLEDRONIC_5MG.dose_mg:
        return ("zoledronic_acid_5mg_yearly",)
    if interval is None:
        return ("zoledronic_acid_q6m",) if mg is not None else ("zoledronic_acid_q6m", "zoledronic_acid_5mg_yearly")
    if interval >= p.number("interval_q6m_from_days"):
        return ("zoledronic_acid_q6m",)
    return ("zoledronic_acid_q12w",) if interval >= p.number("interval_q12w_from_days") else ("zoledronic_acid_q4w",)


def ordered(p: PatientRecord, *drugs: Codelist) -> Selection:
    """Active orders and statements of the drugs; single doses given are not among them."""
    return p.medications(*drugs).active()


def given(p: PatientRecord, *drugs: Codelist) -> Selection:
    """Doses that were given: administrations and completed orders or statements."""
    return p.medications(*drugs).standing("done")


def still_working(p: PatientRecord, *drugs: Codelist) -> Selection:
    """Doses given whose window has not passed."""
    return given(p, *drugs).where(lambda e: e.on is not None and e.on.may_be_within(window_days(p, e), p.today))


def takes(p: PatientRecord, *drugs: Codelist) -> bool:
    """True when one of the drugs is taken now: ordered, or a dose is still in its window."""
    return any_of(p, lambda q: ordered(q, *drugs).any(), lambda q: still_working(q, *drugs).any())


@remembered
def on_bone_agent(p: PatientRecord) -> bool:
    "On a bone-targeted agent (active order, or last dose within its window)"
    return takes(p, BONE_AGENTS)


def bone_agent_on_hold(p: PatientRecord) -> bool:
    "Bone-targeted agent on hold"
    return p.medications(BONE_AGENTS).standing("on-hold").any()


@remembered
def bone_agent_declined(p: PatientRecord) -> bool:
    "Bone-targeted agent declined or contraindicated on record in the last 183 days"
    days, reasons = p.days("decline_memory_days"), codelist("bisphosphonate_declined_or_contraindicated")
    return any_of(
        p,
        lambda q: q.medications(BONE_AGENTS).standing("refused").within(days).any(),
        lambda q: q.conditions(reasons).certain().within(days).any(),
        lambda q: q.procedures(reasons).within(days).any(),
    )


def denosumab_declined(p: PatientRecord) -> bool:
    "Denosumab declined in the last 183 days"
    return p.medications(DENOSUMAB).standing("refused").within(p.days("decline_memory_days")).any()


@remembered
def on_denosumab(p: PatientRecord) -> bool:
    "On denosumab"
    return takes(p, DENOSUMAB)


@remembered
def on_bisphosphonate(p: PatientRecord) -> bool:
    "On a bisphosphonate"
    return takes(p, BISPHOSPHONATES)


@remembered
def on_zoledronic_acid(p: PatientRecord) -> bool:
    "On zoledronic acid"
    return takes(p, ZOLEDRONIC)


def zoledronic_acid_taken_before(p: PatientRecord) -> bool:
    "Zoledronic acid on record, now or in the past"
    return p.medications(ZOLEDRONIC).standing("active", "done", "ended", "on-hold").any()


def known_courses(p: PatientRecord, *drugs: Codelist) -> list[Event]:
    """Every order, statement and dose of the drugs that was really taken, oldest first; plans and refusals left out."""
    return p.medications(*drugs).standing("active", "done", "ended", "on-hold").all()


def first_dose(p: PatientRecord, *drugs: Codelist) -> Event | None:
    """The earliest dated course or dose, or None when none is on record."""
    return next((e for e in known_courses(p, *drugs) if e.on is not None), None)


def interval_days(p: PatientRecord, drug: Codelist) -> float | None:
    """The interval of the current order, else the mean gap of the last doses given; None with too few to tell."""
    stated = ordered(p, drug).where(lambda e: e.dose.interval_days is not None).latest()
    if stated is not None:
        return stated.dose.interval_days
    enough = int(p.number("min_administrations"))
    days = sorted({e.on.latest for e in given(p, drug).all() if e.on is not None})[-enough:]
    if len(days) < enough:
        return None
    return (days[-1] - days[0]) / timedelta(days=1) / (len(days) - 1)


def current(p: PatientRecord, *drugs: Codelist) -> Event | None:
    """The newest order of the drugs, else the newest dose still working: for words on a card."""
    for selection in (ordered(p, *drugs), still_working(p, *drugs)):
        newest = selection.latest()
        if newest is not None:
            return newest
    return None
