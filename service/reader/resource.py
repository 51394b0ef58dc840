"""Reads one relevant resource: the fast strict reading first, the arbiter where it is unsure, doubt where both fail."""

import json
import re
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from cards.events import Event
from cards.partial_date import PartialDate
from service.reader.arbiter import judge
from service.reader.data import DOUBTS
from service.reader.drug_names import NotNamed, Products, look_at
from service.reader.facts import InDoubt, Parts, Resource
from service.reader.kinds import Kind
from service.reader.layout import layout
from service.reader.observations import LeftOut
from service.reader.shapes import REFERENCE, Json, Unsure, day_of, shaped
from service.reader.versions import of_another_version

# The subject as nearly every record has it; its reference was looked at when it was asked whose data these are.
NAMED_SUBJECT = {"reference", "display"}
_IS_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}").fullmatch


# The events of one resource, and the notes about it as (code, element path).
Read = tuple[list[Event], tuple[tuple[str, str], ...]]


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
    if type(found) is str and _IS_ID(found):
        return f"{raw['resourceType']}/{found}"
    return f"{raw['resourceType']}/unidentified-{sha256(canonical(raw)).hexdigest()[:8]}"


def canonical(raw: Any) -> bytes:
    """The content as bytes that do not depend on the order of its keys."""
    try:
        return json.dumps(raw, sort_keys=True, default=repr).encode()
    except (RecursionError, TypeError, ValueError):
        return b""


def strictly(chosen: Chosen, products: Products, today: date) -> list[Event]:
    """The fast reading. Unsure when an element is not as expected, InDoubt or LeftOut when the fact may not count."""
    kind, raw, parts, ref, unsaid = chosen
    choice, modified, categories = layout(kind.type, tuple(raw))
    if modified:
        raise InDoubt("modified")
    if categories and type(raw["category"]) is not list:
        raise Unsure("category")
    if kind.subject in raw and (unsaid or not raw[kind.subject].keys() <= NAMED_SUBJECT):
        shaped(raw[kind.subject], REFERENCE, kind.subject)
    if kind.table == "medications":
        look_at(raw, parts, products)
    return kind.read(Resource(raw, parts, ref, today, choice))


def read_one(chosen: Chosen, products: Products, today: date) -> Read:
    """The events of a relevant resource. Never raises."""
    try:
        events = strictly(chosen, products, today)
    except Unsure as unsure:
        return _arbitrated(chosen, products, today, str(unsure))
    except InDoubt as doubt:
        return _doubtful(chosen, doubt.reason, doubt.on or _day(chosen.raw, chosen.kind))
    except LeftOut as left_out:
        return [], ((str(left_out), ""),)
    if chosen.unsaid and events:
        return _doubtful(chosen, "subject", events[0].on)
    for event in events:
        if event.by_text:
            return events, (("matched-by-text", ""),)
    return events, ()


def _arbitrated(chosen: Chosen, products: Products, today: date, path: str) -> Read:
    """What becomes of a resource the fast reading is unsure about: read again when it is valid, else in doubt."""
    raw, kind = chosen.raw, chosen.kind
    on = _day(raw, kind)
    judged = judge(raw)
    if judged.plain is None:
        return _doubtful(chosen, "fhir-version" if of_another_version(raw) else "unreadable", on, judged.path)
    plain = judged.plain
    try:
        again = chosen._replace(raw=plain, parts=kind.select(plain, products))
        strictly(again, products, today)
    except (InDoubt, LeftOut):
        pass
    except (Unsure, NotNamed) as wrong:
        return _doubtful(chosen, "unreadable", on, str(wrong) or path)
    return read_one(again, products, today)


def _doubtful(chosen: Chosen, reason: str, on: PartialDate | None, path: str = "") -> Read:
    kind, why = chosen.kind.type, DOUBTS[reason]
    names = [part.named for part in chosen.parts]
    events = [Event(chosen.ref, n.concepts, kind, n.code, n.meaning, n.by_text, on=on, doubt=why) for n in names]
    return events, ((reason, path),)


def _day(raw: Json, kind: Kind) -> PartialDate | None:
    """The day of a resource that could not be read, if the date itself can: an old doubt does not hide a new fact."""
    for name in kind.dates:
        try:
            found = day_of(raw, name)
        except Unsure:
            continue
        if found is not None:
            return found
    return None
