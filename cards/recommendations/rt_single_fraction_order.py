"""Radiotherapy ordered in several fractions for an uncomplicated painful bone metastasis: one of 8 Gy does as well.

Not for complicated lesions, earlier radiotherapy to the site, ablative or curative intent. An order that does not say
how many fractions is not judged.
"""

from cards.criteria import complicated, disease, fracture, pain, prognosis, radiotherapy
from cards.criteria import radiotherapy_drafts as drafts
from cards.criteria.everybody import EVERYBODY
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def _most(p: PatientRecord) -> int:
    return max(radiotherapy.fractions(event) or 0 for event in drafts.several_fraction_drafts(p))


def advise(p: PatientRecord) -> Advice:
    most = _most(p)
    several = Sentence(_("Radiotherapy is being ordered in {fractions} fractions."), {"fractions": most})
    many = most > p.number("rt_fractions_warning_gt")
    return Advice(
        because=[several, *pain.pain_words(p)],
        options=complicated.SINGLE_FRACTION_WORDS,
        indicator="warning" if many or prognosis.life_expectancy_below_3_months(p) else "info",
    )


RECOMMENDATION = Recommendation(
    id="RT-SINGLE-FRACTION",
    part="order",
    title=_("Single 8 Gy fraction"),
    kind="order advice",
    summary=_("Uncomplicated painful bone metastasis: one 8 Gy fraction relieves pain as well as several"),
    statements=("S26",),
    hooks=("order-select", "order-sign"),
    everybody=EVERYBODY,
    population=(disease.has_bone_metastasis, pain.has_local_bone_pain, drafts.several_fractions_drafted),
    exclusions=(
        pain.diffuse_bone_pain,
        disease.has_cord_compression,
        fracture.fracture_or_impending,
        complicated.radiotherapy_after_bone_surgery,
        radiotherapy.irradiated_before,
        drafts.ablative_or_curative_drafted,
        complicated.large_soft_tissue_mass,
    ),
    satisfied=(radiotherapy.single_fraction_arranged, drafts.single_fraction_drafted),
    advise=advise,
    suggestions=(
        Suggestion(_("8 Gy in 1 fraction instead"), "single_fraction_8gy", drafts=drafts.several_fraction_drafts),
    ),
    override_reasons=(
        "complicated-lesion",
        "ablative-intent",
        "retreatment-risk-accepted-by-patient",
        "specialist-plan-differs",
    ),
)
