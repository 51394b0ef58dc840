"""A bone-turnover marker ordered in a patient with cancer: it has prognostic value but no place in routine care.

The review of going on with a bone-targeted agent, a stop of denosumab and a trial protocol are reasons to measure it.
Without cancer (care of osteoporosis) the guideline says nothing.
"""

from cards.codelists import codelist
from cards.criteria import disease
from cards.criteria import imaging_drafts as tests
from cards.criteria.drafts import being_ordered, being_stopped
from cards.criteria.everybody import EVERYBODY
from cards.events import Event
from cards.logic import any_of
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _

DENOSUMAB = codelist("denosumab")


def markers_being_ordered(p: PatientRecord) -> list[Event]:
    """Every draft of a bone-turnover marker."""
    return being_ordered(p, tests.MARKERS).all()


def marker_drafted(p: PatientRecord) -> bool:
    "A bone-turnover marker is being ordered"
    return being_ordered(p, tests.MARKERS).any()


def reason_to_measure(p: PatientRecord) -> bool:
    "Ordered for the continuation review, for a stop of denosumab (also one being ordered now) or by a trial protocol"
    reasons = (tests.CONTINUATION, tests.DENOSUMAB_STOP, tests.TRIAL)
    return any_of(
        p,
        lambda q: tests.drafts_for(q, tests.MARKERS, *reasons).any(),
        lambda q: being_stopped(q, DENOSUMAB).any(),
    )


def advise(p: PatientRecord) -> Advice:
    names = list(dict.fromkeys(event.meaning for event in markers_being_ordered(p)))
    return Advice(
        because=[Sentence(_("Being ordered: {order}."), {"order": ", ".join(names)})],
        options=[
            Sentence(_("High values mean a poorer prognosis, but no decision in routine care rests on them.")),
            Sentence(_("A review of the bone-targeted agent or a stop of denosumab may be a reason to measure.")),
        ],
    )


RECOMMENDATION = Recommendation(
    id="MARKERS-NOT-ROUTINE",
    title=_("Bone markers not routine"),
    kind="order advice",
    summary=_("Bone-turnover markers have prognostic value but are not recommended for routine use"),
    statements=("S17", "S18"),
    hooks=("order-select", "order-sign"),
    everybody=EVERYBODY,
    population=(disease.has_any_cancer, marker_drafted),
    exclusions=(reason_to_measure,),
    advise=advise,
    suggestions=(Suggestion(_("Remove the draft"), drafts=markers_being_ordered),),
    override_reasons=("continuation-review", "denosumab-stop", "trial-protocol"),
)
