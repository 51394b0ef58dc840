"""The four reasons to start a bone-targeted agent, each written once: for whom, not for whom, already done.

The start recommendations are built from these rows; the checks that ride on a start ask `*_due`.
"""

from typing import NamedTuple

from cards.codelists import codelist
from cards.criteria import bone_density, calcium, caution, disease, kidney, menopause, prognosis, risk, therapy
from cards.events import NotKnown
from cards.logic import any_of, fits
from cards.patient import PatientRecord, remembered
from cards.recommendation import Criterion


class Indication(NamedTuple):
    """Who, who not, and what means it is done."""

    population: tuple[Criterion, ...]
    exclusions: tuple[Criterion, ...]
    satisfied: tuple[Criterion, ...]

    def due(self, p: PatientRecord, *ignoring: Criterion) -> bool:
        """True when a start is indicated and nothing, `ignoring` apart, speaks against it or makes it superfluous."""
        against = (c for c in (*self.satisfied, *self.exclusions) if c not in ignoring)
        return fits(p, self.population, against)


# What must have been read before any drug is named, whatever the answer (DESIGN: drug suggestions; SAFETY 2.3).
DRUG_FACTS: tuple[Criterion, ...] = (
    caution.allergic_to_denosumab,
    caution.allergic_to_bisphosphonates,
    caution.has_jaw_osteonecrosis,
    caution.dental_check_done,
    kidney.renal_function_recent,
    calcium.calcium_recent,
)


def female(p: PatientRecord) -> bool:
    "Female"
    return p.is_female()


def invasive_breast_cancer_in_first_year(p: PatientRecord) -> bool:
    "Invasive breast cancer diagnosed in the last 365 days"
    earliest = p.conditions(disease.BREAST).active().certain().where(lambda row: row.on is not None).earliest()
    return (
        earliest is not None
        and earliest.on is not None
        and earliest.on.may_be_within(p.days("adjuvant_window_days"), p.today)
    )


def metastatic(p: PatientRecord) -> bool:
    "Distant metastasis on record, also provisional"
    distant, category, absent = codelist("distant_metastasis"), codelist("m_category"), codelist("absent")

    def by_category(q: PatientRecord) -> bool:
        rows = q.results(category)
        if rows.where(lambda row: distant.name in row.answers).any():
            return True
        newest = rows.latest()
        if newest is not None and absent.name not in newest.answers:
            raise NotKnown(f"{category.title}: its answer is not understood")  # it may be M1 in a code nobody listed
        return False

    return any_of(
        p,
        lambda q: q.conditions(distant).active().any(),
        lambda q: q.results(distant).where(lambda row: absent.name not in row.answers).any(),
        by_category,
    )


def any_metastasis(p: PatientRecord) -> bool:
    "Bone or other distant metastasis on record, also suspected"
    visceral = codelist("visceral_metastasis")
    return any_of(p, lambda q: q.conditions(disease.BONE_METASTASIS, visceral).active().any(), metastatic)


def low_recurrence_risk(p: PatientRecord) -> bool:
    "Low risk of recurrence on record"
    low = codelist("low_recurrence_risk")
    return any_of(p, lambda q: q.conditions(low).certain().any(), lambda q: q.results(low).any())


def adjuvant_bisphosphonate_completed(p: PatientRecord) -> bool:
    "Three years of bisphosphonate already taken"
    courses = therapy.known_courses(p, therapy.BISPHOSPHONATES)
    dated = [e for e in courses if e.on is not None]
    if not dated:
        return False
    first = min(e.on.earliest for e in dated if e.on)
    last = max((e.until or e.on).latest for e in dated if e.on)
    return (last - first).days >= p.number("adjuvant_done_days")


METASTASIS = Indication(
    population=(disease.has_bone_metastasis,),
    exclusions=(
        prognosis.too_frail_to_start,
        disease.is_hormone_sensitive,
        disease.has_primary_bone_tumour,
        disease.has_myeloma,
    ),
    satisfied=(therapy.on_bone_agent, therapy.bone_agent_on_hold, therapy.bone_agent_declined),
)

MYELOMA = Indication(
    population=(disease.has_myeloma,),
    exclusions=(risk.myeloma_precursor, risk.myeloma_in_remission_without_therapy, prognosis.too_frail_to_start),
    satisfied=(therapy.on_bone_agent, therapy.bone_agent_on_hold, therapy.bone_agent_declined),
)

ADJUVANT = Indication(
    population=(female, invasive_breast_cancer_in_first_year, menopause.postmenopausal_or_suppressed),
    exclusions=(
        metastatic,
        menopause.chemotherapy_amenorrhoea_only,
        kidney.clearance_below_30,
        calcium.calcium_low,
        low_recurrence_risk,
        prognosis.too_frail_to_start,
    ),
    satisfied=(
        therapy.on_bone_agent,
        therapy.bone_agent_on_hold,
        therapy.bone_agent_declined,
        adjuvant_bisphosphonate_completed,
    ),
)

BONE_LOSS = Indication(
    population=(bone_density.on_hormone_depleting_therapy, risk.bone_loss_threshold_reached),
    exclusions=(disease.has_bone_metastasis, prognosis.too_frail_to_start, calcium.calcium_low),
    satisfied=(therapy.on_bone_agent, therapy.bone_agent_on_hold, therapy.bone_agent_declined),
)


@remembered
def start_for_metastasis_due(p: PatientRecord) -> bool:
    "A bone-targeted agent would be started for bone metastasis"
    return METASTASIS.due(p)


@remembered
def start_for_myeloma_due(p: PatientRecord) -> bool:
    "A bone-targeted agent would be started for myeloma"
    return MYELOMA.due(p)


@remembered
def adjuvant_start_due(p: PatientRecord) -> bool:
    "Adjuvant bisphosphonate would be started"
    return ADJUVANT.due(p)


@remembered
def bone_loss_start_due(p: PatientRecord) -> bool:
    "A bone-targeted agent would be started for bone loss"
    return BONE_LOSS.due(p)


@remembered
def start_for_metastasis_or_myeloma_due(p: PatientRecord) -> bool:
    "A bone-targeted agent would be started for bone metastasis or myeloma"
    return any_of(p, start_for_metastasis_due, start_for_myeloma_due)


@remembered
def any_start_due(p: PatientRecord) -> bool:
    "A bone-targeted agent would be started (bone metastasis, myeloma, adjuvant or bone loss)"
    return any_of(p, start_for_metastasis_or_myeloma_due, adjuvant_start_due, bone_loss_start_due)


def first_oncologic_dose_due(p: PatientRecord) -> bool:
    "A bone-targeted agent would be started for bone metastasis or myeloma, or zoledronic acid as adjuvant"
    return any_of(p, start_for_metastasis_or_myeloma_due, adjuvant_start_due)


def agent_taken_or_due(p: PatientRecord) -> bool:
    "On a bone-targeted agent, or one would be started"
    return any_of(p, therapy.on_bone_agent, any_start_due)


def agent_taken_or_due_but_for_calcium(p: PatientRecord) -> bool:
    "On a bone-targeted agent, or one would be started if calcium allows"

    def due(indication: Indication) -> Criterion:
        return lambda q: indication.due(q, calcium.calcium_low)

    return any_of(p, therapy.on_bone_agent, *map(due, (METASTASIS, MYELOMA, ADJUVANT, BONE_LOSS)))
