"""An order that stops denosumab with nothing to follow it: rebound vertebral fractures."""

from cards.criteria import disease, drafts, offer, rebound
from cards.criteria.agents import nameable
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import DRUG_FACTS
from cards.criteria.words import calcium_words, renal_function_words
from cards.logic import unless
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    return Advice(
        because=[
            Sentence(_("Denosumab is being stopped; nothing that follows it is ordered.")),
            rebound.last_dose_words(p),
            renal_function_words(p),
            calcium_words(p),
        ],
        options=rebound.follow_on_options(p),
        indicator="warning",
        summary=""
        if nameable(p).zoledronic_acid
        else _("Denosumab being stopped: consider specialist advice on the agent that follows (rebound fractures)"),
    )


RECOMMENDATION = Recommendation(
    id="DENOSUMAB-STOP-REBOUND",
    part="order",
    title=_("Denosumab stopped: rebound vertebral fractures"),
    kind="safety",
    summary=_(
        "Denosumab being stopped: consider what follows it (e.g. zoledronic acid) against rebound fractures"
    ),
    statements=("S31", "S51"),
    hooks=("order-select",),
    everybody=EVERYBODY,
    population=(drafts.denosumab_being_stopped, rebound.denosumab_taken, disease.has_or_had_cancer),
    exclusions=(disease.in_hospice,),
    satisfied=(rebound.bisphosphonate_since, drafts.bisphosphonate_drafted, drafts.denosumab_drafted),
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=(
        Suggestion(
            _("Zoledronic acid 4 mg once"),
            "zoledronic_acid_4_once",
            only_if=(
                rebound.last_denosumab_in_rebound_time,  # before, the words say when it would be due
                unless(disease.has_bone_metastasis_or_myeloma),  # where one dose is not the treatment
                *offer.ZOLEDRONIC_ACID_FULL,
            ),
        ),
        Suggestion(
            _("Go on with denosumab: remove the order to stop it"),
            only_if=offer.DENOSUMAB,
            drafts=drafts.denosumab_stop_drafts,
        ),
        Suggestion(_("Creatinine clearance"), "creatinine", only_if=(offer.renal_function_missing,)),
        Suggestion(_("Calcium and albumin"), "calcium", only_if=(offer.calcium_missing,)),
    ),
    override_reasons=("dose-given-elsewhere", "specialist-plan-differs"),
)
