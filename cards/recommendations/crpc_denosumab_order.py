"""Denosumab ordered in castration-resistant prostate cancer without metastasis: not approved for this use."""

from cards.criteria import bone_density, disease, dose_drafts, drafts, other_needs
from cards.criteria.draft_words import draft_words
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import any_metastasis
from cards.criteria.therapy import DENOSUMAB
from cards.logic import unless
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    resistant = p.conditions(disease.RESISTANT).active().certain().earliest()
    since = {"date": resistant.on if resistant else None}
    return Advice(
        because=[
            *draft_words(p, DENOSUMAB),
            Sentence(_("Castration-resistant prostate cancer (since: {date})."), since),
            Sentence(_("No metastasis found in the record.")),
        ],
        options=[
            Sentence(_("In the trial denosumab 120 mg delayed bone metastasis by 4 months; survival was equal.")),
            Sentence(_("It is not approved for this use (refused by the FDA in 2012); ASCO 2020 advises against it.")),
            Sentence(_("Bone loss under androgen deprivation is another question: consider DXA.")),
        ],
        indicator="info" if dose_drafts.no_denosumab_dose_stated(p) else "warning",
    )


RECOMMENDATION = Recommendation(
    id="CRPC-DENOSUMAB",
    part="order",
    title=_("Denosumab in non-metastatic CRPC"),
    kind="order advice",
    summary=_("nmCRPC: denosumab delayed bone metastasis in a trial, but it is not approved for this use"),
    statements=("S21",),
    hooks=("order-select",),
    everybody=EVERYBODY,
    population=(dose_drafts.higher_denosumab_drafted, disease.is_castration_resistant),
    exclusions=(
        any_metastasis,
        disease.has_myeloma,
        other_needs.giant_cell_tumour,
        other_needs.hypercalcaemia,
    ),
    advise=advise,
    suggestions=(
        Suggestion(_("Remove denosumab"), drafts=dose_drafts.higher_denosumab_drafts),
        Suggestion(
            _("Denosumab 60 mg every 6 months instead"),
            "denosumab_60_q6m",
            only_if=dose_drafts.LOWER_DOSE_OFFER,
            drafts=dose_drafts.higher_denosumab_drafts,
        ),
        Suggestion(
            _("DXA of lumbar spine and hip"),
            "dxa",
            only_if=(
                unless(bone_density.baseline_dxa_done),
                unless(bone_density.dxa_ordered),
                unless(drafts.dxa_drafted),
            ),
        ),
    ),
    override_reasons=("clinical-trial", "bone-density-indication", "data-wrong"),
)
