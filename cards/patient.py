"""What a rule may ask about a patient: tables of events, demographics and the numbers of the edition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, wraps
from typing import Any, NamedTuple, TypeVar

from cards.codelists import Codelist
from cards.events import NOTHING, Asked, Consulted, NotKnown, Selection, Table
from cards.guidelines import Guideline
from cards.partial_date import PartialDate
from cards.regions import Region

T = TypeVar("T")
DRAFTS = "drafts"
Selected = tuple[str, tuple[Codelist, ...]]  # a table and the codelists asked for


@dataclass(frozen=True)
class PatientRecord:
    """One patient on one day, read under one edition and region. `today` is data: nobody below asks a clock."""

    today: date
    guideline: Guideline
    region: Region
    tables: Mapping[str, Table]
    birth: PartialDate | None = None
    sex: str | None = None  # "male" or "female"; None when not recorded or other
    deceased: bool = False
    trace: list[Consulted] = field(default_factory=list, compare=False, init=False)
    answers: dict[object, "Remembered"] = field(default_factory=dict, compare=False, init=False)
    selections: dict[Selected, Selection] = field(default_factory=dict, compare=False, init=False)

    @cached_property
    def asked(self) -> Asked:
        """What every selection needs to know of this patient."""
        return Asked(self.today, self.trace)

    def conditions(self, *codelists: Codelist) -> Selection:
        return self._select("conditions", codelists)

    def medications(self, *codelists: Codelist) -> Selection:
        return self._select("medications", codelists)

    def results(self, *codelists: Codelist) -> Selection:
        """Observations, and diagnostic reports of the codelists that say a report can carry them."""
        return self._select("results", codelists)

    def procedures(self, *codelists: Codelist) -> Selection:
        return self._select("procedures", codelists)

    def orders(self, *codelists: Codelist) -> Selection:
        return self._select("orders", codelists)

    def allergies(self, *codelists: Codelist) -> Selection:
        return self._select("allergies", codelists)

    def family_history(self, *codelists: Codelist) -> Selection:
        return self._select("family_history", codelists)

    def encounters(self, *codelists: Codelist) -> Selection:
        return self._select("encounters", codelists)

    def drafts(self, *codelists: Codelist) -> Selection:
        """The orders being written, at the hooks for ordering; they stand in no other table."""
        return self._select(DRAFTS, codelists)

    def _select(self, name: str, codelists: tuple[Codelist, ...]) -> Selection:
        """The events of the codelists, each once; in doubt and complete as the tables they may stand in."""
        kept = self.selections.get((name, codelists))
        if kept is None:
            kept = self.selections[name, codelists] = self._selection(name, codelists)
        return kept

    def _selection(self, name: str, codelists: tuple[Codelist, ...]) -> Selection:
        looked_for = _looked_for(name, codelists)
        tables = [self.tables[one] for one in looked_for.tables]
        lists = [rows for table in tables for one in looked_for.names if (rows := table.of(one))]
        found = lists[0] if len(lists) == 1 else list({id(event): event for rows in lists for event in rows}.values())
        unread = tables[0].unread_for(looked_for.selects) or tables[-1].unread_for(looked_for.selects)
        if not (tables[0].doubts or tables[-1].doubts):
            return Selection(self.asked, looked_for.sought, unread, found, NOTHING)
        sure, doubtful = [e for e in found if e.doubt is None], [e for e in found if e.doubt is not None]
        return Selection(self.asked, looked_for.sought, unread, sure, doubtful)

    def number(self, name: str) -> float:
        """A number of the edition in force, by the name it has in guidelines/<edition>.toml."""
        return self.guideline.number(name)

    def days(self, name: str) -> int:
        """A span of the edition in whole days."""
        return int(self.guideline.number(name))

    def is_female(self) -> bool:
        if self.sex is None:
            raise NotKnown("sex of the patient: not recorded as female or male")
        return self.sex == "female"

    def age(self) -> int:
        """Completed years; NotKnown without a birth date or when a partial one leaves it open."""
        if self.birth is None:
            raise NotKnown("birth date: not recorded")
        oldest, youngest = (_years(day, self.today) for day in self.birth)
        if oldest != youngest:
            raise NotKnown("birth date: recorded too roughly to tell the age")
        return oldest

    def older_than(self, years: float) -> bool:
        return self._age_answer(lambda age: age > years)

    def at_least(self, years: float) -> bool:
        return self._age_answer(lambda age: age >= years)

    def _age_answer(self, test: Callable[[int], bool]) -> bool:
        """Answer an age question even from a rough birth date, when both its ends agree."""
        if self.birth is None:
            raise NotKnown("birth date: not recorded")
        oldest, youngest = (test(_years(day, self.today)) for day in self.birth)
        if oldest != youngest:
            raise NotKnown("birth date: recorded too roughly to tell the age")
        return oldest


class Remembered(NamedTuple):
    """What a question answered for this patient, and what its answer rests on."""

    value: Any
    missing: NotKnown | None
    consulted: tuple[Consulted, ...]


def remembered(question: Callable[[PatientRecord], T]) -> Callable[[PatientRecord], T]:
    """Mark a question that many rules ask: its answer is kept with the patient, evidence and all."""

    @wraps(question)
    def answer(p: PatientRecord) -> T:
        kept = p.answers.get(question)
        if kept is None:
            kept = p.answers[question] = _answered(question, p)
        else:
            p.trace.extend(kept.consulted)
        if kept.missing is not None:
            raise kept.missing
        value: T = kept.value
        return value

    return answer


def _answered(question: Callable[[PatientRecord], T], p: PatientRecord) -> Remembered:
    start = len(p.trace)
    try:
        return Remembered(question(p), None, tuple(p.trace[start:]))
    except NotKnown as missing:
        return Remembered(None, missing, tuple(p.trace[start:]))


# How a question is named where the bare title of the codelist would mislead.
SOUGHT = {
    DRAFTS: "draft order of {}",
    "allergies": "allergy to {}",
    "family_history": "{} in the family",
    "orders": "order of {}",
}


class _LookedFor(NamedTuple):
    """How a look-up is named, the tables and codelists it goes to, and the tables these codelists select from."""

    sought: str
    tables: tuple[str, ...]
    names: tuple[str, ...]
    selects: frozenset[str]


@cache
def _looked_for(table: str, codelists: tuple[Codelist, ...]) -> _LookedFor:
    """A diagnostic report can carry the results of some codelists."""
    sought = SOUGHT.get(table, "{}").format(" / ".join(one.title for one in codelists))
    reported = table == "results" and any("reports" in one.tables for one in codelists)
    names, selects = tuple(one.name for one in codelists), frozenset(t for one in codelists for t in one.tables)
    return _LookedFor(sought, (table, "reports") if reported else (table,), names, selects)


def _years(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
