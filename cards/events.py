"""Facts of a chart, and how rules select from them. A question that depends on what was not read raises NotKnown.

What is found counts; what is not found counts as absent only when its table was read completely.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from cards.partial_date import PartialDate
from cards.units import convert


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
    standing_said: bool = True  # False for a condition whose record leaves open whether it is active


class Consulted(NamedTuple):
    """What one question looked for and the events its answer rests on."""

    sought: str
    events: Sequence[Event]


class Asked(NamedTuple):
    """The day a question is asked for, and where it leaves what it consulted."""

    today: date
    trace: list[Consulted]


class Selection:
    """Events of some codelists in one table. Narrow it with the verbs; ask it with any, latest, earliest or all."""

    __slots__ = ("asked", "doubtful", "rows", "sought", "unread")

    def __init__(self, asked: Asked, sought: str, unread: str | None, rows: list[Event], doubtful: list[Event]):
        self.asked, self.sought, self.unread, self.rows, self.doubtful = asked, sought, unread, rows, doubtful

    def where(self, test: Callable[[Event], bool]) -> "Selection":
        """Keep the events that pass; events in doubt stay in doubt."""
        return self._kept([row for row in self.rows if test(row)]) if self.rows else self

    def standing(self, *wanted: str) -> "Selection":
        return self._kept([row for row in self.rows if row.standing in wanted]) if self.rows else self

    def active(self) -> "Selection":
        """Active now: not ended, on hold, planned or refused, and not starting in the future."""
        if not self.rows:
            return self
        today = self.asked.today
        return self._kept(
            [row for row in self.rows if row.standing == "active" and (row.on is None or row.on.earliest <= today)]
        )

    def certain(self) -> "Selection":
        return self._kept([row for row in self.rows if row.certain]) if self.rows else self

    def within(self, days: int) -> "Selection":
        """Dated so that it may lie in the last `days` days; undated events do not."""
        if not self.rows:
            return self
        today = self.asked.today
        return self._kept([row for row in self.rows if row.on is not None and row.on.may_be_within(days, today)])

    def _kept(self, rows: list[Event]) -> "Selection":
        return Selection(self.asked, self.sought, self.unread, rows, self.doubtful)

    def any(self) -> bool:
        """True when an event is found; False only when the table was read completely and none is in doubt."""
        rows = self.rows
        if not rows and (self.unread or self.doubtful):
            self._complete_or_not_known(self.doubtful)
        self.asked.trace.append(Consulted(self.sought, rows))
        return bool(rows)

    __bool__ = any

    def all(self) -> list[Event]:
        """Every event, oldest first; NotKnown when one might be missing."""
        self._complete_or_not_known(self.doubtful)
        self.asked.trace.append(Consulted(self.sought, self.rows))
        return sorted(self.rows, key=_day)

    def latest(self) -> Event | None:
        """The newest event or None; NotKnown when a newer one might be missing or in doubt."""
        rows = self.rows
        best = rows[0] if len(rows) == 1 else max(rows, key=_day, default=None)
        if self.unread or self.doubtful:
            self._complete_or_not_known([row for row in self.doubtful if not _surely_older(row, best)])
        self.asked.trace.append(Consulted(self.sought, [best] if best else []))
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
    """Events of one kind, found by codelist. `unread` says in plain words why the table is incomplete, or None.

    `missing` narrows that to what may be missing: only events of codelists that select from this table of the record.
    """

    __slots__ = ("_groups", "_of", "doubts", "events", "missing", "unread")

    def __init__(self, events: Iterable[Event] = (), unread: str | None = None, missing: str = ""):
        self.events, self.unread, self.missing = tuple(events), unread, missing
        self.doubts = bool([event for event in self.events if event.doubt is not None])
        # Events of one code are in the same codelists; most codelists hold the events of one such group.
        alike: dict[frozenset[str], list[Event]] = {}
        for event in self.events:
            alike.setdefault(event.concepts, []).append(event)
        self._groups: dict[str, list[list[Event]]] = {}
        for concepts, rows in alike.items():
            for concept in concepts:
                self._groups.setdefault(concept, []).append(rows)
        self._of: dict[str, list[Event]] = {}

    def of(self, name: str) -> list[Event]:
        """The events of one codelist, in the order of the table."""
        groups = self._groups.get(name)
        if groups is None:
            return NOTHING
        if len(groups) == 1:
            return groups[0]
        if name not in self._of:
            self._of[name] = [event for event in self.events if name in event.concepts]
        return self._of[name]

    def unread_for(self, tables: Iterable[str]) -> str | None:
        """Why events may be missing that codelists of these tables of the record would select, or None."""
        return self.unread if not self.missing or self.missing in tables else None


NOTHING: list[Event] = []


def value_in(event: Event, unit: str, analyte: str = "") -> float:
    """The number of a result in `unit` (UCUM); NotKnown without a number or with a unit that cannot be converted."""
    if event.value is None:
        raise NotKnown(f"{event.meaning}: no number in the result")
    converted = convert(event.value, event.unit, unit, analyte)
    if converted is None:
        raise NotKnown(f"{event.meaning}: unit not known")
    return converted
