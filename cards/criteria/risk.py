"""Risk factors of bone loss (ESMO 2014 by V32) and the forms of myeloma that are not treated."""

from cards.codelists import codelist
from cards.criteria.bone_density import lowest_t_score
from cards.events import Event, value_in
from cards.logic import any_of, count_of
from cards.patient import PatientRecord, remembered
from cards.recommendation import Criterion

FRAGILITY, HIP_FRACTURE = codelist("fragility_fracture"), codelist("family_hip_fracture")
SMOKING = (codelist("smoking_current"), codelist("smoking_former"))
GLUCOCORTICOIDS, LONG_TERM = codelist("systemic_glucocorticoids"), codelist("long_term_glucocorticoid")
BMI, HEIGHT, WEIGHT = codelist("bmi"), codelist("body_height"), codelist("body_weight")


def t_score_below_treatment_threshold(p: PatientRecord) -> bool:
    "Lowest T-score below -2.0"
    lowest = lowest_t_score(p)
    return lowest is not None and lowest[0] < p.number("ctibl_t_threshold")


def older_than_65(p: PatientRecord) -> bool:
    "Age above 65"
    return p.older_than(p.number("rf_age_gt"))


def t_score_below_minus_1_5(p: PatientRecord) -> bool:
    "Lowest T-score below -1.5"
    lowest = lowest_t_score(p)
    return lowest is not None and lowest[0] < p.number("rf_t_lt")


def smokes_or_smoked(p: PatientRecord) -> bool:
    "Smoking, current or past"
    names = {one.name for one in SMOKING}
    return any_of(
        p,
        lambda q: q.conditions(*SMOKING).certain().any(),
        lambda q: q.results(codelist("smoking_status"), *SMOKING).where(lambda e: bool(e.answers & names)).any(),
    )


def bmi_below_24(p: PatientRecord) -> bool:
    "Body mass index below 24 kg/m2"
    found = body_mass_index(p)
    return found is not None and found[0] < p.number("rf_bmi_lt")


def body_mass_index(p: PatientRecord) -> tuple[float, Event] | None:
    """The newest BMI as reported, else from newest weight and height; None when neither is on record."""
    reported = p.results(BMI).latest()
    if reported is not None:
        return value_in(reported, "kg/m2"), reported
    weight, height = p.results(WEIGHT).latest(), p.results(HEIGHT).latest()
    if weight is None or height is None:
        return None
    metres = value_in(height, "m")
    return (value_in(weight, "kg") / metres**2, weight) if metres > 0 else None


def hip_fracture_in_family(p: PatientRecord) -> bool:
    "Hip fracture in the family"
    return any_of(
        p,
        lambda q: q.family_history(HIP_FRACTURE, codelist("hip_fracture")).any(),
        lambda q: q.conditions(HIP_FRACTURE).certain().any(),
        lambda q: q.results(HIP_FRACTURE).where(lambda row: codelist("absent").name not in row.answers).any(),
    )


def fragility_fracture_after_50(p: PatientRecord) -> bool:
    "Own fragility fracture after the age of 50"
    fractures = p.conditions(FRAGILITY).certain()
    if p.birth is None:
        return fractures.any()
    limit = int(p.number("fragility_fracture_age"))
    turned_50 = p.birth.latest.year + limit
    birthday = (p.birth.latest.month, p.birth.latest.day)

    def after_50(row: Event) -> bool:
        if row.on is None:
            return True
        day = row.on.latest
        return day.year > turned_50 or (day.year == turned_50 and (day.month, day.day) >= birthday)

    return fractures.where(after_50).any()


def glucocorticoid_over_6_months(p: PatientRecord) -> bool:
    "Oral glucocorticoid for more than 6 months"
    days = p.days("rf_glucocorticoid_days_gt")

    def long(row: Event) -> bool:
        return row.on is not None and row.on.days_before(p.today) > days

    return any_of(
        p,
        lambda q: q.medications(GLUCOCORTICOIDS).active().where(long).any(),
        lambda q: q.conditions(LONG_TERM).active().certain().any(),
    )


RISK_FACTORS: tuple[Criterion, ...] = (
    older_than_65,
    t_score_below_minus_1_5,
    smokes_or_smoked,
    bmi_below_24,
    hip_fracture_in_family,
    fragility_fracture_after_50,
    glucocorticoid_over_6_months,
)


def two_risk_factors(p: PatientRecord) -> bool:
    "At least two risk factors: age > 65, T < -1.5, smoking, BMI < 24, family hip fracture, fragility fracture, steroid"
    return count_of(p, int(p.number("ctibl_rf_count")), *RISK_FACTORS)


@remembered
def bone_loss_threshold_reached(p: PatientRecord) -> bool:
    "T-score below -2.0, or at least two risk factors"
    return any_of(p, t_score_below_treatment_threshold, two_risk_factors)


def myeloma_precursor(p: PatientRecord) -> bool:
    "MGUS, smouldering myeloma or solitary plasmacytoma, not left behind by a later myeloma"
    lists = (codelist("smouldering_myeloma"), codelist("mgus"), codelist("plasmacytoma"))
    myeloma = p.conditions(codelist("multiple_myeloma")).active().certain().latest()
    since = myeloma.on if myeloma else None

    def not_left_behind(row: Event) -> bool:
        return since is None or row.on is None or row.on.latest >= since.earliest

    return p.conditions(*lists).active().certain().where(not_left_behind).any()


def myeloma_in_remission_without_therapy(p: PatientRecord) -> bool:
    "Myeloma in remission without myeloma therapy"
    in_remission = p.conditions(codelist("myeloma_in_remission")).active().certain().any()
    return in_remission and not p.medications(codelist("thalidomide_analogues")).active().any()
