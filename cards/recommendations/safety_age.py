"""A bone-targeted agent ordered for somebody under 18: the guideline is for adults.

A giant cell tumour of bone in a skeletally mature adolescent, or the plan of a paediatric specialist, cannot be read
from the codes of a chart: they are reasons to set the card aside.
"""

from cards.criteria import drafts
from cards.criteria.draft_words import draft_words
from cards.criteria.everybody import adult, alive
from cards.criteria.therapy import BONE_AGENTS
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def under_18(p: PatientRecord) -> bool:
    "Aged under 18"
    return not adult(p)


def advise(p: PatientRecord) -> Advice:
    return Advice(
        because=[Sentence(_("Age: {years} years."), {"years": p.age()}), *draft_words(p, BONE_AGENTS)],
        options=[Sentence(_("Consider the advice of a paediatric oncologist before the order is signed."))],
        indicator="warning",
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-AGE",
    title=_("Patient under 18"),
    kind="safety",
    summary=_("Under 18: this guideline does not apply; bone agents are not recommended"),
    statements=("S8",),
    hooks=("order-select", "order-sign"),
    everybody=(alive,),
    population=(drafts.bone_agent_drafted, under_18),
    advise=advise,
    suggestions=(
        Suggestion(_("Paediatric oncology consultation"), "paediatric_oncology_consult"),
        Suggestion(_("Remove the draft"), drafts=drafts.bone_agent_drafts),
    ),
    override_reasons=("paediatric-specialist-plan", "GCTB"),
)
