"""Questions about going on with a bone-targeted agent: what speaks for it, and for giving it less often."""

from typing import NamedTuple

from cards.codelists import codelist
from cards.criteria import course, disease, therapy
from cards.events import Event
from cards.logic import any_of
from cards.patient import PatientRecord

MARKERS = codelist("bone_resorption_markers")


class Rise(NamedTuple):
    """The newest two values of one resorption marker, of which the last is higher."""

    before: Event
    newest: Event


def rising_marker(p: PatientRecord) -> Rise | None:
    """A marker whose newest value, not older than 183 days, is above the one before it; None when none rises.

    Compared are values of the same code and the same unit.
    """
    rows: dict[tuple[str, str | None], list[Event]] = {}
    for row in p.results(MARKERS).all():
        if row.value is not None and row.on is not None:
            rows.setdefault((row.code or row.meaning, row.unit), []).append(row)
    pairs = [Rise(*series[-2:]) for series in rows.values() if len(series) > 1]
    days = p.days("recent_sre_days")
    recent = [pair for pair in pairs if pair.newest.on and pair.newest.on.may_be_within(days, p.today)]
    rising = [pair for pair in recent if (pair.newest.value or 0) > (pair.before.value or 0)]
    return max(rising, key=lambda pair: (pair.newest.on, pair.newest.ref), default=None)


def resorption_marker_rises(p: PatientRecord) -> bool:
    "Bone resorption marker (CTx, NTx) rising: the newest value, of the last 183 days, above the one before"
    return rising_marker(p) is not None


def reason_to_go_on(p: PatientRecord) -> bool:
    "Progression in bone, a skeletal event in the last 183 days, or a rising resorption marker"
    return any_of(p, disease.bone_disease_progresses, disease.had_skeletal_event_recently, resorption_marker_rises)


def cancer_studied_every_12_weeks(p: PatientRecord) -> bool:
    "Breast cancer, prostate cancer or myeloma"
    return any_of(p, disease.has_or_had_breast_cancer, disease.has_or_had_prostate_cancer, disease.has_myeloma)


def zoledronic_acid_for_a_year(p: PatientRecord) -> bool:
    "On zoledronic acid for bone metastasis or myeloma for at least 365 days"
    if not therapy.on_zoledronic_acid(p):
        return False
    days = course.days_for_bone_disease(p, therapy.ZOLEDRONIC)
    return days is not None and days >= p.days("deescalate_after_days")


def interval_known(p: PatientRecord) -> bool:
    "Interval of zoledronic acid ordered, or told by the last 3 doses"
    return therapy.interval_days(p, therapy.ZOLEDRONIC) is not None


def interval_10_weeks_or_more(p: PatientRecord) -> bool:
    "Interval of zoledronic acid is already 10 weeks or more"
    days = therapy.interval_days(p, therapy.ZOLEDRONIC)
    return days is not None and days >= p.number("interval_q12w_from_days")
