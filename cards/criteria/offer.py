"""When a drug may be offered as an order: every caution was read, is recent and speaks for it.

These decide suggestions only. A recommendation still speaks when they fail; it then says what to check first.
"""

from cards.criteria import calcium, caution, kidney
from cards.logic import unless
from cards.orderables import orderable
from cards.patient import PatientRecord
from cards.recommendation import Criterion, Suggestion
from cards.text import _


def denosumab_available(p: PatientRecord) -> bool:
    "Denosumab is available in the region"
    return p.region.has("denosumab")


def denosumab_not_available(p: PatientRecord) -> bool:
    "Denosumab is not available in the region"
    return not denosumab_available(p)


ANY_AGENT: tuple[Criterion, ...] = (
    calcium.calcium_recent_and_not_low,
    kidney.renal_function_recent,
    caution.no_jaw_osteonecrosis,
    caution.cancer_status_recorded,
    caution.sex_recorded_or_past_pregnancy,
)
DENOSUMAB: tuple[Criterion, ...] = (*ANY_AGENT, caution.not_allergic_to_denosumab, denosumab_available)
BISPHOSPHONATE: tuple[Criterion, ...] = (
    *ANY_AGENT,
    caution.not_allergic_to_bisphosphonates,
    kidney.zoledronic_acid_dose_can_be_chosen,
)
ZOLEDRONIC_ACID_FULL: tuple[Criterion, ...] = (*BISPHOSPHONATE, kidney.full_dose_fits)


REDUCED = (
    (_("Zoledronic acid 3.5 mg (renal dose)"), "zoledronic_acid_3_5_q4w"),
    (_("Zoledronic acid 3.3 mg (renal dose)"), "zoledronic_acid_3_3_q4w"),
    (_("Zoledronic acid 3.0 mg (renal dose)"), "zoledronic_acid_3_0_q4w"),
)


def renal_doses(*also: Criterion) -> tuple[Suggestion, ...]:
    """Zoledronic acid at each reduced dose, offered where the renal dose table gives that dose and `also` holds."""
    return tuple(
        Suggestion(label, order, only_if=(*also, *BISPHOSPHONATE, kidney.reduced_dose_is(orderable(order))))
        for label, order in REDUCED
    )


calcium_missing = unless(calcium.calcium_recent)
vitamin_d_missing = unless(calcium.vitamin_d_recorded)
renal_function_missing = unless(kidney.renal_function_recent)
dental_check_missing = unless(caution.dental_check_done)
