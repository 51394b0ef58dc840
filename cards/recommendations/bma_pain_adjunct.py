"""A bisphosphonate as an adjunct against diffuse bone pain, or pain that returns after radiotherapy."""

from cards.criteria import caution, kidney, offer, pain, radiotherapy
from cards.criteria.agents import EVERY_3_TO_4_WEEKS, checks_first, zoledronic_acid_words
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import DRUG_FACTS, METASTASIS
from cards.criteria.words import calcium_words, renal_function_words
from cards.logic import any_of
from cards.patient import PatientRecord
from cards.recommendation import DRUG_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def diffuse_or_after_radiotherapy(p: PatientRecord) -> bool:
    "Diffuse bone pain, or bone pain that persists or returned after radiotherapy"
    return any_of(p, pain.diffuse_bone_pain, radiotherapy.pain_after_radiotherapy)


def advise(p: PatientRecord) -> Advice:
    course = radiotherapy.radiotherapy_before_pain(p)
    treated = (
        [Sentence(_("Radiotherapy to the painful site ({date})."), {"date": course.until or course.on})]
        if course
        else []
    )
    return Advice(
        because=[*pain.pain_words(p), *treated, renal_function_words(p), calcium_words(p)],
        options=[
            zoledronic_acid_words(p, EVERY_3_TO_4_WEEKS),
            Sentence(
                _("Its effect on pain is modest: beside analgesics, radiotherapy and cancer therapy, never alone.")
            ),
            *checks_first(p),
        ],
    )


RECOMMENDATION = Recommendation(
    id="BMA-PAIN-ADJUNCT",
    title=_("Bisphosphonate for diffuse or recurrent bone pain"),
    kind="indication",
    summary=_("Diffuse bone pain or pain after radiotherapy: a bisphosphonate can help as an adjunct"),
    statements=("S46",),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(*METASTASIS.population, diffuse_or_after_radiotherapy),
    exclusions=(
        *METASTASIS.exclusions,
        kidney.clearance_below_30,  # the only option named here is a bisphosphonate
        caution.allergic_to_bisphosphonates,
    ),
    satisfied=METASTASIS.satisfied,
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=(
        Suggestion(
            _("Zoledronic acid 4 mg every 3-4 weeks"), "zoledronic_acid_4_q4w", only_if=offer.ZOLEDRONIC_ACID_FULL
        ),
        Suggestion(_("Review of analgesics"), "analgesic_review"),
    ),
    override_reasons=DRUG_OVERRIDES,
)
