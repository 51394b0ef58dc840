"""A second antiresorptive agent, or a second product of one ingredient, is being ordered.

A re-order of the same agent and product is no duplicate, however many drafts it comes in.
"""

from cards.criteria import course, therapy
from cards.criteria.antiresorptives import BISPHOSPHONATES, PRODUCTS, agents_taken, strength_mg
from cards.criteria.draft_words import draft_words
from cards.criteria.drafts import being_ordered, being_stopped
from cards.criteria.everybody import EVERYBODY
from cards.events import Event
from cards.logic import any_of
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _

AGENTS = (*BISPHOSPHONATES, therapy.DENOSUMAB)


def drafts(p: PatientRecord) -> list[Event]:
    """Every draft of an antiresorptive agent."""
    return being_ordered(p, *AGENTS).all()


def products_of_one_ingredient(p: PatientRecord) -> list[Event]:
    """Orders and drafts of an ingredient that would stand as two products (60 and 120 mg, or 4 and 5 mg)."""
    for ingredient, product in PRODUCTS:
        drafted, stopped = being_ordered(p, ingredient).all(), being_stopped(p, ingredient).any()
        if not drafted:
            continue
        standing = [] if stopped else therapy.ordered(p, ingredient).all()
        known = [e for e in (*standing, *drafted) if strength_mg(e) is not None]
        of_draft = {therapy.is_product(e, product) for e in drafted if strength_mg(e) is not None}
        if of_draft and len({therapy.is_product(e, product) for e in known}) > 1:
            return known
    return []


def same_ingredient_twice(p: PatientRecord) -> bool:
    "A product is being ordered and another product of the same ingredient is ordered too"
    return bool(products_of_one_ingredient(p))


def _bisphosphonates_left(p: PatientRecord) -> list[Event]:
    """Taken now and not stopped by one of the drafts; denosumab works on, stopped or not."""
    kept = [e for e in agents_taken(p) if therapy.DENOSUMAB.name not in e.concepts]
    return [e for e in kept if not any(being_stopped(p, one).any() for one in AGENTS if one.name in e.concepts)]


def other_agents(p: PatientRecord) -> list[Event]:
    """What is taken now and is another agent than one being ordered."""
    drafted = {one.name for one in AGENTS if being_ordered(p, one).any()}
    if not drafted:
        return []
    denosumab = [e for e in agents_taken(p) if therapy.DENOSUMAB.name in e.concepts]
    taken = (*_bisphosphonates_left(p), *denosumab)
    return [e for e in taken if drafted - e.concepts]


def two_agents(p: PatientRecord) -> bool:
    "An agent is being ordered while another one is taken, or two different ones are being ordered"
    return sum(being_ordered(p, one).any() for one in AGENTS) > 1 or bool(other_agents(p))


def duplicate_ordered(p: PatientRecord) -> bool:
    "A second antiresorptive agent, or another product of the same ingredient, is being ordered"
    return any_of(p, same_ingredient_twice, two_agents)


def planned_follow_on(p: PatientRecord) -> bool:
    "One agent follows denosumab that ended 150 days ago or more (that for skeletal events: 28 days or more)"
    standing = therapy.ordered(p, therapy.DENOSUMAB).any() and not being_stopped(p, therapy.DENOSUMAB).any()
    if standing or being_ordered(p, therapy.DENOSUMAB).any() or same_ingredient_twice(p):
        return False
    last = course.last_dose(p, therapy.DENOSUMAB)
    drafted = {one.name for one in BISPHOSPHONATES if being_ordered(p, one).any()}
    if last is None or len(drafted) > 1 or any(drafted - e.concepts for e in _bisphosphonates_left(p)):
        return False
    monthly = last.mg == therapy.DENOSUMAB_120.dose_mg
    return last.on.days_before(p.today) >= p.days("switch_after_days_120mg" if monthly else "switch_after_days_60mg")


def advise(p: PatientRecord) -> Advice:
    same = products_of_one_ingredient(p)
    drafted = {e.ref for e in drafts(p)}
    words = _("Taken: {drug} (order or last dose: {date}).")
    taken = [e for e in (*same, *other_agents(p)) if e.ref not in drafted]
    return Advice(
        because=[
            *(Sentence(words, {"drug": e.meaning, "date": e.on}) for e in dict.fromkeys(taken)),
            *draft_words(p, *AGENTS),
        ],
        options=[
            Sentence(
                _("Antiresorptive agents are not given together; consider which one is meant and ending the other.")
            ),
            Sentence(_("An old order may only have been left open.")),
        ],
        indicator="critical" if same else "warning",
        summary=_("Duplicate bone-targeted therapy: two products of the same ingredient are ordered") if same else "",
    )


RECOMMENDATION = Recommendation(
    id="DUPLICATE-THERAPY",
    part="order",
    title=_("Two antiresorptives"),
    kind="safety",
    summary=_("Duplicate bone-targeted therapy: two antiresorptive agents overlap"),
    statements=("S27",),
    hooks=("order-select", "order-sign"),
    everybody=EVERYBODY,
    population=(duplicate_ordered,),
    exclusions=(planned_follow_on,),
    advise=advise,
    suggestions=(
        Suggestion(_("Remove the draft"), drafts=drafts),
        Suggestion(_("Review of the bone-targeted agents"), "bone_agent_review"),
    ),
    override_reasons=("planned-switch", "data-wrong"),
)
