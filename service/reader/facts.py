"""The form in which every resource type is read: a resource with its names goes in, events of the record come out."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from cards.events import Event
from cards.partial_date import PartialDate
from service.reader.data import rows
from service.reader.naming import Named
from service.reader.shapes import Json, Signature, Unsure, concept, concept_of, flag, signature, word

STATUSES: dict[str, Any] = rows("statuses")
DROP, DOUBT = "drop", "doubt"


class InDoubt(Exception):
    """The resource can be read, but its fact may not be relied on. `reason` is a row of [doubts] in sections.toml."""

    def __init__(self, reason: str, on: PartialDate | None = None):
        super().__init__(reason)
        self.reason, self.on = reason, on


class Part(NamedTuple):
    """A part of a resource that is a fact of its own.

    place   its place in its list; None for the resource itself
    named   its codelists
    sure    whether the concept that names it was already found to be exactly as R4 wants it
    """

    place: int | None
    named: Named
    sure: bool = False


Parts = tuple[Part, ...]


class Resource(NamedTuple):
    """One relevant resource on its way to become events; `choice` gives the name of a choice element by its stem."""

    raw: Json
    parts: Parts
    ref: str
    today: date
    choice: Mapping[str, str]


Reader = Callable[[Resource], list[Event]]


def whole(named: Named | None, sure: bool = False) -> Parts:
    """The parts of a resource that is one fact, or none when it concerns no codelist."""
    return () if named is None else (Part(None, named, sure),)


def event(resource: Resource, part: Part, **more: Any) -> Event:
    """An event of this part; `more` are the fields of Event."""
    named = part.named
    kind = resource.raw["resourceType"]
    return Event(resource.ref, named.concepts, kind, named.code, named.meaning, named.by_text, **more)


def standing(raw: Json, kind: str) -> str:
    """What `status` means: a standing of Event, or "drop". InDoubt for a word that is not known."""
    return _meaning_of_word(raw, "status", STATUSES[kind])


def order_standing(raw: Json, kind: str) -> str:
    """What status, doNotPerform and intent of an order mean together: a standing of Event, or "drop"."""
    meaning = standing(raw, kind)
    if meaning == DROP:
        return DROP
    if flag(raw, "doNotPerform"):
        return "refused"
    return "planned" if is_plan(raw) else meaning


def _meaning_of_word(raw: Json, name: str, table: dict[str, str]) -> str:
    said = raw.get(name)
    found = table.get(said) if type(said) is str else None
    if found is not None and found != DOUBT:
        return found
    if found is None:
        word(raw, name)  # Unsure when it is no word at all
    raise InDoubt("status")


def coded_meaning(raw: Json, name: str, table: str, unsaid: str) -> str:
    """What a status means that R4 writes as a concept; `unsaid` when it is absent. InDoubt for a word not known."""
    if name not in raw:
        return unsaid
    row = signature(raw[name])
    try:
        meaning = _kept_meaning(row, name, table) if row is not None else None
    except TypeError:  # a part is no text, or too long to be kept
        meaning = None
    if meaning is None:
        meaning = _meaning(concept(raw[name], name), name, table)
    if meaning is None:
        raise InDoubt("status")
    return meaning


@lru_cache(maxsize=1024)
def _kept_meaning(row: Signature, name: str, table: str) -> str | None:
    found = concept_of(row)
    return None if found is None else _meaning(concept(found, name), name, table)


def _meaning(found: Json, name: str, table: str) -> str | None:
    """By the code in the system of that status, else by its bare code or its text alone."""
    systems, codings = STATUSES["systems"][name], found.get("coding", ())
    coded = [row["code"] for row in codings if row.get("system") in systems and "code" in row]
    bare = [row["code"] for row in codings if "code" in row and "system" not in row]
    words = [*coded, *bare] or ([found.get("text", "").lower()] if not codings else [""])
    meaning: str | None = STATUSES[table].get(words[0])
    return meaning


def is_plan(raw: Json) -> bool:
    """True when `intent` says that nobody ordered it yet. InDoubt for a word that is not known."""
    return _meaning_of_word(raw, "intent", STATUSES["intent"]) == "plan"


def only_one(raw: Json, names: frozenset[str]) -> str | None:
    """The one name of a choice element that is present, or None; Unsure when there are two."""
    present = raw.keys() & names
    if len(present) > 1:
        raise Unsure(min(present))
    return next(iter(present), None)


def not_in_future(resource: Resource, on: PartialDate | None) -> None:
    """InDoubt when the day lies wholly in the future: what has happened cannot."""
    if on is not None and on.earliest > resource.today:
        raise InDoubt("future", on)
