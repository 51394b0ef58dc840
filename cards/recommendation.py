"""The form of a recommendation, and of the advice it gives. The constructor refuses an incomplete one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from cards.events import Event
from cards.orderables import orderables
from cards.partial_date import PartialDate
from cards.patient import PatientRecord

Criterion = Callable[[PatientRecord], bool]
Drafts = Callable[[PatientRecord], Sequence[Event]]  # some of the draft orders

HOOKS = ("patient-view", "order-select", "order-sign")
INDICATORS = ("info", "warning", "critical")
KINDS = ("indication", "drug choice", "review", "information", "safety", "order advice")
PARTS = ("", "order")
SUMMARY_LIMIT = 140  # CDS Hooks 2.0.1, Card Attributes: fewer than 140 characters
ANY_CARD = "*"  # merge_into value: rides on whichever card stands first


# Override reasons of the decision table that recur; codes of override_reasons.toml.
GENERAL_OVERRIDES = (
    "patient-declined",
    "contraindicated",
    "done-elsewhere",
    "short-life-expectancy",
    "specialist-plan-differs",
    "data-wrong",
)
DRUG_OVERRIDES = (*GENERAL_OVERRIDES, "drug-unavailable", "awaiting-dental", "clinical-trial")


class Quantity(NamedTuple):
    """A number with its unit (UCUM), formatted for the reader's language when the card is written."""

    value: float
    unit: str


Fact = str | int | float | Quantity | PartialDate | None  # None: "not recorded"


@dataclass(frozen=True)
class Suggestion:
    """One option the clinician may accept: a label and the order of orderables.toml it drafts.

    only_if  criteria that must all hold, each known, before the option is offered
    drafts   the draft orders it stands instead of; without an `order` they are only to be removed
    draft    the one draft ("Type/id") it is offered for; filled in for a patient, never written in a recommendation
    """

    label: str
    order: str = ""
    only_if: tuple[Criterion, ...] = ()
    drafts: Drafts | None = None
    draft: str = ""

    def __post_init__(self) -> None:
        if self.order not in orderables() and not (self.drafts and not self.order):
            raise ValueError(f"suggestion {self.label}: {self.order} is not in orderables.toml")


@dataclass(frozen=True)
class Sentence:
    """One translatable sentence with the facts that go into it: values, never pre-formatted text."""

    template: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Advice:
    """What a recommendation says about one patient.

    because     why it concerns this patient, with own values and dates
    options     what may be considered, in words a clinician can act on without the suggestions
    background  results and general facts behind it, shown with the evidence
    brief       what it says in one line when it rides on another card; its summary when empty
    summary     replaces the recommendation's own when the case asks for other words
    """

    because: Sequence[Sentence] = ()
    options: Sequence[Sentence] = ()
    background: Sequence[Sentence] = ()
    brief: Sequence[Sentence] = ()
    indicator: str = "info"
    summary: str = ""


@dataclass(frozen=True)
class Recommendation:
    """One row of the guideline's decision table, as a clinician reads it.

    population  criteria that must all hold
    exclusions  criteria none of which may hold
    satisfied   criteria that mean it is already done; treated like exclusions, named apart in the trace
    must_know   criteria whose answer may be yes or no but must be known before anything is said
    everybody   the rules for all rows (alive, adult, not pregnant); an emergency or the pregnancy card names fewer
    part        "order" when the row has a part for chart opening too, with the same id: this one speaks of draft orders
    """

    id: str
    title: str
    kind: str
    summary: str
    statements: tuple[str, ...]
    hooks: tuple[str, ...]
    population: tuple[Criterion, ...]
    advise: Callable[[PatientRecord], Advice]
    override_reasons: tuple[str, ...]
    everybody: tuple[Criterion, ...]
    exclusions: tuple[Criterion, ...] = ()
    satisfied: tuple[Criterion, ...] = ()
    must_know: tuple[Criterion, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    merge_into: tuple[str, ...] = ()
    reminder: bool = False  # GUIDELINE 4.1: an info-only reminder, which never stands before advice
    editions: tuple[str, ...] = ()  # empty: every edition
    part: str = ""

    def __post_init__(self) -> None:
        def refuse(why: str) -> None:
            raise ValueError(f"recommendation {self.id or '(no id)'}: {why}")

        if not (self.id and self.title and self.summary and self.statements and self.override_reasons):
            refuse("id, title, summary, statements and override reasons are required")
        if len(self.summary) >= SUMMARY_LIMIT:
            refuse(f"the summary has {len(self.summary)} characters, the limit is {SUMMARY_LIMIT - 1}")
        if self.kind not in KINDS or not set(self.hooks) <= set(HOOKS) or not self.hooks or not self.population:
            refuse("kind, hooks or population is missing or unknown")
        if self.part not in PARTS or (self.part == "order" and "patient-view" in self.hooks):
            refuse("the part is unknown, or does not fit the hooks")
        for criterion in (*self.criteria, *(c for s in self.suggestions for c in s.only_if)):
            if not criterion.__doc__:
                refuse(f"criterion {getattr(criterion, '__name__', criterion)} has no wording")

    @cached_property
    def name(self) -> str:
        """The id with the part: what tells the two parts of one row apart, in file names and pages."""
        return f"{self.id}-{self.part.upper()}" if self.part else self.id

    @cached_property
    def including(self) -> tuple[Criterion, ...]:
        """What must hold: the rules for all rows and the population."""
        return (*self.everybody, *self.population)

    @cached_property
    def excluding(self) -> tuple[Criterion, ...]:
        """What must not hold: the exclusions and what means it is done."""
        return (*self.exclusions, *self.satisfied)

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, in the order a reader meets them."""
        return (*self.including, *self.excluding, *self.must_know)


def wording(criterion: Criterion) -> str:
    """The criterion's docstring: its words in the trace, the handbook and the audit."""
    return (criterion.__doc__ or "").strip()
