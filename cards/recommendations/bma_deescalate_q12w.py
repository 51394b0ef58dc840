"""Zoledronic acid every 12 weeks after a stable year of monthly doses."""

from cards.criteria import caution, course, disease, kidney, offer, renal_course, review, therapy
from cards.criteria.agents import checks_first
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import DRUG_FACTS
from cards.criteria.words import calcium_words, renal_function_words
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    facts = {
        "date": course.course_start(p, therapy.ZOLEDRONIC),
        "days": round(therapy.interval_days(p, therapy.ZOLEDRONIC) or 0),
    }
    return Advice(
        because=[
            Sentence(_("Zoledronic acid since {date}, about every {days} days."), facts),
            Sentence(_("No progression in bone and no skeletal event found in the last 183 days.")),
            renal_function_words(p),
            calcium_words(p),
        ],
        options=[
            Sentence(
                _("Zoledronic acid every 12 weeks may be considered; its dose still follows creatinine clearance.")
            ),
            *checks_first(p),
        ],
        background=[
            Sentence(
                _("ZOOM: 0.26 skeletal events a year (12-weekly) against 0.22 (4-weekly); CALGB 70604: 29% in both.")
            ),
        ],
    )


RECOMMENDATION = Recommendation(
    id="BMA-DEESCALATE-Q12W",
    title=_("Zoledronic acid every 12 weeks"),
    kind="review",
    summary=_("Stable on monthly zoledronic acid for 12+ months: every 12 weeks is non-inferior"),
    statements=("S51", "S53", "S54"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(
        disease.has_bone_metastasis_or_myeloma,
        review.cancer_studied_every_12_weeks,
        review.zoledronic_acid_for_a_year,
        review.interval_known,
    ),
    exclusions=(
        disease.bone_disease_progresses,
        disease.had_skeletal_event_recently,
        therapy.on_denosumab,
        kidney.clearance_below_30,  # whom zoledronic acid is not recommended, no interval of it is offered
        renal_course.creatinine_risen,
        caution.allergic_to_bisphosphonates,
    ),
    satisfied=(review.interval_10_weeks_or_more,),
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=(
        Suggestion(
            _("Zoledronic acid 4 mg every 12 weeks instead"),
            "zoledronic_acid_4_q12w",
            only_if=offer.ZOLEDRONIC_ACID_FULL,
        ),
    ),
    override_reasons=GENERAL_OVERRIDES,
)
