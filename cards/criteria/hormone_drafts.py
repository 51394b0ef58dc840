"""Questions about hormone-depleting therapy that is being ordered, and what it makes of menopause."""

from cards.criteria import bone_density, menopause
from cards.criteria.bone_density import ADT_REGIME, AROMATASE_INHIBITORS, GNRH
from cards.criteria.disease import has_or_had_breast_cancer, has_or_had_prostate_cancer
from cards.criteria.drafts import being_ordered
from cards.events import Event
from cards.logic import any_of
from cards.patient import PatientRecord, remembered

TRIGGERS = (AROMATASE_INHIBITORS, GNRH, ADT_REGIME)


@remembered
def aromatase_inhibitor_drafted(p: PatientRecord) -> bool:
    "An aromatase inhibitor is being ordered"
    return being_ordered(p, AROMATASE_INHIBITORS).any()


@remembered
def gnrh_drafted(p: PatientRecord) -> bool:
    "A GnRH analogue is being ordered"
    return being_ordered(p, GNRH).any()


@remembered
def aromatase_inhibitor_or_gnrh_drafted(p: PatientRecord) -> bool:
    "An aromatase inhibitor or a GnRH analogue is being ordered"
    return any_of(p, aromatase_inhibitor_drafted, gnrh_drafted)


def _for_breast_cancer(p: PatientRecord) -> bool:
    return aromatase_inhibitor_or_gnrh_drafted(p) and has_or_had_breast_cancer(p)


def _for_prostate_cancer(p: PatientRecord) -> bool:
    return being_ordered(p, GNRH, ADT_REGIME).any() and has_or_had_prostate_cancer(p)


@remembered
def hormone_depleting_therapy_drafted(p: PatientRecord) -> bool:
    "An aromatase inhibitor, ovarian suppression or androgen deprivation is being ordered for breast or prostate cancer"
    return any_of(p, _for_breast_cancer, _for_prostate_cancer)


def short_androgen_deprivation_drafted(p: PatientRecord) -> bool:
    "Androgen deprivation is being ordered for less than 6 months in all, and nothing else that depletes hormones"
    others = (
        _for_breast_cancer,
        bone_density.on_aromatase_inhibitor,
        bone_density.ovarian_suppression_in_breast_cancer,
        bone_density.androgen_deprivation_without_end,
    )
    if any_of(p, *others):
        return False
    ordered = being_ordered(p, GNRH, ADT_REGIME).all()
    taken = p.medications(GNRH, ADT_REGIME).standing("active", "done", "ended", "on-hold").all()
    return all(e.until is not None for e in ordered) and _days_in_all(taken, ordered) < p.days("adt_min_days")


def _days_in_all(taken: list[Event], ordered: list[Event]) -> int:
    """Days from the first course on record to the last day ordered; 0 when nothing is dated."""
    starts = [e.on.earliest for e in (*taken, *ordered) if e.on is not None]
    ends = [e.until.latest for e in (*taken, *ordered) if e.until is not None and e.standing != "ended"]
    return (max(ends) - min(starts)).days if starts and ends else 0


@remembered
def ovaries_suppressed_or_to_be(p: PatientRecord) -> bool:
    "Ovarian suppression, taken or being ordered, or both ovaries removed"
    return any_of(p, gnrh_drafted, bone_density.has_ovarian_suppression)


@remembered
def postmenopausal_with_the_order(p: PatientRecord) -> bool:
    "Post-menopausal (recorded, from age 60, by an aromatase inhibitor) or ovaries suppressed, the order included"
    if any_of(p, gnrh_drafted, menopause.postmenopausal_or_suppressed):
        return True
    if menopause.recorded_status(p) is not None or not p.at_least(p.number("menopause_assume_pre_age_lt")):
        return False
    return aromatase_inhibitor_drafted(p)


def menopausal_status_open_with_the_order(p: PatientRecord) -> bool:
    "Aged 45 to 59 with menopausal status neither recorded nor to be told from treatment, the order included"
    return menopause.menopausal_status_open(p) and not postmenopausal_with_the_order(p)


def amenorrhoea_without_suppression(p: PatientRecord) -> bool:
    "Amenorrhoea after chemotherapy, below the age at which menopause is assumed, and no ovarian suppression is ordered"
    return menopause.chemotherapy_amenorrhoea_only(p) and not gnrh_drafted(p)


def premenopausal(p: PatientRecord) -> bool:
    "Recorded as pre-menopausal and below 60, or below 45 with no record of menopause"
    if p.at_least(p.number("menopause_assume_post_age")):
        return False
    if menopause.recorded_status(p) is not None:
        return not menopause.recorded_postmenopausal(p)
    return not p.at_least(p.number("menopause_assume_pre_age_lt"))
