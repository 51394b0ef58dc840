"""Bone disease goes on under a bisphosphonate: denosumab may be considered instead."""

from cards.criteria import calcium, caution, course, disease, offer, pain, therapy
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import DRUG_FACTS, METASTASIS
from cards.criteria.words import calcium_words
from cards.events import Selection
from cards.logic import any_of, maybe
from cards.patient import PatientRecord
from cards.recommendation import DRUG_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def _days_on(p: PatientRecord) -> int | None:
    return course.days_for_bone_disease(p, therapy.BISPHOSPHONATES)


def on_bisphosphonate_for_90_days(p: PatientRecord) -> bool:
    "On a bisphosphonate for at least 90 days since bone metastasis was diagnosed"
    if not therapy.on_bisphosphonate(p):
        return False
    days = _days_on(p)
    return days is not None and days >= p.days("bp_inadequate_min_days")


def _new_under_it(p: PatientRecord, events: Selection) -> Selection:
    """Those of the last 183 days that came after the bisphosphonate was begun."""
    return events.within(min(p.days("recent_sre_days"), (_days_on(p) or 0) - 1))


def new_skeletal_event(p: PatientRecord) -> bool:
    "Skeletal event in the last 183 days, under the bisphosphonate"
    return _new_under_it(p, p.conditions(disease.SKELETAL_EVENT).certain()).any()


def new_progression(p: PatientRecord) -> bool:
    "Progression of bone metastases in the last 183 days, under the bisphosphonate"
    reported = p.results(disease.PROGRESSION).where(lambda row: disease.ABSENT.name not in row.answers)
    return any_of(
        p,
        lambda q: _new_under_it(q, q.conditions(disease.PROGRESSION).certain()).any(),
        lambda q: _new_under_it(q, reported).any(),
    )


def persisting_bone_pain(p: PatientRecord) -> bool:
    "Bone pain on record and newest pain score 4 or more out of 10, in the last 30 days"
    kinds = (pain.PAIN, pain.LOCALISED, pain.DIFFUSE)
    recorded = any_of(
        p,
        lambda q: pain.on_problem_list(q, *kinds).any(),
        lambda q: pain.observed(q, *kinds).any(),
    )
    return recorded and pain.scores_4_or_more(p)


def bisphosphonate_falls_short(p: PatientRecord) -> bool:
    "New skeletal event, progression in bone, or persisting bone pain under the bisphosphonate"
    return any_of(p, new_skeletal_event, new_progression, persisting_bone_pain)


def _sign_words(p: PatientRecord) -> list[Sentence]:
    event = maybe(lambda: _new_under_it(p, p.conditions(disease.SKELETAL_EVENT).certain()).latest())
    words = [Sentence(_("Skeletal event under it ({date})."), {"date": event.on})] if event else []
    if maybe(lambda: new_progression(p)):
        words.append(Sentence(_("Progression of bone metastases on record in the last 183 days.")))
    return [*words, *pain.pain_words(p)] if maybe(lambda: persisting_bone_pain(p)) else words


PAIN_ONLY = _("Bone pain persists on bisphosphonate: denosumab may be considered instead")


def _bone_disease_goes_on(p: PatientRecord) -> bool:
    return bool(maybe(lambda: any_of(p, new_skeletal_event, new_progression)))


def advise(p: PatientRecord) -> Advice:
    drug = therapy.current(p, therapy.BISPHOSPHONATES)
    begun = {"drug": drug.meaning if drug else None, "date": course.course_start(p, therapy.BISPHOSPHONATES)}
    return Advice(
        because=[Sentence(_("On {drug} (since: {date})."), begun), *_sign_words(p), calcium_words(p)],
        options=[
            Sentence(_("Denosumab 120 mg SC every 4 weeks may be considered; the bisphosphonate then ends.")),
            Sentence(_("A change of agent does not replace cancer therapy, radiotherapy or surgery.")),
        ],
        summary="" if _bone_disease_goes_on(p) else PAIN_ONLY,
    )


RECOMMENDATION = Recommendation(
    id="DENOSUMAB-BP-INADEQUATE",
    title=_("Insufficient bisphosphonate effect: consider denosumab"),
    kind="indication",
    summary=_("Bone disease progresses on bisphosphonate: denosumab may be considered instead"),
    statements=("S48",),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(disease.has_bone_metastasis, on_bisphosphonate_for_90_days, bisphosphonate_falls_short),
    exclusions=(
        *METASTASIS.exclusions,  # a start of denosumab 120 mg: not for whom the start card is not
        calcium.calcium_low,
        caution.allergic_to_denosumab,
        caution.has_jaw_osteonecrosis,
        offer.denosumab_not_available,
    ),
    satisfied=(therapy.on_denosumab, therapy.denosumab_declined),
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=(
        Suggestion(_("Denosumab 120 mg every 4 weeks instead"), "denosumab_120_q4w", only_if=offer.DENOSUMAB),
        Suggestion(_("Creatinine clearance"), "creatinine", only_if=(offer.renal_function_missing,)),
        Suggestion(_("Calcium and albumin"), "calcium", only_if=(offer.calcium_missing,)),
    ),
    override_reasons=DRUG_OVERRIDES,
)
