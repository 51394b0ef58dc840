"""Questions about pregnancy before a bone-targeted agent: tested or not, and what the record says last."""

from cards.criteria.everybody import (
    ABSENT,
    LACTATION,
    PREGNANCY,
    TEST,
    is_positive,
    newest_pregnancy_test,
    pregnant_or_breastfeeding,
    recorded_results,
)
from cards.criteria.menopause import childbearing_potential
from cards.events import Event
from cards.logic import all_of, any_of, none_of, unless
from cards.patient import PatientRecord


def pregnancy_tested(p: PatientRecord) -> bool:
    "Negative pregnancy test or pregnancy status in the last 30 days, or a test ordered"
    return any_of(
        p,
        lambda q: q.results(TEST).within(q.days("lab_max_age_days")).where(_negative).any(),
        lambda q: q.results(PREGNANCY).within(q.days("lab_max_age_days")).any(),
        lambda q: q.orders(TEST).standing("active", "on-hold").any(),
    )


def _negative(test: Event) -> bool:
    return ABSENT.name in test.answers


def may_become_pregnant(p: PatientRecord) -> bool:
    "Of child-bearing potential, no recent pregnancy test"
    return all_of(p, childbearing_potential, unless(pregnancy_tested))


def pregnant_breastfeeding_or_untested(p: PatientRecord) -> bool:
    "Pregnant, breastfeeding, or of child-bearing potential without a recent pregnancy test"
    return any_of(p, pregnant_or_breastfeeding, may_become_pregnant)


def not_pregnant_on_record(p: PatientRecord) -> bool:
    "Not recorded as pregnant or breastfeeding"
    return none_of(p, pregnant_or_breastfeeding)


def newest_record(p: PatientRecord) -> Event | None:
    """The newest record of pregnancy or breastfeeding: condition, status or positive test; None without one."""
    test = newest_pregnancy_test(p)
    rows = [
        p.conditions(PREGNANCY, LACTATION).active().certain().latest(),
        recorded_results(p).latest(),
        test if is_positive(test) else None,
    ]
    return max((r for r in rows if r), key=lambda r: (r.on is not None, r.on, r.ref), default=None)
