"""Among the bisphosphonates zoledronic acid comes first in bone metastasis; rides on the start card."""

from cards.criteria import calcium, caution, kidney, therapy
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import DRUG_FACTS, start_for_metastasis_due
from cards.criteria.words import renal_function_words
from cards.patient import PatientRecord
from cards.recommendation import DRUG_OVERRIDES, Advice, Recommendation, Sentence
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    return Advice(
        because=[renal_function_words(p)],
        brief=[Sentence(_("Zoledronic acid is the most effective bisphosphonate."))],
        background=[
            Sentence(_("Meant is the prevention of skeletal events once bone metastasis is present.")),
            Sentence(_("Alternatives: pamidronate; ibandronate or clodronate where the oral route is needed.")),
        ],
    )


RECOMMENDATION = Recommendation(
    id="ZA-PREFERRED-BP",
    title=_("Zoledronic acid is the preferred bisphosphonate"),
    kind="drug choice",
    summary=_("If a bisphosphonate is chosen for bone metastasis, zoledronic acid is the most effective"),
    statements=("S28",),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(start_for_metastasis_due,),  # which already leaves out myeloma
    exclusions=(kidney.clearance_below_30, calcium.calcium_low, caution.allergic_to_bisphosphonates),
    satisfied=(therapy.zoledronic_acid_taken_before,),
    must_know=DRUG_FACTS,
    advise=advise,
    override_reasons=(*DRUG_OVERRIDES, "oral-route-needed"),
    merge_into=("BMA-METS-START",),
)
