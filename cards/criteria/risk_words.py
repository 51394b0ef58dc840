"""Sentences about the risk of bone loss: which factors hold, and which facts were not recorded and count as absent."""

from collections.abc import Callable, Mapping
from functools import partial

from cards.codelists import codelist
from cards.criteria import bone_density, risk
from cards.criteria.words import age_words
from cards.logic import maybe
from cards.patient import PatientRecord
from cards.recommendation import Criterion, Fact, Sentence
from cards.text import _

SMOKING = (*risk.SMOKING, codelist("smoking_never"), codelist("smoking_status"))
Facts = Mapping[str, Fact]


def _no_facts(_p: PatientRecord) -> Facts:
    return {}


def _age(p: PatientRecord) -> Facts:
    return {"age": age_words(p)}


def _t_score(p: PatientRecord) -> Facts:
    lowest = bone_density.lowest_t_score(p)
    return {"value": lowest[0], "date": lowest[1].on} if lowest else {}


def _bmi(p: PatientRecord) -> Facts:
    found = risk.body_mass_index(p)
    return {"value": round(found[0], 1), "date": found[1].on} if found else {}


def _fracture(p: PatientRecord) -> Facts:
    newest = p.conditions(risk.FRAGILITY).certain().latest()
    return {"date": newest.on if newest else None}


def t_score_recorded(p: PatientRecord) -> bool:
    "T-score on record"
    return bone_density.lowest_t_score(p) is not None


def smoking_recorded(p: PatientRecord) -> bool:
    "Smoking status on record"
    return p.results(*SMOKING).any() or p.conditions(*SMOKING).any()


def bmi_recorded(p: PatientRecord) -> bool:
    "Body mass index, or height and weight, on record"
    return risk.body_mass_index(p) is not None


FactsOf = Callable[[PatientRecord], Facts]

# The T-score is named whatever it is; of the other factors those that hold.
HOLDS: tuple[tuple[Criterion, str, FactsOf], ...] = (
    (t_score_recorded, _("Lowest T-score {value} ({date})."), _t_score),
    (risk.older_than_65, _("Age {age}."), _age),
    (risk.smokes_or_smoked, _("Smoking, now or in the past."), _no_facts),
    (risk.bmi_below_24, _("BMI {value} kg/m2 ({date})."), _bmi),
    (risk.hip_fracture_in_family, _("Hip fracture in the family."), _no_facts),
    (risk.fragility_fracture_after_50, _("Fragility fracture ({date})."), _fracture),
    (risk.glucocorticoid_over_6_months, _("Oral glucocorticoid for more than 6 months."), _no_facts),
)
# Of each fact the words when it was not found, and when it could not be read.
MISSING: tuple[tuple[Criterion, str, str], ...] = (
    (t_score_recorded, _("No T-score found: risk factors alone decide."), _("T-score: could not be read.")),
    (smoking_recorded, _("Smoking not recorded, counted as no."), _("Smoking: could not be read.")),
    (
        risk.hip_fracture_in_family,
        _("Family hip fracture not recorded, counted as no."),
        _("Hip fracture in the family: could not be read."),
    ),
    (bmi_recorded, _("BMI not recorded, counted as 24 or more."), _("BMI: could not be read.")),
)


def risk_words(p: PatientRecord) -> list[Sentence]:
    """What speaks for treatment, with values and dates."""
    return [Sentence(words, facts(p)) for holds, words, facts in HOLDS if _known(p, holds)]


def missing_risk_words(p: PatientRecord) -> list[Sentence]:
    """What was not recorded and counts as absent, and what could not be read."""
    answers = ((maybe(partial(recorded, p)), words, unread) for recorded, words, unread in MISSING)
    return [Sentence(unread if answer is None else words) for answer, words, unread in answers if not answer]


def _known(p: PatientRecord, criterion: Criterion) -> bool:
    return maybe(lambda: criterion(p)) is True
