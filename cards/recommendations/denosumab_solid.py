"""Denosumab delays skeletal events of solid tumours longer than zoledronic acid; rides on the start card."""

from cards.criteria import calcium, caution, offer
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import DRUG_FACTS, start_for_metastasis_due
from cards.criteria.words import calcium_words
from cards.patient import PatientRecord
from cards.recommendation import DRUG_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    return Advice(
        because=[calcium_words(p)],
        brief=[Sentence(_("Denosumab delays skeletal events longer than zoledronic acid."))],
        background=[
            Sentence(
                _("Pooled trials: first skeletal event 8.2 months later than with zoledronic acid, survival equal.")
            ),
            Sentence(
                _("An antibody against RANKL: no renal dose change, but low calcium is more frequent (18% against 9%).")
            ),
        ],
    )


RECOMMENDATION = Recommendation(
    id="DENOSUMAB-SOLID",
    title=_("Denosumab is more effective than zoledronic acid in solid tumours"),
    kind="drug choice",
    summary=_("In solid tumours denosumab delays skeletal events longer than zoledronic acid"),
    statements=("S29", "S47", "S60"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(start_for_metastasis_due,),  # which already leaves out myeloma and whoever takes denosumab
    exclusions=(calcium.calcium_low, caution.allergic_to_denosumab, offer.denosumab_not_available),
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=(Suggestion(_("Denosumab 120 mg every 4 weeks"), "denosumab_120_q4w", only_if=offer.DENOSUMAB),),
    override_reasons=DRUG_OVERRIDES,
    merge_into=("BMA-METS-START",),
)
