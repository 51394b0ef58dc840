"""What is said when one fact is missing that would change the advice, and to whom it is not said."""

from typing import NamedTuple

from cards.codelists import codelist
from cards.criteria import disease
from cards.criteria.everybody import LACTATION, PREGNANCY, adult, pregnant_or_breastfeeding
from cards.criteria.words import age_words
from cards.patient import PatientRecord
from cards.recommendation import Advice, Criterion, Sentence
from cards.text import _

IF_RESISTANT = _("Castration status not recorded: applies if castration-resistant.")
SEVERAL = _("Missing facts would change the bone-health advice: please record them")


class Missing(NamedTuple):
    """One missing fact: whether it is missing, the summary when it is the only one, and why it matters."""

    holds: Criterion
    summary: str
    why: str
    brief: str = ""  # how it reads on another card


def cancer_without_birth_date(p: PatientRecord) -> bool:
    "Cancer on record and no birth date"
    return p.birth is None and p.conditions(codelist("any_cancer"), disease.BONE_METASTASIS).certain().any()


def castration_status_missing(p: PatientRecord) -> bool:
    "Bone metastasis of prostate cancer whose castration status is not recorded"
    return disease.has_bone_metastasis(p) and disease.castration_status_unknown(p)


def child(p: PatientRecord) -> bool:
    "Under 18"
    return p.birth is not None and not adult(p)


def pregnancy_on_record(p: PatientRecord) -> bool:
    "Pregnant or breastfeeding on record"
    if p.birth is not None:
        return pregnant_or_breastfeeding(p)
    return p.sex != "male" and p.conditions(PREGNANCY, LACTATION).active().certain().any()


def questions(birth_date: Criterion, menopause: Criterion, castration: Criterion) -> tuple[Missing, ...]:
    """The three facts, each with the criterion that tells whether it is missing here."""
    return (
        Missing(
            birth_date,
            _("Birth date missing: it would change the bone-health advice, please record it"),
            _("Birth date not recorded: without age no bone-health recommendation can be judged."),
        ),
        Missing(
            menopause,
            _("Menopausal status missing: it would change the bone-health advice, please record it"),
            _("Menopausal status not recorded, age {age}: an adjuvant bisphosphonate helps only after menopause."),
        ),
        Missing(
            castration,
            _("Castration status missing: it would change the bone-health advice, please record it"),
            _(
                "Castration status not recorded:"
                " a bone-targeted agent at full dose is for castration-resistant disease."
            ),
            IF_RESISTANT,
        ),
    )


def advice(p: PatientRecord, rows: tuple[Missing, ...], menopause: Criterion) -> Advice:
    """Which facts are missing and why they matter; what can settle menopause."""
    missing = [one for one in rows if one.holds(p)]
    open_menopause = any(one.holds is menopause for one in missing)
    hormones = Sentence(_("Date of the last menses, or LH, FSH and oestradiol, can settle it."))
    return Advice(
        because=[Sentence(one.why, {"age": age_words(p) if open_menopause else None}) for one in missing],
        options=[hormones] if open_menopause else [],
        brief=[Sentence(one.brief) for one in missing if one.brief],
        indicator="info",
        summary=missing[0].summary if len(missing) == 1 else SEVERAL,
    )
