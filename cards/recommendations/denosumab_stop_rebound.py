"""Denosumab stopped without another antiresorptive agent: rebound vertebral fractures.

The decision table's exclusion of a clearance below 30 mL/min reads "then specialist advice instead of zoledronic acid":
the card stays and says that, because the risk stays.
"""

from cards.criteria import disease, offer, therapy
from cards.criteria.agents import nameable
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import DRUG_FACTS, start_for_metastasis_or_myeloma_due
from cards.criteria.rebound import (
    bisphosphonate_since,
    follow_on_options,
    last_denosumab_in_rebound_time,
    last_dose_words,
    last_was_60_mg,
    last_was_120_mg,
)
from cards.criteria.words import calcium_words, renal_function_words
from cards.logic import unless
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _

no_start_due = unless(start_for_metastasis_or_myeloma_due)  # else the start card drafts zoledronic acid


def denosumab_ordered(p: PatientRecord) -> bool:
    "Denosumab ordered, also for a coming date"
    return p.medications(therapy.DENOSUMAB).standing("active").any()


def advise(p: PatientRecord) -> Advice:
    return Advice(
        because=[
            last_dose_words(p),
            Sentence(_("No later dose, no order and no bisphosphonate since found in the record.")),
            renal_function_words(p),
            calcium_words(p),
        ],
        options=follow_on_options(p),
        indicator="warning",
        summary=""
        if nameable(p).zoledronic_acid
        else _("Denosumab stopped: consider specialist advice on the agent that follows (rebound fractures)"),
    )


RECOMMENDATION = Recommendation(
    id="DENOSUMAB-STOP-REBOUND",
    title=_("Denosumab stopped: rebound vertebral fractures"),
    kind="safety",
    summary=_("Denosumab stopped: consider another antiresorptive (e.g. zoledronic acid) against rebound fractures"),
    statements=("S31", "S51"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(disease.has_or_had_cancer, last_denosumab_in_rebound_time),
    exclusions=(disease.in_hospice,),
    satisfied=(denosumab_ordered, bisphosphonate_since),
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=(
        Suggestion(
            _("Zoledronic acid 4 mg once"),
            "zoledronic_acid_4_once",
            only_if=(no_start_due, *offer.ZOLEDRONIC_ACID_FULL),
        ),
        Suggestion(_("Denosumab 60 mg every 6 months"), "denosumab_60_q6m", only_if=(last_was_60_mg, *offer.DENOSUMAB)),
        Suggestion(
            _("Denosumab 120 mg every 4 weeks"), "denosumab_120_q4w", only_if=(last_was_120_mg, *offer.DENOSUMAB)
        ),
        Suggestion(_("Creatinine clearance"), "creatinine", only_if=(offer.renal_function_missing,)),
        Suggestion(_("Calcium and albumin"), "calcium", only_if=(offer.calcium_missing,)),
    ),
    override_reasons=("dose-given-elsewhere", "specialist-plan-differs"),
    merge_into=("BMA-METS-START", "BMA-MYELOMA-START"),  # in metastatic disease the start card names the same drugs
)
