"""Ask for the one fact that is missing and would change the advice: birth date, menopausal or castration status."""

from cards.codelists import codelist
from cards.criteria import disease, menopause
from cards.criteria.everybody import LACTATION, PREGNANCY, adult, alive, pregnant_or_breastfeeding
from cards.criteria.indications import ADJUVANT
from cards.criteria.words import age_words
from cards.logic import all_of, any_of, none_of
from cards.patient import PatientRecord
from cards.recommendation import Advice, Criterion, Recommendation, Sentence, Suggestion
from cards.text import _

CANCER = codelist("any_cancer")


def birth_date_missing(p: PatientRecord) -> bool:
    "Cancer on record and no birth date"
    return p.birth is None and p.conditions(CANCER, disease.BONE_METASTASIS).certain().any()


def menopausal_status_missing(p: PatientRecord) -> bool:
    "Adjuvant bisphosphonate depends on a menopausal status that is not recorded (age 45 to 59)"
    others = [c for c in ADJUVANT.population if c is not menopause.postmenopausal_or_suppressed]
    if p.birth is None:
        return False
    wanted = all_of(p, *others, menopause.menopausal_status_open)
    return wanted and none_of(p, *ADJUVANT.exclusions, *ADJUVANT.satisfied)


def castration_status_missing(p: PatientRecord) -> bool:
    "Bone metastasis of prostate cancer whose castration status is not recorded"
    return all_of(p, disease.has_bone_metastasis, disease.castration_status_unknown)


def a_fact_is_missing(p: PatientRecord) -> bool:
    "Birth date, menopausal status or castration status is missing and would change the advice"
    return any_of(p, birth_date_missing, menopausal_status_missing, castration_status_missing)


def child(p: PatientRecord) -> bool:
    "Under 18"
    return p.birth is not None and not adult(p)


def pregnancy_on_record(p: PatientRecord) -> bool:
    "Pregnant or breastfeeding on record"
    if p.birth is not None:
        return pregnant_or_breastfeeding(p)
    return p.sex != "male" and p.conditions(PREGNANCY, LACTATION).active().certain().any()


# Which fact: its question, the summary when it is the only one, and why it matters.
QUESTIONS: tuple[tuple[Criterion, str, str], ...] = (
    (
        birth_date_missing,
        _("Birth date missing: it would change the bone-health advice, please record it"),
        _("Birth date not recorded: without age no bone-health recommendation can be judged."),
    ),
    (
        menopausal_status_missing,
        _("Menopausal status missing: it would change the bone-health advice, please record it"),
        _("Menopausal status not recorded, age {age}: an adjuvant bisphosphonate helps only after menopause."),
    ),
    (
        castration_status_missing,
        _("Castration status missing: it would change the bone-health advice, please record it"),
        _("Castration status not recorded: a bone-targeted agent at full dose is for castration-resistant disease."),
    ),
)


SEVERAL = _("Missing facts would change the bone-health advice: please record them")


def advise(p: PatientRecord) -> Advice:
    missing = [(summary, why) for question, summary, why in QUESTIONS if question(p)]
    age = age_words(p) if menopausal_status_missing(p) else None
    hormones = Sentence(_("Date of the last menses, or LH, FSH and oestradiol, can settle it."))
    return Advice(
        because=[Sentence(why, {"age": age}) for _summary, why in missing],
        options=[hormones] if menopausal_status_missing(p) else [],
        indicator="info",
        summary=missing[0][0] if len(missing) == 1 else SEVERAL,
    )


RECOMMENDATION = Recommendation(
    id="DATA-NEEDED",
    title=_("A missing fact would change the advice"),
    kind="information",
    summary=_("One missing fact would change the bone-health advice: please record it"),
    statements=("S19", "S20"),
    hooks=("patient-view",),
    everybody=(alive,),
    population=(a_fact_is_missing,),
    exclusions=(child, pregnancy_on_record),
    advise=advise,
    suggestions=(
        Suggestion(_("Record the missing fact"), "record_missing_fact"),
        Suggestion(_("LH, FSH and oestradiol"), "menopause_hormones", only_if=(menopausal_status_missing,)),
    ),
    override_reasons=("not-obtainable",),
    merge_into=("BMA-METS-START",),
)
