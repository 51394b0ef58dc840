"""Review a bone-targeted agent after years of therapy, or when it has lapsed.

Lapsed means: a start is due again although an agent was given for this bone disease. The words then ride on the start
card; whom no agent is advised (hormone-sensitive, frail, declined, on hold) is not told that it lapsed.
"""

from collections.abc import Callable

from cards.codelists import codelist
from cards.criteria import course, disease, kidney, offer, review, therapy
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import start_for_metastasis_or_myeloma_due
from cards.criteria.therapy_words import bone_agent_words, earlier_agent_words
from cards.logic import all_of, any_of, maybe, unless
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Criterion, Fact, Recommendation, Sentence, Suggestion
from cards.text import _

REVIEW = codelist("bone_agent_review")
MONTHLY = (
    review.cancer_studied_every_12_weeks,
    review.zoledronic_acid_for_a_year,
    review.interval_known,
    unless(review.interval_10_weeks_or_more),
    unless(review.reason_to_go_on),
)


def long_on_agent(p: PatientRecord) -> bool:
    "On a bone-targeted agent for 730 days (myeloma: 365 days) since the bone disease was diagnosed"
    if not therapy.on_bone_agent(p):
        return False
    limit = p.days("review_after_days_myeloma" if disease.has_myeloma(p) else "review_after_days")
    days = course.days_for_bone_disease(p, therapy.BONE_AGENTS)
    return days is not None and days >= limit


def taken_for_this_disease(p: PatientRecord) -> bool:
    "Bone-targeted agent taken after the bone disease was diagnosed"
    since = course.bone_disease_since(p)
    days = [(e.until or e.on) for e in therapy.known_courses(p, therapy.BONE_AGENTS)]
    return any(since is None or day is None or day.latest >= since.earliest for day in days)


def agent_lapsed(p: PatientRecord) -> bool:
    "Bone-targeted agent lapsed: taken after the diagnosis, last dose beyond its window, a start due again"
    return all_of(p, start_for_metastasis_or_myeloma_due, taken_for_this_disease)


def long_on_agent_or_lapsed(p: PatientRecord) -> bool:
    "On a bone-targeted agent for 730 days (myeloma: 365 days), or the agent has lapsed"
    return any_of(p, long_on_agent, agent_lapsed)


def reviewed_in_last_year(p: PatientRecord) -> bool:
    "Review of the bone-targeted agent in the last 365 days, or one arranged"
    days = p.days("review_done_days")
    return any_of(
        p,
        lambda q: q.procedures(REVIEW).standing("done", "active").within(days).any(),
        lambda q: q.encounters(REVIEW).standing("done", "active").within(days).any(),
        lambda q: q.orders(REVIEW).standing("done", "active").within(days).any(),
    )


def _progression_words(_p: PatientRecord) -> Sentence:
    return Sentence(_("Progression in bone is on record."))


def _event_words(p: PatientRecord) -> Sentence:
    event = p.conditions(disease.SKELETAL_EVENT).certain().within(p.days("recent_sre_days")).latest()
    return Sentence(_("Skeletal event: {date}."), {"date": event.on if event else None})


def _rise_words(p: PatientRecord) -> Sentence:
    rise = review.rising_marker(p)
    assert rise is not None
    facts: dict[str, Fact] = {"before": rise.before.value, "newest": rise.newest.value, "date": rise.newest.on}
    return Sentence(_("Resorption marker rose from {before} to {newest} ({date})."), facts)


# Each reason to go on: in words when it holds, when it was looked for and not found, and when it could not be read.
REASONS: tuple[tuple[Criterion, Callable[[PatientRecord], Sentence], str, str], ...] = (
    (
        disease.bone_disease_progresses,
        _progression_words,
        _("Progression in bone: not found in the record."),
        _("Progression in bone: could not be read."),
    ),
    (
        disease.had_skeletal_event_recently,
        _event_words,
        _("Skeletal event in the last 183 days: not found in the record."),
        _("Skeletal event: could not be read."),
    ),
    (
        review.resorption_marker_rises,
        _rise_words,
        _("Rising resorption marker: not found in the record."),
        _("Resorption markers: could not be read."),
    ),
)


def _reason_words(p: PatientRecord) -> list[Sentence]:
    return [_reason(p, *row) for row in REASONS]


def _reason(
    p: PatientRecord, asked: Criterion, words: Callable[[PatientRecord], Sentence], no: str, unread: str
) -> Sentence:
    answer = maybe(lambda: asked(p))
    if answer is None:
        return Sentence(unread)
    return words(p) if answer else Sentence(no)


def _on_agent(p: PatientRecord) -> Advice:
    go_on = maybe(lambda: review.reason_to_go_on(p))
    options = (
        (go_on, _("What is on record here speaks for going on.")),
        (
            go_on is None,
            _("What may speak for going on could not all be read: check it before giving less often or stopping."),
        ),
        (
            not go_on,
            _("Options: continue, give less often, or stop. Best duration is disputed and no stopping rule exists."),
        ),
        (
            maybe(lambda: all_of(p, *MONTHLY, unless(kidney.clearance_below_30))),
            _("Zoledronic acid every 12 weeks is a way to give less."),
        ),
        (
            therapy.on_denosumab(p),
            _("If denosumab is stopped, another antiresorptive agent has to follow (rebound fractures)."),
        ),
    )
    begun = Sentence(_("Taken since {date}."), {"date": course.course_start(p, therapy.BONE_AGENTS)})
    return Advice(
        because=[*bone_agent_words(p), begun, *_reason_words(p)],
        options=[Sentence(words) for fits, words in options if fits],
        summary=MYELOMA_SUMMARY if disease.has_myeloma(p) else "",
    )


MYELOMA_SUMMARY = _(
    "Bone agent for 1+ year in myeloma: continue if progression, recent event or rising markers; else review"
)


def advise(p: PatientRecord) -> Advice:
    if therapy.on_bone_agent(p):
        return _on_agent(p)
    return Advice(
        because=[earlier_agent_words(p), *_reason_words(p)],
        options=[
            Sentence(_("The guideline maintains the agent through the course of the disease (level III).")),
            Sentence(_("If it was stopped on purpose, recording the reason keeps this reminder away.")),
        ],
        summary=_("Bone-targeted agent has lapsed while bone disease is active: consider whether to resume it"),
    )


RECOMMENDATION = Recommendation(
    id="BMA-CONTINUE-REVIEW",
    title=_("Review continuation after years of therapy"),
    kind="review",
    summary=_("Bone agent for 2+ years: continue if progression, recent event or rising markers; else review"),
    statements=("S17", "S31", "S49", "S51", "S52"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(disease.has_bone_metastasis_or_myeloma, long_on_agent_or_lapsed),
    exclusions=(disease.in_hospice,),
    satisfied=(reviewed_in_last_year,),
    advise=advise,
    suggestions=(
        Suggestion(_("Review of the bone-targeted agent"), "bone_agent_review"),
        Suggestion(
            _("Zoledronic acid 4 mg every 12 weeks instead"),
            "zoledronic_acid_4_q12w",
            only_if=(*MONTHLY, *offer.ZOLEDRONIC_ACID_FULL),
        ),
    ),
    override_reasons=GENERAL_OVERRIDES,
    merge_into=("BMA-METS-START", "BMA-MYELOMA-START"),  # only a lapsed agent meets a start card
)
