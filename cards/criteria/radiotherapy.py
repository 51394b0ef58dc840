"""Questions about radiotherapy of bone: given or ordered, when, to which site, in how many fractions."""

from cards.codelists import codelist
from cards.criteria.pain import painful_sites, signs_of_pain
from cards.events import Event, Selection
from cards.logic import any_of
from cards.partial_date import PartialDate
from cards.patient import PatientRecord

RADIOTHERAPY, REFERRAL = codelist("radiotherapy"), codelist("radiation_oncology_referral")
CURATIVE, STEREOTACTIC = codelist("curative_intent"), codelist("stereotactic_radiotherapy")
SINGLE_FRACTION = codelist("single_fraction")
GIVEN = ("done", "active", "ended")
ORDERED = ("active", "on-hold")


def last_day(event: Event) -> PartialDate | None:
    """The day a course ended, else the day it is dated."""
    return event.until or event.on


def may_be_same_site(event: Event, sites: frozenset[str]) -> bool:
    """False only when both sites are recorded and differ: an unknown site counts as the same one."""
    return not event.sites or not sites or bool(event.sites & sites)


def is_ablative(event: Event) -> bool:
    """True for radiotherapy that is meant to cure or ablate."""
    return bool((event.concepts | event.answers) & {CURATIVE.name, STEREOTACTIC.name})


def fractions(event: Event) -> int | None:
    """The number of fractions, also when only words or a code say that it is one; None when not recorded."""
    return 1 if event.fractions is None and SINGLE_FRACTION.name in event.concepts else event.fractions


def _recent(p: PatientRecord, event: Event) -> bool:
    """Going on now, or its last day in the last 28 days."""
    day = last_day(event)
    return event.standing == "active" or (day is not None and day.may_be_within(p.days("rt_retreat_min_days"), p.today))


def ordered_recently(p: PatientRecord, event: Event) -> bool:
    """An order that still stands: of the last 28 days or without a date."""
    return event.on is None or event.on.may_be_within(p.days("rt_retreat_min_days"), p.today)


def radiotherapy_ordered_to_pain(p: PatientRecord) -> bool:
    "Radiotherapy to the painful site ordered, or radiation oncology referral, in the last 28 days"
    sites = painful_sites(p)
    orders = p.orders(RADIOTHERAPY, REFERRAL).standing(*ORDERED).where(lambda e: ordered_recently(p, e))
    return orders.where(lambda e: may_be_same_site(e, sites) and not is_ablative(e)).any()


def courses_to_pain(p: PatientRecord) -> Selection:
    """Radiotherapy given or being given to the painful site, whenever."""
    sites = painful_sites(p)
    return p.procedures(RADIOTHERAPY).standing(*GIVEN).where(lambda e: may_be_same_site(e, sites))


def radiotherapy_given_to_pain(p: PatientRecord) -> bool:
    "Radiotherapy to the painful site given in the last 28 days"
    return courses_to_pain(p).where(lambda e: _recent(p, e) and not is_ablative(e)).any()


def radiotherapy_arranged_for_pain(p: PatientRecord) -> bool:
    "Radiotherapy to the painful site ordered or given in the last 28 days (a site not recorded counts as the same)"
    return any_of(p, radiotherapy_ordered_to_pain, radiotherapy_given_to_pain)


def irradiated_before(p: PatientRecord) -> bool:
    "Earlier radiotherapy to the painful site (a site not recorded counts as the same)"
    return courses_to_pain(p).any()


def radiotherapy_less_than_28_days_ago(p: PatientRecord) -> bool:
    "Radiotherapy to the painful site going on, or less than 28 days ago"
    days = p.days("rt_retreat_min_days")

    def too_soon(course: Event) -> bool:
        day = last_day(course)
        return course.standing == "active" or (day is not None and day.days_before(p.today) < days)

    return courses_to_pain(p).where(too_soon).any()


def no_radiotherapy_yet(p: PatientRecord) -> bool:
    "No radiotherapy on record, given or ordered"
    given, ordered = p.procedures(RADIOTHERAPY), p.orders(RADIOTHERAPY).standing(*ORDERED)
    return not any_of(p, lambda _q: given.any(), lambda _q: ordered.any())


def radiotherapy_orders(p: PatientRecord) -> list[Event]:
    """Radiotherapy ordered for the painful site and not given yet, oldest first; referrals are not among them."""
    sites = painful_sites(p)
    orders = p.orders(RADIOTHERAPY).standing(*ORDERED).where(lambda e: ordered_recently(p, e))
    return orders.where(lambda e: may_be_same_site(e, sites)).all()


def fractions_ordered(p: PatientRecord) -> list[int]:
    """The numbers of fractions of what is ordered for the painful site, where they are recorded."""
    numbers = [fractions(order) for order in radiotherapy_orders(p)]
    return [number for number in numbers if number is not None]


def single_fraction_arranged(p: PatientRecord) -> bool:
    "One fraction ordered or given for the painful site"
    return any_of(
        p,
        lambda q: 1 in fractions_ordered(q),
        lambda q: courses_to_pain(q).where(lambda e: fractions(e) == 1).any(),
    )


def radiotherapy_before_pain(p: PatientRecord) -> Event | None:
    """The newest radiotherapy 28 days ago or more to a site that hurts since; None without dates and sites of both.

    Pain noted before the radiotherapy does not show that it persists: that takes a later note, or a score of 4 or more
    at least 28 days after it.
    """
    days = p.days("rt_retreat_min_days")
    courses = p.procedures(RADIOTHERAPY).standing(*GIVEN).all()
    signs = signs_of_pain(p)

    def hurts_since(course: Event) -> bool:
        day = last_day(course)
        if day is None or not course.sites or day.days_before(p.today) < days:
            return False
        there = [sign for sign in signs if sign.on is not None and sign.sites & course.sites]
        return any((s.on.earliest - day.latest).days >= (days if s.score else 1) for s in there if s.on)

    return next((course for course in reversed(courses) if hurts_since(course)), None)


def pain_after_radiotherapy(p: PatientRecord) -> bool:
    "Bone pain persists or returned 28 days or more after radiotherapy to the same site"
    return radiotherapy_before_pain(p) is not None
