"""Repeat the bone density while hormone-depleting therapy goes on."""

from cards.criteria import bone_density, disease
from cards.criteria.everybody import EVERYBODY
from cards.criteria.therapy_words import hormone_therapy_words
from cards.events import value_in
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    measured, lowest = bone_density.dxa_done(p), bone_density.lowest_t_score(p)
    because = [Sentence(_("Last bone density ({date})."), {"date": measured[-1].on if measured else None})]
    if lowest is not None:
        facts = {"value": value_in(lowest[1], "{score}"), "date": lowest[1].on}
        because.append(Sentence(_("Lowest T-score {value} ({date})."), facts))
    return Advice(
        because=[*hormone_therapy_words(p), *because],
        options=[
            Sentence(_("Consider DXA every 2 years; every year with T-score -1.0 or lower and no bone agent.")),
        ],
    )


RECOMMENDATION = Recommendation(
    id="CTIBL-DXA-REPEAT",
    title=_("Repeat DXA"),
    kind="review",
    summary=_("Bone density is out of date while hormone-depleting therapy continues: repeat DXA"),
    statements=("S13",),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(bone_density.on_hormone_depleting_therapy, bone_density.baseline_dxa_done),
    exclusions=(disease.has_bone_metastasis, disease.in_hospice, bone_density.short_androgen_deprivation),
    satisfied=(bone_density.last_dxa_within_interval, bone_density.dxa_ordered),
    advise=advise,
    suggestions=(Suggestion(_("DXA of lumbar spine and hip"), "dxa"),),
    override_reasons=GENERAL_OVERRIDES,
)
