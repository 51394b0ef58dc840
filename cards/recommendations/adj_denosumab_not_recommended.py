"""Denosumab ordered in early breast cancer: not for preventing recurrence; at 60 mg it is for bone loss.

A dose that is not stated brings the card as information only.
"""

from cards.criteria import adjuvant, disease, dose_drafts, drafts, offer, other_needs, risk
from cards.criteria.draft_words import draft_words
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import DRUG_FACTS, adjuvant_start_due, metastatic
from cards.criteria.therapy import DENOSUMAB
from cards.criteria.words import calcium_words, renal_function_words
from cards.logic import all_of, any_of, unless
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def bone_loss_treated_at_its_dose(p: PatientRecord) -> bool:
    "Denosumab is being ordered at the dose for bone loss, whose threshold is reached or osteoporosis is on record"
    return all_of(
        p,
        unless(dose_drafts.higher_denosumab_drafted),
        lambda q: any_of(q, risk.bone_loss_threshold_reached, other_needs.osteoporosis),
    )


def advise(p: PatientRecord) -> Advice:
    return Advice(
        because=[
            *draft_words(p, DENOSUMAB),
            adjuvant.breast_cancer_words(p),
            renal_function_words(p),
            calcium_words(p),
        ],
        options=[
            Sentence(_("In the D-CARE trial denosumab did not prolong survival free of bone metastasis.")),
            Sentence(_("For bone loss denosumab 60 mg every 6 months is another matter; DXA tells whether it is due.")),
            Sentence(_("After menopause an adjuvant bisphosphonate may be considered instead.")),
        ],
        indicator="info" if dose_drafts.no_denosumab_dose_stated(p) else "warning",
    )


RECOMMENDATION = Recommendation(
    id="ADJ-DENOSUMAB-NOT-RECOMMENDED",
    title=_("Denosumab not for preventing breast cancer recurrence"),
    kind="order advice",
    summary=_("Denosumab is not recommended to prevent breast cancer recurrence"),
    statements=("S19",),
    hooks=("order-select", "order-sign"),
    everybody=EVERYBODY,
    population=(drafts.denosumab_drafted, adjuvant.has_invasive_breast_cancer),
    exclusions=(
        bone_loss_treated_at_its_dose,
        metastatic,
        disease.has_myeloma,
        other_needs.giant_cell_tumour,
        other_needs.hypercalcaemia,
    ),
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=(
        Suggestion(
            _("Zoledronic acid 4 mg 6-monthly instead"),
            "zoledronic_acid_4_q6m",
            only_if=(adjuvant_start_due, *offer.ZOLEDRONIC_ACID_FULL),
            drafts=drafts.denosumab_drafts,
        ),
    ),
    override_reasons=("bone-density-indication", "clinical-trial", "data-wrong"),
)
