"""Settles results of one day: the record knows days, so of two that disagree the later hour counts, else neither."""

from collections.abc import Iterable
from typing import NamedTuple

from cards.events import Event
from service.reader.data import DOUBTS
from service.reader.shapes import Json, instant

MOMENTS = ("effectiveDateTime", "effectiveInstant", "issued")


Result = tuple[Event, Json]  # an event of an observation beside the observation itself, which knows the hour


class Days(NamedTuple):
    """The events that are left, and the references of those that nothing decides."""

    events: list[Event]
    undecided: list[str]


def settle_days(results: list[Result]) -> Days:
    """Drop what a later hour of the same day replaces; put in doubt what disagrees and no hour decides."""
    groups: dict[object, list[Result]] = {}
    for result in results:
        event = result[0]
        groups.setdefault((event.on, event.code, event.value is None), []).append(result)
    if len(groups) == len(results):
        return Days([event for event, _ in results], [])
    kept: list[Event] = []
    undecided: list[str] = []
    for group in (part for rough in groups.values() for part in _alike(rough)):
        events = [event for event, _ in group]
        if len({event.value for event in events}) > 1:
            events = _latest(group)
        if not events:
            events = [event._replace(doubt=DOUBTS["same-day"]) for event, _ in group]
            undecided += [event.ref for event in events]
        kept += events
    return Days(kept, undecided)


def _alike(rough: list[Result]) -> Iterable[list[Result]]:
    """Results of one day and code, put apart by site, unit and meaning; what cannot disagree stands alone."""
    if len(rough) == 1:
        return [rough]
    groups: dict[object, list[Result]] = {}
    for row in rough:
        event = row[0]
        known = event.value is not None and event.doubt is None and event.on is not None
        one_day = known and event.on is not None and event.on.earliest == event.on.latest
        key = (event.meaning, event.concepts, event.sites, event.unit) if one_day else id(event)
        groups.setdefault(key, []).append(row)
    return groups.values()


def _latest(group: list[Result]) -> list[Event]:
    """The events of the latest hour; none when an hour is missing or the latest ones disagree."""
    moments = [next((raw[name] for name in MOMENTS if name in raw), None) for _, raw in group]
    times = [time for time in map(instant, moments) if time is not None]
    if len(times) < len(group):
        return []
    last = [event for (event, _), time in zip(group, times, strict=True) if time == max(times)]
    return last if len({event.value for event in last}) == 1 else []
