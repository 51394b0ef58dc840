"""Questions that compare the orders being written with the chart: dose against kidney, dose against disease."""

from cards.codelists import codelist
from cards.criteria import bone_density, course, disease, indications, kidney, renal_course, risk, therapy
from cards.criteria.calcium import severe_hypercalcaemia
from cards.criteria.drafts import being_ordered, bone_agent_drafts, denosumab_drafted, zoledronic_acid_drafted
from cards.events import Event
from cards.logic import all_of, any_of, none_of, unless
from cards.patient import PatientRecord, remembered

OSTEOPOROSIS, LOW_BONE_MASS = codelist("osteoporosis"), codelist("low_bone_mass")


# --- kidney -------------------------------------------------------------------------------------------------------
def renal_function_fits_order(p: PatientRecord) -> bool:
    "Creatinine clearance of the last 30 days above 60 mL/min; with zoledronic acid ordered, creatinine not risen"
    return all_of(p, kidney.full_dose_fits, unless(risen_with_zoledronic_acid))


def risen_with_zoledronic_acid(p: PatientRecord) -> bool:
    "Zoledronic acid ordered, and creatinine risen under it"
    return all_of(p, zoledronic_acid_drafted, renal_course.creatinine_risen)


def contraindicated_by_kidney(p: PatientRecord) -> list[Event]:
    """Drafts of zoledronic acid that the newest clearance, however old, speaks against (the 5 mg product sooner)."""
    found = kidney.renal_function(p)
    if found is None:
        return []
    lowest, lowest_5mg = p.number("crcl_zol_min"), p.number("crcl_zol5_min")

    def against(event: Event) -> bool:
        return found.value < (lowest_5mg if therapy.is_product(event, therapy.ZOLEDRONIC_5MG) else lowest)

    return being_ordered(p, therapy.ZOLEDRONIC).where(against).all()


def zoledronic_acid_contraindicated(p: PatientRecord) -> bool:
    "Zoledronic acid ordered with a creatinine clearance below 30 mL/min (the 5 mg product: below 35)"
    return bool(contraindicated_by_kidney(p))


def above_renal_dose(p: PatientRecord) -> list[Event]:
    """Drafts of zoledronic acid whose dose, where stated, is above the one for the clearance of the last 30 days."""
    reduced = kidney.reduced_dose_mg(p)
    if reduced is None:
        return []
    drafts = being_ordered(p, therapy.ZOLEDRONIC).all()
    return [e for e in drafts if not therapy.is_product(e, therapy.ZOLEDRONIC_5MG) and _exceeds(e, reduced)]


def _exceeds(event: Event, limit: float) -> bool:
    """A dose that is not stated may be the full one."""
    mg = therapy.dose_mg(event)
    return mg is None or mg > limit


def dose_above_renal_dose(p: PatientRecord) -> bool:
    "Zoledronic acid ordered above the renal dose for the clearance of the last 30 days, or without a dose"
    return bool(above_renal_dose(p))


def above_renal_dose_every_4_weeks(p: PatientRecord) -> list[Event]:
    """Those that a reduced dose every 3-4 weeks can stand instead of: it must not change another rhythm."""
    longest = p.number("interval_q4w_to_days")
    return [e for e in above_renal_dose(p) if e.dose.interval_days is None or e.dose.interval_days <= longest]


def contraindicated_oncologic_drafts(p: PatientRecord) -> list[Event]:
    """Contraindicated drafts that are meant to prevent skeletal events."""
    return [e for e in contraindicated_by_kidney(p) if course.for_skeletal_events(p, e)]


def denosumab_with_clearance_below_30(p: PatientRecord) -> bool:
    "Denosumab ordered with a newest creatinine clearance below 30 mL/min"
    return all_of(p, denosumab_drafted, kidney.clearance_below_30)


# --- first dose ---------------------------------------------------------------------------------------------------
def oncologic(p: PatientRecord, event: Event) -> bool:
    """Zoledronic acid but the 5 mg product, pamidronate, or denosumab at the dose for skeletal events."""
    if therapy.ZOLEDRONIC.name in event.concepts:
        return not therapy.is_product(event, therapy.ZOLEDRONIC_5MG)
    if therapy.DENOSUMAB.name in event.concepts:
        return course.for_skeletal_events(p, event)
    return course.PAMIDRONATE.name in event.concepts


