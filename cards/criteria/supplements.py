"""Questions about calcium and vitamin D as supplements: listed or not, and what speaks against them."""

from cards.codelists import codelist
from cards.criteria.calcium import calcium, calcium_recent
from cards.criteria.caution import cancer_status_recorded, sex_recorded_or_past_pregnancy
from cards.criteria.disease import HYPERCALCAEMIA
from cards.logic import any_of, unless
from cards.patient import PatientRecord
from cards.recommendation import Criterion

CALCIUM, VITAMIN_D = codelist("calcium_supplement"), codelist("vitamin_d_supplement")
STONES = codelist("kidney_stones_sarcoid_hyperparathyroidism")


def calcium_listed(p: PatientRecord) -> bool:
    "Calcium supplement listed"
    return p.medications(CALCIUM).active().any()


def vitamin_d_listed(p: PatientRecord) -> bool:
    "Vitamin D supplement listed"
    return p.medications(VITAMIN_D).active().any()


def both_listed(p: PatientRecord) -> bool:
    "Calcium and vitamin D both listed"
    return calcium_listed(p) and vitamin_d_listed(p)


def calcium_above_range(p: PatientRecord) -> bool:
    "Newest corrected calcium above 2.6 mmol/L, or hypercalcaemia on record"
    return any_of(p, _measured_high, lambda q: q.conditions(HYPERCALCAEMIA).active().certain().any())


def _measured_high(p: PatientRecord) -> bool:
    found = calcium(p)
    return found is not None and found.value > p.number("calcium_upper_mmol")


def stones_sarcoid_or_hyperparathyroidism(p: PatientRecord) -> bool:
    "Kidney stones, sarcoidosis or hyperparathyroidism on record"
    return p.conditions(STONES).active().certain().any()


def allergic_to_supplements(p: PatientRecord) -> bool:
    "Allergy to a calcium or vitamin D supplement"
    return p.allergies(CALCIUM, VITAMIN_D).active().certain().any()


# When a supplement may be drafted as an order: what speaks against it was read, was measured, and does not hold.
_MAY_TAKE: tuple[Criterion, ...] = (
    calcium_recent,
    cancer_status_recorded,
    sex_recorded_or_past_pregnancy,
    unless(calcium_above_range),
    unless(stones_sarcoid_or_hyperparathyroidism),
    unless(allergic_to_supplements),
)
CALCIUM_OFFER: tuple[Criterion, ...] = (unless(calcium_listed), *_MAY_TAKE)
VITAMIN_D_OFFER: tuple[Criterion, ...] = (unless(vitamin_d_listed), *_MAY_TAKE)
