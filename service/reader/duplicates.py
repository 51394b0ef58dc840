"""Settles resources that come more than once: copies count once, of two versions the newer, else none is relied on."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from cards.events import Event
from service.reader.data import DOUBTS
from service.reader.naming import both
from service.reader.resource import Chosen, canonical
from service.reader.shapes import Json, instant


class Settled(NamedTuple):
    """The resources to read, and one doubtful event for each conflict that nothing decides."""

    chosen: list[Chosen]
    conflicts: list[Event]


def settle(chosen: list[Chosen], passed_over: list[Json]) -> Settled:
    """`passed_over` are the irrelevant resources: a newer version of a chosen one may be among them."""
    if not passed_over and len({one.ref for one in chosen}) == len(chosen):
        return Settled(chosen, [])
    by_ref: dict[str, list[Chosen]] = {}
    for one in chosen:
        by_ref.setdefault(one.ref, []).append(one)
    others = _same_ids(by_ref, passed_over)
    if len(by_ref) == len(chosen) and not others:
        return Settled(chosen, [])
    kept, conflicts = [], []
    for ref, versions in by_ref.items():
        winner = newest([*(one.raw for one in versions), *others.get(ref, ())])
        if winner is None:
            conflicts.append(_conflict(versions))
        else:
            kept += [one for one in versions if one.raw is winner][:1]
    return Settled(kept, conflicts)


def _same_ids(by_ref: dict[str, list[Chosen]], passed_over: Iterable[Json]) -> dict[str, list[Json]]:
    ids = {ref.partition("/")[2] for ref in by_ref}
    found: dict[str, list[Json]] = {}
    for raw in passed_over:
        name = raw.get("id")
        if type(name) is str and name in ids and f"{raw['resourceType']}/{name}" in by_ref:
            found.setdefault(f"{raw['resourceType']}/{name}", []).append(raw)
    return found


def newest(versions: list[Json]) -> Json | None:
    """The one version when all are alike, else the one updated last; None when that cannot be told."""
    distinct = {canonical(raw): raw for raw in versions}
    if len(distinct) == 1:
        return next(iter(distinct.values()))
    times = [(_updated(raw), raw) for raw in distinct.values()]
    known = [time for time, _ in times if time is not None]
    if len(known) < len(times) or known.count(max(known)) > 1:
        return None
    return next(raw for time, raw in times if time == max(known))


def _updated(raw: Json) -> datetime | None:
    meta = raw.get("meta")
    return instant(meta.get("lastUpdated")) if type(meta) is dict else None


def _conflict(versions: list[Chosen]) -> Event:
    """One event in doubt under every list that any version is in."""
    ordered = sorted(versions, key=lambda one: canonical(one.raw))
    parts = [part for one in ordered for part in one.parts]
    name = parts[0].named
    for part in parts[1:]:
        name = both(name, part.named) or name
    concepts, meaning, code, by_text = name
    return Event(ordered[0].ref, concepts, ordered[0].kind.type, code, meaning, by_text, doubt=DOUBTS["conflict"])
