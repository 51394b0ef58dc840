"""Prefer a single fraction of 8 Gy for an uncomplicated painful bone metastasis."""

from cards.codelists import codelist
from cards.criteria import disease, fracture, pain, prognosis, radiotherapy
from cards.criteria.everybody import EVERYBODY
from cards.logic import all_of, any_of
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _

SOFT_TISSUE_MASS = codelist("soft_tissue_mass")


def _fractions_ordered(p: PatientRecord) -> list[int]:
    numbers = [radiotherapy.fractions(order) for order in radiotherapy.radiotherapy_orders(p)]
    return [number for number in numbers if number is not None]


def several_fractions_or_no_plan(p: PatientRecord) -> bool:
    "Radiotherapy ordered with more than one fraction, or neither radiotherapy nor a referral for it ordered yet"
    return any_of(p, _several_fractions, lambda q: not radiotherapy.radiotherapy_ordered_to_pain(q))


def _several_fractions(p: PatientRecord) -> bool:
    return any(n > 1 for n in _fractions_ordered(p))


def radiotherapy_after_bone_surgery(p: PatientRecord) -> bool:
    "Fixation or decompression done: radiotherapy would be post-operative"
    surgery = (fracture.FIXATION, codelist("spinal_decompression"))
    return p.procedures(*surgery).standing("done", "active").any()


def ablative_or_curative_intent(p: PatientRecord) -> bool:
    "Radiotherapy ordered with ablative (stereotactic) or curative intent"
    orders = p.orders(radiotherapy.RADIOTHERAPY).standing(*radiotherapy.ORDERED)
    return orders.where(lambda e: radiotherapy.ordered_recently(p, e) and radiotherapy.is_ablative(e)).any()


def large_soft_tissue_mass(p: PatientRecord) -> bool:
    "Large soft-tissue mass at the metastasis on record"
    return p.conditions(SOFT_TISSUE_MASS).active().any()


def in_last_weeks_without_plan(p: PatientRecord) -> bool:
    "Life expectancy below 4 weeks and no radiotherapy ordered"
    return all_of(p, prognosis.in_last_weeks, lambda q: not _fractions_ordered(q))


def single_fraction_arranged(p: PatientRecord) -> bool:
    "One fraction ordered or given for the painful site"
    return any_of(
        p,
        lambda q: 1 in _fractions_ordered(q),
        lambda q: radiotherapy.courses_to_pain(q).where(lambda e: radiotherapy.fractions(e) == 1).any(),
    )


def advise(p: PatientRecord) -> Advice:
    most = max(_fractions_ordered(p), default=0)
    several = Sentence(_("Radiotherapy is ordered in {fractions} fractions."), {"fractions": most})
    short_life = most > 1 and prognosis.life_expectancy_below_3_months(p)
    many = most > p.number("rt_fractions_warning_gt")
    return Advice(
        because=[*([several] if most > 1 else []), *pain.pain_words(p)],
        options=[
            Sentence(_("One fraction of 8 Gy may be considered: it relieves pain as well as several fractions.")),
            Sentence(_("Re-treatment is about twice as frequent after a single fraction.")),
            Sentence(_("Only if uncomplicated: no fracture risk, nerve compression, surgery or soft-tissue mass.")),
        ],
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
        radiotherapy_after_bone_surgery,
        radiotherapy.irradiated_before,
        ablative_or_curative_intent,
        large_soft_tissue_mass,
        in_last_weeks_without_plan,
    ),
    satisfied=(single_fraction_arranged,),
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
