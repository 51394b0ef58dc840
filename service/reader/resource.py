"""Reads one relevant resource: the fast strict reading first, the arbiter where it is unsure, doubt where both fail."""

import json
import re
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from cards.partial_date import PartialDate
from cards.patient import Event
from service.reader.arbiter import judge
from service.reader.data import DOUBTS
from service.reader.drug_names import NotNamed, Products, look_at
from service.reader.facts import InDoubt, Parts, Resource
from service.reader.kinds import Kind
from service.reader.observations import LeftOut
from service.reader.shapes import Json, Unsure, day_of
from service.reader.versions import of_another_version

_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")


class Read(NamedTuple):
    """The events of one resource, and the notes about it as (code, element path)."""

    events: list[Event]
    notes: tuple[tuple[str, str], ...] = ()


class Chosen(NamedTuple):
    """A relevant resource: what it is, and whether it leaves open whose it is."""

    kind: Kind
    raw: Json
    parts: Parts
    ref: str
    unsaid: bool


def reference(raw: Json) -> str:
    """"Type/id". Without a usable id: a short hash of the content, the same wherever the resource stands in the chart.

    The hash tells two unnamed resources apart and makes copies of one count once; it says nothing about the patient.
    """
    found = raw.get("id")
    if type(found) is str and _ID.fullmatch(found):
        return f"{raw['resourceType']}/{found}"
    return f"{raw['resourceType']}/unidentified-{sha256(canonical(raw)).hexdigest()[:8]}"


def canonical(raw: Any) -> bytes:
    """The content as bytes that do not depend on the order of its keys."""
    try:
        return json.dumps(raw, sort_keys=True, default=repr).encode()
    except (RecursionError, TypeError, ValueError):
        return b""


def strictly(kind: Kind, raw: Json, parts: Parts, products: Products, today: date, ref: str) -> list[Event]:
    """The fast reading. Unsure when an element is not as expected, InDoubt or LeftOut when the fact may not count."""
    if not raw.keys() <= kind.names:
        raise Unsure("")
    if "modifierExtension" in raw or "implicitRules" in raw:
        raise InDoubt("modified")
    if kind.table == "medications":
        look_at(raw, parts, products)
    return kind.read(Resource(raw, parts, ref, today))


def read_one(chosen: Chosen, products: Products, today: date) -> Read:
    """The events of a relevant resource. Never raises."""
    kind, raw, parts, ref, unsaid = chosen

    def doubtful(reason: str, on: PartialDate | None, path: str = "") -> Read:
        return Read(_doubtful(raw, parts, ref, DOUBTS[reason], on), ((reason, path),))

    def attempt(source: Json, those: Parts) -> Read:
        events = strictly(kind, source, those, products, today, ref)
        if unsaid and events:
            return doubtful("subject", events[0].on)
        return Read(events, (("matched-by-text", ""),) if any(event.by_text for event in events) else ())

    try:
        return _settled(attempt, doubtful, raw, parts)
    except Unsure as unsure:
        judged = judge(raw)
        reason = "fhir-version" if of_another_version(raw) else "unreadable"
        if judged.plain is None:
            return doubtful(reason, _day(raw, kind), judged.path)
        try:
            plain = judged.plain
            return _settled(attempt, doubtful, plain, kind.select(plain, products))
        except (Unsure, NotNamed) as again:
            return doubtful("unreadable", _day(raw, kind), str(again) or str(unsure))


def _settled(
    attempt: Callable[[Json, Parts], Read],
    doubtful: Callable[[str, PartialDate | None], Read],
    source: Json,
    parts: Parts,
) -> Read:
    """The reading, or what its own judgement of the fact makes of it."""
    try:
        return attempt(source, parts)
    except InDoubt as doubt:
        return doubtful(doubt.reason, doubt.on)
    except LeftOut as left_out:
        return Read([], ((str(left_out), ""),))


def _doubtful(raw: Json, parts: Parts, ref: str, why: str, on: PartialDate | None) -> list[Event]:
    kind = raw["resourceType"]
    return [Event(ref, p.named.concepts, kind, p.named.code, p.named.meaning, p.named.by_text, on=on, doubt=why) for p in parts]


def _day(raw: Json, kind: Kind) -> PartialDate | None:
    """The day of a resource that could not be read, if the date itself can be: an old doubt does not hide a new fact."""
    for name in kind.dates:
        try:
            found = day_of(raw, name)
        except Unsure:
            continue
        if found is not None:
            return found
    return None
