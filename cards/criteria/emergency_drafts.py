"""Questions an emergency asks about the orders being written: is it being treated already, what need not be offered."""

from cards.codelists import codelist
from cards.criteria import therapy
from cards.criteria.draft_words import draft_words
from cards.criteria.drafts import being_ordered
from cards.events import Event
from cards.logic import any_of, maybe
from cards.orderables import orderable
from cards.patient import PatientRecord
from cards.recommendation import Sentence

EMERGENCY_REFERRALS = (codelist("spine_surgery_referral"), codelist("oncology_emergency_referral"))
DECOMPRESSION, SPINE_MRI = codelist("spinal_decompression"), codelist("spine_mri")
RADIATION_REFERRAL, STEROIDS = codelist("radiation_oncology_referral"), codelist("systemic_glucocorticoids")
INTRAVENOUS = (codelist("zoledronic_acid"), codelist("pamidronate"), codelist("ibandronate"))
HYPERCALCAEMIA = codelist("hypercalcaemia")


def emergency_help_being_ordered(p: PatientRecord) -> bool:
    "Decompression, or an emergency referral to spine surgery or oncology, is being ordered"
    return being_ordered(p, DECOMPRESSION, *EMERGENCY_REFERRALS).any()


def spine_mri_not_being_ordered(p: PatientRecord) -> bool:
    "No MRI of the spine is being ordered"
    return not being_ordered(p, SPINE_MRI).any()


def radiation_referral_not_being_ordered(p: PatientRecord) -> bool:
    "No referral to radiation oncology is being ordered"
    return not being_ordered(p, RADIATION_REFERRAL).any()


def glucocorticoid_not_being_ordered(p: PatientRecord) -> bool:
    "No glucocorticoid is being ordered"
    return not being_ordered(p, STEROIDS).any()


def by_vein(dose: Event) -> bool:
    """False for ibandronate in the dose that is taken by mouth."""
    return therapy.dose_mg(dose) != orderable("ibandronate_150_monthly").dose


def calcium_lowering_drug_being_ordered(p: PatientRecord) -> bool:
    "An intravenous bisphosphonate or denosumab is being ordered as a single dose, or with hypercalcaemia as the reason"

    def against_it(draft: Event) -> bool:
        once = draft.dose.mg is not None and draft.dose.interval_days is None
        return once or HYPERCALCAEMIA.name in draft.answers  # without a dose it is still being written

    return any_of(
        p,
        lambda q: being_ordered(q, *INTRAVENOUS).where(lambda e: by_vein(e) and against_it(e)).any(),
        lambda q: being_ordered(q, therapy.DENOSUMAB).where(against_it).any(),
    )


def no_bone_agent_being_ordered(p: PatientRecord) -> bool:
    "No bone-targeted agent is being ordered"
    return not being_ordered(p, therapy.BONE_AGENTS).any()


def bone_agent_draft_words(p: PatientRecord) -> list[Sentence]:
    """The bone-targeted agents being ordered; nothing when that cannot be known."""
    return maybe(lambda: draft_words(p, therapy.BONE_AGENTS)) or []
