"""Zoledronic acid ordered every 3-4 weeks after a stable year: every 12 weeks may do."""

from cards.criteria import caution, course, disease, drafts, kidney, offer, renal_course, review, therapy
from cards.criteria.agents import checks_first
from cards.criteria.draft_words import draft_words
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import DRUG_FACTS
from cards.criteria.words import calcium_words, renal_function_words
from cards.events import Event, Selection
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def _often(p: PatientRecord) -> Selection:
    """The drafts at an interval below 10 weeks: their own, else that of the course on record."""
    usual, limit = therapy.interval_days(p, therapy.ZOLEDRONIC), p.number("interval_q12w_from_days")

    def often(event: Event) -> bool:
        days = usual if event.dose.interval_days is None else event.dose.interval_days
        return days is not None and days < limit

    return drafts.being_ordered(p, therapy.ZOLEDRONIC).where(often)


def ordered_often(p: PatientRecord) -> bool:
    "Zoledronic acid is being ordered at an interval below 10 weeks (its own, else that of the course on record)"
    return drafts.zoledronic_acid_drafted(p) and _often(p).any()


def often_drafts(p: PatientRecord) -> list[Event]:
    """The drafts that every 12 weeks may stand instead of."""
    return _often(p).all()


def advise(p: PatientRecord) -> Advice:
    since = {"date": course.course_start(p, therapy.ZOLEDRONIC)}
    return Advice(
        because=[
            *draft_words(p, therapy.ZOLEDRONIC),
            Sentence(_("Zoledronic acid since {date}."), since),
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
    part="order",
    title=_("Zoledronic acid every 12 weeks"),
    kind="review",
    summary=_("Stable on monthly zoledronic acid for 12+ months: every 12 weeks is non-inferior"),
    statements=("S51", "S53", "S54"),
    hooks=("order-select",),
    everybody=EVERYBODY,
    population=(
        ordered_often,
        disease.has_bone_metastasis_or_myeloma,
        review.cancer_studied_every_12_weeks,
        review.zoledronic_acid_for_a_year,
    ),
    exclusions=(
        disease.bone_disease_progresses,
        disease.had_skeletal_event_recently,
        therapy.on_denosumab,
        kidney.clearance_below_30,
        renal_course.creatinine_risen,
        caution.allergic_to_bisphosphonates,
    ),
    satisfied=(review.interval_10_weeks_or_more,),  # who was on 12 weeks and goes back has a reason
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=(
        Suggestion(
            _("Zoledronic acid 4 mg every 12 weeks instead"),
            "zoledronic_acid_4_q12w",
            only_if=offer.ZOLEDRONIC_ACID_FULL,
            drafts=often_drafts,
        ),
    ),
    override_reasons=GENERAL_OVERRIDES,
)
