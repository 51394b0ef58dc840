"""Measure bone density when cancer therapy depletes hormones and no baseline is on record."""

from cards.criteria import bone_density, disease
from cards.criteria.everybody import EVERYBODY
from cards.criteria.therapy_words import hormone_therapy_words
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
        because=[*hormone_therapy_words(p), found],
        options=[Sentence(_("DXA of lumbar spine and hip may be ordered: this therapy speeds up bone loss."))],
    )


RECOMMENDATION = Recommendation(
    id="CTIBL-DXA-BASELINE",
    title=_("Baseline DXA"),
    kind="indication",
    summary=_("Hormone-depleting cancer therapy without baseline bone density: order DXA"),
    statements=("S4", "S13"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(bone_density.on_hormone_depleting_therapy,),
    exclusions=(disease.has_bone_metastasis, disease.in_hospice, bone_density.short_androgen_deprivation),
    satisfied=(bone_density.baseline_dxa_done, bone_density.dxa_ordered),
    advise=advise,
    suggestions=(Suggestion(_("DXA of lumbar spine and hip"), "dxa"),),
    override_reasons=GENERAL_OVERRIDES,
)
