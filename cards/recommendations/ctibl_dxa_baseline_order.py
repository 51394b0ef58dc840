"""Measure bone density when hormone-depleting cancer therapy is ordered and no baseline is on record."""

from cards.criteria import bone_density, disease, drafts, hormone_drafts
from cards.criteria.draft_words import draft_words
from cards.criteria.everybody import EVERYBODY
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    measured = bone_density.dxa_done(p)
    found = (
        Sentence(_("Last bone density ({date}) is too old to be the baseline."), {"date": measured[-1].on})
        if measured
        else Sentence(_("No bone density measurement found."))
    )
    return Advice(
        because=[*draft_words(p, *hormone_drafts.TRIGGERS), found],
        options=[Sentence(_("DXA of lumbar spine and hip may be ordered: this therapy speeds up bone loss."))],
    )


RECOMMENDATION = Recommendation(
    id="CTIBL-DXA-BASELINE",
    part="order",
    title=_("Baseline DXA"),
    kind="indication",
    summary=_("Hormone-depleting cancer therapy without baseline bone density: order DXA"),
    statements=("S4", "S13"),
    hooks=("order-select",),
    everybody=EVERYBODY,
    population=(hormone_drafts.hormone_depleting_therapy_drafted,),
    exclusions=(
        disease.has_bone_metastasis,
        disease.in_hospice,
        hormone_drafts.short_androgen_deprivation_drafted,
    ),
    satisfied=(bone_density.baseline_dxa_done, bone_density.dxa_ordered, drafts.dxa_drafted),
    advise=advise,
    suggestions=(Suggestion(_("DXA of lumbar spine and hip"), "dxa"),),
    override_reasons=GENERAL_OVERRIDES,
)
