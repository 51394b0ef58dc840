"""Questions about bone density and the hormone-depleting therapy that calls for it."""

from datetime import timedelta

from cards.codelists import codelist
from cards.criteria.disease import has_or_had_breast_cancer, has_or_had_prostate_cancer
from cards.criteria.possible import possible
from cards.criteria.therapy import on_bone_agent
from cards.events import Event, value_in
from cards.logic import any_of
from cards.patient import PatientRecord, remembered

AROMATASE_INHIBITORS, GNRH = codelist("aromatase_inhibitors"), codelist("gnrh_analogues")
ADT_REGIME = codelist("androgen_deprivation_regime")
OOPHORECTOMY, ORCHIECTOMY = codelist("oophorectomy"), codelist("orchiectomy")
DXA = codelist("dxa")
T_SCORE_SITES = (codelist("t_score_lumbar_spine"), codelist("t_score_hip"), codelist("t_score_femur"))


def on_aromatase_inhibitor(p: PatientRecord) -> bool:
    "On an aromatase inhibitor for breast cancer"
    return has_or_had_breast_cancer(p) and p.medications(AROMATASE_INHIBITORS).active().any()


@remembered
def has_ovarian_suppression(p: PatientRecord) -> bool:
    "Ovarian suppression (GnRH analogue) or both ovaries removed"
    return any_of(
        p,
        lambda q: q.medications(GNRH).active().any(),
        lambda q: q.procedures(OOPHORECTOMY).standing("done").any(),
        lambda q: q.conditions(OOPHORECTOMY).certain().any(),
    )


def ovarian_suppression_in_breast_cancer(p: PatientRecord) -> bool:
    "Ovarian suppression or ablation in breast cancer (in men: GnRH analogue)"
    return has_or_had_breast_cancer(p) and has_ovarian_suppression(p)


def on_androgen_deprivation(p: PatientRecord) -> bool:
    "Androgen deprivation (GnRH analogue or orchiectomy) in prostate cancer"
    return has_or_had_prostate_cancer(p) and any_of(
        p,
        lambda q: q.medications(GNRH, ADT_REGIME).active().any(),
        lambda q: q.procedures(ORCHIECTOMY, ADT_REGIME).standing("done", "active").any(),
        lambda q: q.conditions(ORCHIECTOMY, ADT_REGIME).certain().active().any(),
        lambda q: q.orders(ADT_REGIME).standing("active").any(),
    )


@remembered
def on_hormone_depleting_therapy(p: PatientRecord) -> bool:
    "On an aromatase inhibitor, ovarian suppression or androgen deprivation for breast or prostate cancer"
    return any_of(p, on_aromatase_inhibitor, ovarian_suppression_in_breast_cancer, on_androgen_deprivation)


@remembered
def trigger_therapies(p: PatientRecord) -> list[Event]:
    """The orders and operations that deplete hormones, oldest first."""
    drugs = p.medications(AROMATASE_INHIBITORS, GNRH, ADT_REGIME).active().all()
    operations = p.procedures(OOPHORECTOMY, ORCHIECTOMY, ADT_REGIME).standing("done", "active").all()
    ordered = p.orders(ADT_REGIME).standing("active").all()
    return sorted([*drugs, *operations, *ordered], key=lambda e: (e.on is None, e.on, e.ref))


def baseline_window_start(p: PatientRecord) -> int:
    """How many days back a DXA still counts as baseline: 730 before therapy began, else 730 before today."""
    first = next((e for e in trigger_therapies(p) if e.on is not None), None)
    since_start = first.on.days_before(p.today) if first is not None and first.on is not None else 0
    return max(since_start, 0) + p.days("dxa_baseline_lookback_days")


def dxa_done(p: PatientRecord) -> list[Event]:
    """Every bone density measurement on record, oldest first; an order that was completed is one."""
    rows = [*p.results(DXA).all(), *p.procedures(DXA).standing("done").all(), *p.orders(DXA).standing("done").all()]
    return sorted(rows, key=lambda e: (e.on is not None, e.on, e.ref))


def baseline_dxa_done(p: PatientRecord) -> bool:
    "Bone density measured from 730 days before the therapy began until now"
    days = baseline_window_start(p)
    return any_of(
        p,
        lambda q: q.results(DXA).within(days).any(),
        lambda q: q.procedures(DXA).standing("done").within(days).any(),
        lambda q: q.orders(DXA).standing("done").within(days).any(),
    )


def dxa_ordered(p: PatientRecord) -> bool:
    "Bone density measurement ordered"
    return p.orders(DXA).standing("active", "on-hold").any()


def newest_t_scores(p: PatientRecord) -> list[Event]:
    """The newest T-score of lumbar spine, hip and femur, as far as on record."""
    newest = [p.results(site).latest() for site in T_SCORE_SITES]
    return [row for row in newest if row is not None]


@remembered
def lowest_t_score(p: PatientRecord) -> tuple[float, Event] | None:
    """The lowest of the newest T-scores per site (GUIDELINE 4.1) with its result, or None."""
    lowest, highest = p.number("possible.t_score_from"), p.number("possible.t_score_to")
    scores = [(possible(value_in(row, "{score}"), row, lowest, highest), row) for row in newest_t_scores(p)]
    return min(scores, key=lambda pair: (pair[0], pair[1].ref), default=None)


def last_dxa_within_interval(p: PatientRecord) -> bool:
    "Last bone density within 730 days (365 when the T-score was -1.0 or lower and no bone agent is taken)"

    dated = [e.on for e in dxa_done(p) if e.on is not None]
    if not dated:
        return False
    lowest = lowest_t_score(p)
    yearly = lowest is not None and lowest[0] <= p.number("low_t_for_yearly_dxa") and not on_bone_agent(p)
    limit = timedelta(days=p.days("dxa_repeat_days_low_t" if yearly else "dxa_repeat_days"))
    return max(on.latest for on in dated) >= p.today - limit


def dxa_recent_or_ordered(p: PatientRecord) -> bool:
    "Bone density measured within its interval, or ordered"
    return any_of(p, last_dxa_within_interval, dxa_ordered)


def short_androgen_deprivation(p: PatientRecord) -> bool:
    "Androgen deprivation planned for less than 6 months in all, and nothing else that depletes hormones"
    if any_of(p, on_aromatase_inhibitor, ovarian_suppression_in_breast_cancer, androgen_deprivation_without_end):
        return False
    courses = p.medications(GNRH, ADT_REGIME).standing("active", "done", "ended", "on-hold").all()
    starts = [e.on.earliest for e in courses if e.on is not None]
    ends = [e.until.latest for e in courses if e.until is not None and e.standing == "active"]
    return bool(starts and ends) and (max(ends) - min(starts)).days < p.days("adt_min_days")


def androgen_deprivation_without_end(p: PatientRecord) -> bool:
    """Orchiectomy, a regime (also one ordered: it is for 12 months), or an order that names no last day."""
    return any_of(
        p,
        lambda q: q.medications(GNRH, ADT_REGIME).active().where(lambda e: e.until is None).any(),
        lambda q: q.procedures(ORCHIECTOMY, ADT_REGIME).standing("done", "active").any(),
        lambda q: q.conditions(ORCHIECTOMY, ADT_REGIME).certain().active().any(),
        lambda q: q.orders(ADT_REGIME).standing("active").any(),
    )
