"""Questions that decide whether a drug may be named: allergy, jaw, teeth, and what the record leaves open."""

from cards.codelists import Codelist, codelist
from cards.criteria.therapy import BISPHOSPHONATES, DENOSUMAB
from cards.events import Event
from cards.logic import any_of
from cards.patient import PatientRecord, remembered

JAW = codelist("osteonecrosis_of_jaw")
CANCERS = (codelist("any_cancer"), codelist("bone_metastasis"))
DENTAL_EXAMINATION, DENTAL_REFERRAL = codelist("dental_examination"), codelist("dental_referral")


def _allergic_to(p: PatientRecord, drugs: Codelist) -> bool:
    return p.allergies(drugs).active().certain().any()


@remembered
def allergic_to_denosumab(p: PatientRecord) -> bool:
    "Allergy to denosumab"
    return _allergic_to(p, DENOSUMAB)


@remembered
def allergic_to_bisphosphonates(p: PatientRecord) -> bool:
    "Allergy to a bisphosphonate"
    return _allergic_to(p, BISPHOSPHONATES)


def not_allergic_to_denosumab(p: PatientRecord) -> bool:
    "No allergy to denosumab on record"
    return not allergic_to_denosumab(p)


def not_allergic_to_bisphosphonates(p: PatientRecord) -> bool:
    "No allergy to a bisphosphonate on record"
    return not allergic_to_bisphosphonates(p)


@remembered
def has_jaw_osteonecrosis(p: PatientRecord) -> bool:
    "Active osteonecrosis of the jaw"
    return p.conditions(JAW).active().certain().any()


def past_jaw_osteonecrosis(p: PatientRecord) -> Event | None:
    """Osteonecrosis of the jaw that is no longer active, or None."""
    return None if has_jaw_osteonecrosis(p) else p.conditions(JAW).certain().latest()


def no_jaw_osteonecrosis(p: PatientRecord) -> bool:
    "No osteonecrosis of the jaw, active or only suspected, on record"
    return not p.conditions(JAW).active().any()


@remembered
def dental_check_done(p: PatientRecord) -> bool:
    "Dental examination in the last 180 days, or one arranged"
    days = p.days("dental_max_age_days")
    return any_of(
        p,
        lambda q: q.procedures(DENTAL_EXAMINATION).standing("done", "active").within(days).any(),
        lambda q: q.encounters(DENTAL_EXAMINATION).standing("done", "active").within(days).any(),
        lambda q: q.orders(DENTAL_EXAMINATION, DENTAL_REFERRAL).standing("done", "active").within(days).any(),
    )


def sex_recorded_or_past_pregnancy(p: PatientRecord) -> bool:
    "Sex recorded, or of an age at which menopause is assumed"
    return p.sex is not None or p.at_least(p.number("menopause_assume_post_age"))


def cancer_status_recorded(p: PatientRecord) -> bool:
    "No cancer on record, or one whose entry says that it is active"
    found = p.conditions(*CANCERS).active().certain()
    return found.where(lambda row: row.standing_said).any() or not found.any()
