"""Prefer a single fraction of 8 Gy for an uncomplicated painful bone metastasis."""

from cards.criteria import complicated, disease, fracture, pain, prognosis, radiotherapy
from cards.criteria.everybody import EVERYBODY
from cards.logic import all_of, any_of
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def several_fractions_or_no_plan(p: PatientRecord) -> bool:
    "Radiotherapy ordered with more than one fraction, or neither radiotherapy nor a referral for it ordered yet"
    return any_of(p, _several_fractions, lambda q: not radiotherapy.radiotherapy_ordered_to_pain(q))


def _several_fractions(p: PatientRecord) -> bool:
    return any(n > 1 for n in radiotherapy.fractions_ordered(p))


def ablative_or_curative_intent(p: PatientRecord) -> bool:
    "Radiotherapy ordered with ablative (stereotactic) or curative intent"
    orders = p.orders(radiotherapy.RADIOTHERAPY).standing(*radiotherapy.ORDERED)
    return orders.where(lambda e: radiotherapy.ordered_recently(p, e) and radiotherapy.is_ablative(e)).any()


def in_last_weeks_without_plan(p: PatientRecord) -> bool:
    "Life expectancy below 4 weeks and no radiotherapy ordered"
    return all_of(p, prognosis.in_last_weeks, lambda q: not radiotherapy.fractions_ordered(q))


def advise(p: PatientRecord) -> Advice:
    most = max(radiotherapy.fractions_ordered(p), default=0)
    several = Sentence(_("Radiotherapy is ordered in {fractions} fractions."), {"fractions": most})
    short_life = most > 1 and prognosis.life_expectancy_below_3_months(p)
    many = most > p.number("rt_fractions_warning_gt")
    return Advice(
        because=[*([several] if most > 1 else []), *pain.pain_words(p)],
        options=complicated.SINGLE_FRACTION_WORDS,
        indicator="warning" if many or short_life else "info",
    )


RECOMMENDATION = Recommendation(
    id="RT-SINGLE-FRACTION",
    title=_("Single 8 Gy fraction"),
    kind="order advice",
    summary=_("Uncomplicated painful bone metastasis: one 8 Gy fraction relieves pain as well as several"),
    statements=("S26",),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(disease.has_bone_metastasis, pain.has_local_bone_pain, several_fractions_or_no_plan),
    exclusions=(
        pain.diffuse_bone_pain,
        disease.has_cord_compression,
        fracture.fracture_or_impending,
        complicated.radiotherapy_after_bone_surgery,
        radiotherapy.irradiated_before,
        ablative_or_curative_intent,
        complicated.large_soft_tissue_mass,
        in_last_weeks_without_plan,
    ),
    satisfied=(radiotherapy.single_fraction_arranged,),
    advise=advise,
    suggestions=(
        Suggestion(_("8 Gy in 1 fraction"), "single_fraction_8gy", only_if=(radiotherapy.no_radiotherapy_yet,)),
    ),
    override_reasons=(
        "complicated-lesion",
        "ablative-intent",
        "retreatment-risk-accepted-by-patient",
        "specialist-plan-differs",
    ),
    merge_into=("RT-LOCAL-PAIN",),
)
