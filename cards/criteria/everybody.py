"""The rules for all rows of the decision table (GUIDELINE 4.1): alive, adult, not pregnant."""

from cards.codelists import codelist
from cards.events import Event, NotKnown, Selection
from cards.logic import any_of
from cards.patient import PatientRecord, remembered

PREGNANCY, LACTATION = codelist("pregnancy"), codelist("lactation")
TEST, PRESENT, ABSENT = codelist("pregnancy_test"), codelist("present"), codelist("absent")


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
    on_record = any_of(p, _recorded_as_condition, lambda q: recorded_results(q).any(), _test_positive)
    return on_record and p.is_female()  # with the sex not recorded, a pregnancy on record is not known to be one


def _recorded_as_condition(p: PatientRecord) -> bool:
    return p.conditions(PREGNANCY, LACTATION).active().certain().any()


def recorded_results(p: PatientRecord) -> Selection:
    """Status of pregnancy or breastfeeding that says yes, not older than a pregnancy lasts."""
    recent = p.results(PREGNANCY, LACTATION).within(p.days("pregnancy_result_max_age_days"))
    return recent.where(lambda row: bool(row.answers & {PREGNANCY.name, LACTATION.name, PRESENT.name}))


def newest_pregnancy_test(p: PatientRecord) -> Event | None:
    """The newest pregnancy test that is not older than a pregnancy lasts, or None."""
    return p.results(TEST).within(p.days("pregnancy_result_max_age_days")).latest()


def is_positive(test: Event | None) -> bool:
    """True when the test says so; a number alone says nothing here."""
    return test is not None and PRESENT.name in test.answers


def _test_positive(p: PatientRecord) -> bool:
    test = newest_pregnancy_test(p)
    if test is not None and test.value is None and not test.answers & {PRESENT.name, ABSENT.name}:
        raise NotKnown(f"{TEST.title}: its answer is not understood")
    return is_positive(test)


def not_pregnant(p: PatientRecord) -> bool:
    "Not pregnant and not breastfeeding"
    return not pregnant_or_breastfeeding(p)


EVERYBODY = (alive, adult, not_pregnant)
EMERGENCY = (alive, adult)
