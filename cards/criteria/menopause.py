"""Questions about menopause: recorded, induced by treatment, or assumed from age (GUIDELINE, ADJ-BP-POSTMENO)."""

from cards.codelists import codelist
from cards.criteria.bone_density import AROMATASE_INHIBITORS, has_ovarian_suppression
from cards.events import Event
from cards.logic import all_of, none_of
from cards.patient import PatientRecord, remembered

POSTMENOPAUSAL, PREMENOPAUSAL = codelist("postmenopausal"), codelist("premenopausal")
STATUS = codelist("menopausal_status")
CHEMOTHERAPY_AMENORRHOEA = codelist("chemotherapy_amenorrhoea")


@remembered
def recorded_status(p: PatientRecord) -> Event | None:
    """The newest record of menopausal status (condition, finding, or answer to the question), or None."""
    either = {POSTMENOPAUSAL.name, PREMENOPAUSAL.name}
    rows = [
        p.conditions(POSTMENOPAUSAL, PREMENOPAUSAL).active().certain().latest(),
        p.results(POSTMENOPAUSAL, PREMENOPAUSAL).latest(),
        p.results(STATUS).where(lambda row: bool(row.answers & either)).latest(),
    ]
    return max((r for r in rows if r), key=lambda r: (r.on is not None, r.on, r.ref), default=None)


def recorded_postmenopausal(p: PatientRecord) -> bool:
    "Recorded as post-menopausal"
    found = recorded_status(p)
    return found is not None and POSTMENOPAUSAL.name in found.concepts | found.answers


def chemotherapy_amenorrhoea_only(p: PatientRecord) -> bool:
    "Amenorrhoea after chemotherapy, without ovarian suppression and below the age at which menopause is assumed"
    if p.at_least(p.number("menopause_assume_post_age")):
        return False
    return p.conditions(CHEMOTHERAPY_AMENORRHOEA).active().certain().any() and not has_ovarian_suppression(p)


@remembered
def postmenopausal_or_suppressed(p: PatientRecord) -> bool:
    "Post-menopausal (recorded, from age 60, or by an aromatase inhibitor with no other record) or ovaries suppressed"
    if has_ovarian_suppression(p):
        return True
    if recorded_status(p) is not None:
        return recorded_postmenopausal(p)
    return p.at_least(p.number("menopause_assume_post_age")) or _aromatase_inhibitor_from_45(p)


def _aromatase_inhibitor_from_45(p: PatientRecord) -> bool:
    """An aromatase inhibitor without suppression makes menopause probable, except where age makes it improbable."""
    if not p.at_least(p.number("menopause_assume_pre_age_lt")):
        return False
    return p.medications(AROMATASE_INHIBITORS).active().any()


def menopausal_status_open(p: PatientRecord) -> bool:
    "Aged 45 to 59 with menopausal status neither recorded nor to be told from treatment"
    in_between = p.at_least(p.number("menopause_assume_pre_age_lt")) and not p.at_least(
        p.number("menopause_assume_post_age")
    )
    return in_between and recorded_status(p) is None and not postmenopausal_or_suppressed(p)


def childbearing_potential(p: PatientRecord) -> bool:
    "Woman aged 12 to 50 without menopause, hysterectomy or removal of both ovaries on record"
    sterile = (codelist("hysterectomy"), codelist("oophorectomy"))
    return all_of(
        p,
        lambda q: q.is_female(),
        lambda q: q.at_least(q.number("childbearing_age_from")),
        lambda q: not q.older_than(q.number("childbearing_age_to")),
        lambda q: none_of(
            q,
            recorded_postmenopausal,
            lambda r: r.conditions(*sterile).certain().any(),
            lambda r: r.procedures(*sterile).standing("done").any(),
        ),
    )
