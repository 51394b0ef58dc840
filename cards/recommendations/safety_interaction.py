"""A bone-targeted agent ordered with, or under, a drug that adds to its risk for kidney, calcium or jaw."""

from functools import partial
from typing import NamedTuple

from cards.codelists import Codelist, codelist
from cards.criteria import disease, therapy
from cards.criteria.draft_words import draft_words
from cards.criteria.drafts import being_ordered
from cards.criteria.everybody import EVERYBODY
from cards.events import Event
from cards.logic import all_of, any_of, maybe
from cards.patient import PatientRecord
from cards.recommendation import Advice, Criterion, Recommendation, Sentence, Suggestion
from cards.text import _


class Combination(NamedTuple):
    """A drug, the bone-targeted agents whose risk it adds to, who it concerns, how urgent it is, and why."""

    drug: Codelist
    agents: Codelist
    concerns: tuple[Criterion, ...]
    indicator: str
    words: str

    def drafted(self, p: PatientRecord) -> bool:
        return any_of(p, lambda q: being_ordered(q, self.agents).any(), lambda q: being_ordered(q, self.drug).any())

    def agent(self, p: PatientRecord) -> bool:
        return any_of(p, lambda q: being_ordered(q, self.agents).any(), lambda q: therapy.takes(q, self.agents))

    def other(self, p: PatientRecord) -> bool:
        return any_of(p, lambda q: being_ordered(q, self.drug).any(), lambda q: q.medications(self.drug).active().any())

    def holds(self, p: PatientRecord) -> bool:
        return all_of(p, self.drafted, self.agent, self.other, *self.concerns)


COMBINATIONS = (
    Combination(
        codelist("aminoglycosides"),
        therapy.BONE_AGENTS,
        (),
        "warning",
        _("Aminoglycosides lower calcium and can harm the kidney, for long after the dose."),
    ),
    Combination(
        codelist("thalidomide_analogues"),
        therapy.ZOLEDRONIC,
        (disease.has_myeloma,),
        "warning",
        _("In myeloma thalidomide adds to the kidney risk of zoledronic acid."),
    ),
    Combination(
        codelist("loop_diuretics"),
        therapy.BONE_AGENTS,
        (),
        "info",
        _("Loop diuretics lower calcium; dehydration adds to the kidney risk."),
    ),
    Combination(codelist("calcitonin"), therapy.BONE_AGENTS, (), "info", _("Calcitonin lowers calcium further.")),
    Combination(
        codelist("antiangiogenics"),
        therapy.BONE_AGENTS,
        (),
        "info",
        _("Drugs against angiogenesis add to the risk of jaw osteonecrosis."),
    ),
)


def combined(p: PatientRecord) -> bool:
    "Bone agent with aminoglycoside, loop diuretic, calcitonin, antiangiogenic or (myeloma) thalidomide; one is ordered"
    return any_of(p, *(one.holds for one in COMBINATIONS))


def _taken(p: PatientRecord, drug: Codelist) -> list[Event]:
    return maybe(lambda: p.medications(drug).active().all()) or []


def advise(p: PatientRecord) -> Advice:
    held = [one for one in COMBINATIONS if maybe(partial(one.holds, p))]
    taken = [e for one in held for e in (*_taken(p, one.drug), *_taken(p, one.agents))]
    lists = dict.fromkeys(one for row in held for one in (row.agents, row.drug))
    return Advice(
        because=[
            *(Sentence(_("Taken: {drug} ({date})."), {"drug": e.meaning, "date": e.on}) for e in dict.fromkeys(taken)),
            *draft_words(p, *lists),
        ],
        options=[*(Sentence(one.words) for one in held), Sentence(_("Consider monitoring, or giving them apart."))],
        indicator=held[0].indicator,  # the table has the most urgent first
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-INTERACTION",
    title=_("Nephrotoxic / calcium-lowering combination"),
    kind="safety",
    summary=_("Added renal, calcium or jaw risk with current drugs: monitor or separate"),
    statements=("S27",),
    hooks=("order-select", "order-sign"),
    everybody=EVERYBODY,
    population=(combined,),
    advise=advise,
    suggestions=(Suggestion(_("Creatinine, calcium, magnesium and phosphate"), "monitoring_labs"),),
    override_reasons=("monitoring-arranged",),
)
