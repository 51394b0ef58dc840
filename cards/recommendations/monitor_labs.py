"""Creatinine and calcium before the next dose of a bone-targeted agent at the dose for skeletal events."""

from collections.abc import Callable

from cards.codelists import Codelist
from cards.criteria import calcium, course, disease, kidney, therapy
from cards.criteria.everybody import EVERYBODY
from cards.criteria.therapy_words import bone_agent_words
from cards.criteria.words import told
from cards.events import Event
from cards.logic import all_of, any_of
from cards.orderables import orderable
from cards.patient import PatientRecord
from cards.recommendation import Advice, Criterion, Recommendation, Sentence, Suggestion
from cards.text import _

RENAL = (kidney.CREATININE, kidney.CLEARANCE, kidney.EGFR, kidney.INDEXED)
CALCIUM = (calcium.CORRECTED, calcium.TOTAL)


def _dose_due(drug: Codelist) -> Criterion:
    """The next dose of a drug taken at the dose for skeletal events: due when its date is near or not known."""

    def due(p: PatientRecord) -> bool:
        if not course.taken_for_skeletal_events(p, drug):
            return False
        last = therapy.given(p, drug).latest()
        every = therapy.interval_days(p, drug) or orderable("zoledronic_acid_4_q4w").interval_days or 0
        return last is None or last.on is None or last.on.days_before(p.today) + p.days("next_dose_lead_days") >= every

    return due


def next_dose_due(p: PatientRecord) -> bool:
    "On zoledronic acid, pamidronate or denosumab for skeletal events; next dose within 7 days or its date not known"
    return any_of(p, *map(_dose_due, course.SKELETAL_EVENT_DRUGS))


def labs_recent(p: PatientRecord) -> bool:
    "Creatinine (or clearance, eGFR) and calcium both measured in the last 30 days"
    days = p.days("lab_max_age_days")
    return all_of(p, lambda q: q.results(*RENAL).within(days).any(), lambda q: q.results(*CALCIUM).within(days).any())


def _last(newest: Callable[[], Event | None], dated: str, never: str, unread: str) -> Sentence:
    return told(newest, lambda event: Sentence(dated, {"date": event.on}), never, unread)


def advise(p: PatientRecord) -> Advice:
    return Advice(
        because=[
            *bone_agent_words(p),
            _last(
                p.medications(*course.SKELETAL_EVENT_DRUGS).standing("done").latest,
                _("Last dose: {date}."),
                _("No single dose found in the record."),
                _("The last dose could not be read."),
            ),
            _last(
                p.results(*RENAL).latest,
                _("Last creatinine: {date}."),
                _("No creatinine found in the record."),
                _("Creatinine could not be read."),
            ),
            _last(
                p.results(*CALCIUM).latest,
                _("Last calcium: {date}."),
                _("No calcium found in the record."),
                _("Calcium could not be read."),
            ),
        ],
        options=[
            Sentence(
                _("Creatinine belongs before each intravenous bisphosphonate dose; calcium above all under denosumab.")
            ),
        ],
    )


RECOMMENDATION = Recommendation(
    id="MONITOR-LABS",
    title=_("Laboratory monitoring during therapy"),
    kind="review",
    summary=_("Bone agent in use: creatinine and calcium are due before the next dose"),
    statements=("S27",),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(next_dose_due,),
    exclusions=(disease.in_hospice,),
    satisfied=(labs_recent,),
    advise=advise,
    suggestions=(Suggestion(_("Creatinine, calcium, magnesium, phosphate"), "monitoring_labs"),),
    override_reasons=("done-elsewhere",),
    merge_into=("SAFETY-RENAL",),  # when that card already asks for creatinine, one card says both
)