def oncologic_dose_drafted(p: PatientRecord) -> bool:
    "A bone-targeted agent is being ordered at the dose for skeletal events, or zoledronic acid as adjuvant"
    return any(oncologic(p, event) for event in bone_agent_drafts(p))


def no_agent_taken(p: PatientRecord) -> bool:
    "Not on a bone-targeted agent yet"
    return not therapy.on_bone_agent(p)


# --- disease ------------------------------------------------------------------------------------------------------
def _for_hypercalcaemia(event: Event) -> bool:
    return disease.HYPERCALCAEMIA.name in event.answers


def hypercalcaemia_treated(p: PatientRecord) -> bool:
    "Hypercalcaemia on record, measured in the last 7 days (3.0 mmol/L or more), or named as the reason of the order"
    return any_of(
        p,
        lambda q: q.conditions(disease.HYPERCALCAEMIA).active().certain().any(),
        lambda q: being_ordered(q, therapy.BONE_AGENTS).where(_for_hypercalcaemia).any(),
        severe_hypercalcaemia,
    )


def bone_loss_on_record(p: PatientRecord) -> bool:
    "On hormone-depleting therapy, or osteoporosis or low bone mass on record"
    return any_of(
        p,
        bone_density.on_hormone_depleting_therapy,
        lambda q: q.conditions(OSTEOPOROSIS, LOW_BONE_MASS).active().certain().any(),
    )


def bone_loss_to_treat(p: PatientRecord) -> bool:
    "Osteoporosis on record, or hormone-depleting therapy with a T-score below -2.0 or at least two risk factors"
    return any_of(
        p,
        lambda q: q.conditions(OSTEOPOROSIS).active().certain().any(),
        lambda q: all_of(q, bone_density.on_hormone_depleting_therapy, risk.bone_loss_threshold_reached),
    )


def _bone_disease_possible(p: PatientRecord) -> bool:
    """Bone metastasis, also suspected, myeloma, a lesion not explained yet, or metastases elsewhere."""
    lists = (disease.BONE_METASTASIS, disease.MYELOMA, disease.BONE_LESION)
    return any_of(
        p,
        lambda q: q.conditions(*lists).active().any(),
        lambda q: q.results(disease.BONE_LESION).where(lambda row: disease.ABSENT.name not in row.answers).any(),
        indications.metastatic,
        disease.is_castration_resistant,
        disease.has_primary_bone_tumour,
    )


@remembered
def bone_loss_or_adjuvant_only(p: PatientRecord) -> bool:
    "Bone loss or early breast cancer on record, and no metastasis, myeloma, bone lesion or castration resistance"
    early = any_of(p, bone_loss_on_record, lambda q: q.conditions(disease.BREAST).active().certain().any())
    return early and none_of(p, _bone_disease_possible)


def skeletal_dose_wanted(p: PatientRecord) -> bool:
    "Bone metastasis or myeloma on record; prostate cancer not recorded as hormone-sensitive"
    return all_of(p, disease.has_bone_metastasis_or_myeloma, unless(disease.is_hormone_sensitive))


def bone_loss_doses(p: PatientRecord) -> list[Event]:
    """Drafts at a dose for bone loss: denosumab 60 mg, zoledronic acid 5 mg."""
    denosumab = being_ordered(p, therapy.DENOSUMAB).where(lambda e: therapy.is_product(e, therapy.DENOSUMAB_60))
    zoledronic = being_ordered(p, therapy.ZOLEDRONIC).where(lambda e: therapy.is_product(e, therapy.ZOLEDRONIC_5MG))
    return [*denosumab.all(), *zoledronic.all()]


def skeletal_doses(p: PatientRecord) -> list[Event]:
    """Drafts at a dose and rhythm for skeletal events: denosumab 120 mg, zoledronic acid 4 mg, every 3-4 weeks."""
    longest = p.number("interval_q4w_to_days")

    def monthly(event: Event) -> bool:
        return event.dose.interval_days is not None and event.dose.interval_days <= longest

    def four_mg(event: Event) -> bool:
        return therapy.dose_mg(event) is not None and not therapy.is_product(event, therapy.ZOLEDRONIC_5MG)

    denosumab = being_ordered(p, therapy.DENOSUMAB).where(lambda e: therapy.is_product(e, therapy.DENOSUMAB_120))
    zoledronic = being_ordered(p, therapy.ZOLEDRONIC).where(lambda e: four_mg(e) and monthly(e))
    return [*denosumab.where(monthly).all(), *zoledronic.all()]
