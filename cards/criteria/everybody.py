"""The rules for all rows of the decision table (GUIDELINE 4.1): alive, adult, not pregnant."""

from cards.codelists import codelist
from cards.logic import any_of
from cards.patient import PatientRecord, remembered

PREGNANCY, LACTATION = codelist("pregnancy"), codelist("lactation")


def alive(p: PatientRecord) -> bool:
    "Alive"
    return not p.deceased


def adult(p: PatientRecord) -> bool:
    "Aged 18 or over"
    return p.at_least(p.number("adult_age"))


@remembered
def pregnant_or_breastfeeding(p: PatientRecord) -> bool:
    "Pregnant or breastfeeding (not asked in men and from the age at which menopause is assumed)"
    if p.sex == "male" or p.at_least(p.number("menopause_assume_post_age")):
        return False
    return any_of(p, _recorded_as_condition, _recorded_as_result)


def _recorded_as_condition(p: PatientRecord) -> bool:
    return p.conditions(PREGNANCY, LACTATION).active().certain().any()


def _recorded_as_result(p: PatientRecord) -> bool:
    recent = p.results(PREGNANCY, LACTATION).within(p.days("pregnancy_result_max_age_days"))
    return recent.where(lambda row: bool(row.answers & {PREGNANCY.name, LACTATION.name})).any()


def not_pregnant(p: PatientRecord) -> bool:
    "Not pregnant and not breastfeeding"
    return not pregnant_or_breastfeeding(p)


EVERYBODY = (alive, adult, not_pregnant)
EMERGENCY = (alive, adult)
