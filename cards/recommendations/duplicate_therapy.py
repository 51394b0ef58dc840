"""Two antiresorptive agents taken at the same time, or two products of one ingredient.

The order of a drug and its doses are one agent. A bisphosphonate whose order was stopped is over, with no dose since;
denosumab works until its window has passed, stopped or not.
"""

from cards.criteria import course, therapy
from cards.criteria.antiresorptives import PRODUCTS, agents_taken, bisphosphonates_taken, strength_mg
from cards.criteria.everybody import EVERYBODY
from cards.events import Event
from cards.logic import any_of
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def products_of_one_ingredient(p: PatientRecord) -> list[Event]:
    """The active orders of an ingredient that is ordered as two products (60 and 120 mg, or 4 and 5 mg)."""
    for ingredient, product in PRODUCTS:
        orders = [e for e in therapy.ordered(p, ingredient).all() if strength_mg(e) is not None]
        if len({therapy.is_product(e, product) for e in orders}) > 1:
            return orders
    return []


def same_ingredient_twice(p: PatientRecord) -> bool:
    "Two products of the same ingredient ordered"
    return bool(products_of_one_ingredient(p))


def two_antiresorptives(p: PatientRecord) -> bool:
    "Two antiresorptive agents taken at the same time, or two products of the same ingredient ordered"
    return any_of(p, same_ingredient_twice, lambda q: len(agents_taken(q)) > 1)


def planned_follow_on(p: PatientRecord) -> bool:
    "One agent follows denosumab that ended 150 days ago or more (that for skeletal events: 28 days or more)"
    if therapy.ordered(p, therapy.DENOSUMAB).any() or same_ingredient_twice(p):
        return False
    last = course.last_dose(p, therapy.DENOSUMAB)
    if last is None or len(bisphosphonates_taken(p)) > 1:
        return False
    monthly = last.mg == therapy.DENOSUMAB_120.dose_mg
    return last.on.days_before(p.today) >= p.days("switch_after_days_120mg" if monthly else "switch_after_days_60mg")


def advise(p: PatientRecord) -> Advice:
    same = products_of_one_ingredient(p)
    words = _("Ordered: {drug} {dose} mg ({date}).") if same else _("Taken: {drug} (order or last dose: {date}).")
    agents = same or agents_taken(p)
    return Advice(
        because=[Sentence(words, {"drug": e.meaning, "dose": strength_mg(e), "date": e.on}) for e in agents],
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
    title=_("Two antiresorptives"),
    kind="safety",
    summary=_("Duplicate bone-targeted therapy: two antiresorptive agents overlap"),
    statements=("S27",),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(two_antiresorptives,),
    exclusions=(planned_follow_on,),
    advise=advise,
    suggestions=(Suggestion(_("Review of the bone-targeted agents"), "bone_agent_review"),),
    override_reasons=("planned-switch", "data-wrong"),
)
