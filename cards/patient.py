"""What a rule may ask about a patient: tables of events and the verbs that select from them.

A table knows whether it was read completely. A question whose answer depends on what was not read
raises NotKnown; the engine turns that into "cannot tell". So a rule never sees missing data as an answer:
what is found counts, what is not found counts as absent only when the table was read completely.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, wraps
from typing import Any, NamedTuple, TypeVar

from cards.codelists import Codelist
from cards.guidelines import Guideline
from cards.partial_date import PartialDate
from cards.regions import Region
from cards.units import convert

T = TypeVar("T")


class NotKnown(Exception):
    """The question cannot be answered from what was read; the message names the data in plain words."""


class Dose(NamedTuple):
    """One dose and its rhythm as ordered: milligrams, days between doses; None when not stated."""

    mg: float | None = None
    interval_days: float | None = None


class Event(NamedTuple):
    """One fact of the chart: a condition, drug, result, procedure, order, allergy or family condition."""

    ref: str
    concepts: frozenset[str]  # names of the codelists its code or text is in
    kind: str = ""  # FHIR resource type
    code: str = ""  # "system|code" that matched, or "" when matched by text
    meaning: str = ""  # the codelist's own display, never text of the chart
    by_text: bool = False
    on: PartialDate | None = None  # onset, start, effective, performed or authored
    until: PartialDate | None = None  # abatement or end
    standing: str = "active"  # active, done, on-hold, ended, planned, refused
    certain: bool = True  # a condition that is confirmed (or says nothing)
    value: float | None = None
    unit: str | None = None  # as written in the record
    low: float | None = None  # lower limit of the report's own range, same unit as value
    answers: frozenset[str] = frozenset()  # codelists of a coded value
    dose: Dose = Dose()
    sites: frozenset[str] = frozenset()  # body sites as words for comparison, lower case
    fractions: int | None = None
    doubt: str | None = None  # why this fact may not be relied on; it then counts as neither present nor absent


class Consulted(NamedTuple):
    """What one question looked for and the events its answer rests on."""

    sought: str
    events: Sequence[Event]


class Selection:
    """Events of some codelists in one table. Narrow it with the verbs; ask it with any, latest, earliest or all."""

    __slots__ = ("doubtful", "record", "rows", "sought", "unread")

    def __init__(
        self, record: "PatientRecord", sought: str, unread: str | None, rows: list[Event], doubtful: list[Event]
    ):
        self.record, self.sought, self.unread, self.rows, self.doubtful = record, sought, unread, rows, doubtful

    def where(self, test: Callable[[Event], bool]) -> "Selection":
        """Keep the events that pass; events in doubt stay in doubt."""
        return self._kept([row for row in self.rows if test(row)]) if self.rows else self

    def standing(self, *wanted: str) -> "Selection":
        return self._kept([row for row in self.rows if row.standing in wanted]) if self.rows else self

    def active(self) -> "Selection":
        """Active now: not ended, on hold, planned or refused, and not starting in the future."""
        if not self.rows:
            return self
        today = self.record.today
        return self._kept(
            [row for row in self.rows if row.standing == "active" and (row.on is None or row.on.earliest <= today)]
        )

    def certain(self) -> "Selection":
        return self._kept([row for row in self.rows if row.certain]) if self.rows else self

    def within(self, days: int) -> "Selection":
        """Dated so that it may lie in the last `days` days; undated events do not."""
        if not self.rows:
            return self
        today = self.record.today
        return self._kept([row for row in self.rows if row.on is not None and row.on.may_be_within(days, today)])

    def _kept(self, rows: list[Event]) -> "Selection":
        return Selection(self.record, self.sought, self.unread, rows, self.doubtful)

    def since(self, day: date) -> "Selection":
        """Dated so that it may lie on or after `day` and not in the future; undated events do not."""
        return self.within((self.record.today - day).days)

    def any(self) -> bool:
        """True when an event is found; False only when the table was read completely and none is in doubt."""
        rows = self.rows
        if not rows and (self.unread or self.doubtful):
            self._complete_or_not_known(self.doubtful)
        self.record.trace.append(Consulted(self.sought, rows))
        return bool(rows)

    __bool__ = any

    def all(self) -> list[Event]:
        """Every event, oldest first; NotKnown when one might be missing."""
        self._complete_or_not_known(self.doubtful)
        self.record.trace.append(Consulted(self.sought, self.rows))
        return sorted(self.rows, key=_day)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.all())

    def latest(self) -> Event | None:
        """The newest event or None; NotKnown when a newer one might be missing or in doubt."""
        rows = self.rows
        best = rows[0] if len(rows) == 1 else max(rows, key=_day, default=None)
        if self.unread or self.doubtful:
            self._complete_or_not_known([row for row in self.doubtful if not _surely_older(row, best)])
        self.record.trace.append(Consulted(self.sought, [best] if best else []))
        return best

    def earliest(self) -> Event | None:
        """The oldest dated event or None; NotKnown when an older one might be missing or in doubt."""
        rows = self.all()
        dated = [row for row in rows if row.on is not None]
        return dated[0] if dated else None

    def _complete_or_not_known(self, doubtful: list[Event]) -> None:
        if self.unread:
            raise NotKnown(f"{self.sought}: {self.unread}")
        if doubtful:
            raise NotKnown(f"{self.sought}: {doubtful[0].doubt}")


def _day(event: Event) -> tuple[date, str]:
    """Order in time, undated first; the reference breaks ties so that the order of resources never matters."""
    return (event.on.latest if event.on else date.min, event.ref)


def _surely_older(doubtful: Event, best: Event | None) -> bool:
    return best is not None and doubtful.on is not None and doubtful.on.latest < _day(best)[0]


class Table:
    """Events of one kind, found by codelist. `unread` says in plain words why the table is incomplete, or None."""

    __slots__ = ("_by_concept", "events", "unread")

    def __init__(self, events: Iterable[Event] = (), unread: str | None = None):
        self.events, self.unread = tuple(events), unread
        self._by_concept: dict[str, list[Event]] = {}
        for event in self.events:
            for concept in event.concepts:
                self._by_concept.setdefault(concept, []).append(event)

    def of(self, name: str) -> list[Event]:
        """The events of one codelist."""
        return self._by_concept.get(name, [])


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
    draft_orders: tuple[Event, ...] = ()
    trace: list[Consulted] = field(default_factory=list, compare=False, init=False)
    answers: dict[object, "Remembered"] = field(default_factory=dict, compare=False, init=False)
    selections: dict[tuple[str, tuple[Codelist, ...]], Selection] = field(default_factory=dict, compare=False, init=False)

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

    def _select(self, name: str, codelists: tuple[Codelist, ...]) -> Selection:
        """The events of the codelists, each once; in doubt and complete as the tables they may stand in."""
        kept = self.selections.get((name, codelists))
        if kept is None:
            kept = self.selections[name, codelists] = self._selection(name, codelists)
        return kept

    def _selection(self, name: str, codelists: tuple[Codelist, ...]) -> Selection:
        tables = [self.tables[name]]
        if name == "results" and _reported(codelists):
            tables.append(self.tables["reports"])
        found = [event for table in tables for one in codelists for event in table.of(one.name)]
        if len(codelists) > 1 and found:
            found = list({id(event): event for event in found}.values())
        unread = tables[0].unread or tables[-1].unread
        doubtful = [event for event in found if event.doubt is not None]
        rows = [event for event in found if event.doubt is None] if doubtful else found
        return Selection(self, _titles(codelists), unread, rows, doubtful)

    def number(self, name: str) -> float:
        """A number of the edition in force, by the name it has in guidelines/<edition>.toml."""
        return self.guideline.number(name)

    def days(self, name: str) -> int:
        """A span of the edition in whole days."""
        return int(self.guideline.number(name))

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

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


@cache
def _titles(codelists: tuple[Codelist, ...]) -> str:
    return " / ".join(one.title for one in codelists)


@cache
def _reported(codelists: tuple[Codelist, ...]) -> bool:
    """Whether a diagnostic report can carry one of these."""
    return any("reports" in one.tables for one in codelists)


def _years(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def value_in(event: Event, unit: str, analyte: str = "") -> float:
    """The number of a result in `unit` (UCUM); NotKnown without a number or with a unit that cannot be converted."""
    if event.value is None:
        raise NotKnown(f"{event.meaning}: no number in the result")
    converted = convert(event.value, event.unit, unit, analyte)
    if converted is None:
        raise NotKnown(f"{event.meaning}: unit not known")
    return converted
