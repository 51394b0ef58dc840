"""Settles results of one day: the record knows days, so of two that disagree the later hour counts, else neither."""

from typing import NamedTuple

from cards.events import Event
from service.reader.data import DOUBTS
from service.reader.shapes import Json, instant

MOMENTS = ("effectiveDateTime", "effectiveInstant", "issued")


class Result(NamedTuple):
    """An event of an observation beside the observation itself, which knows the hour."""

    event: Event
    raw: Json


def settle_days(results: list[Result]) -> list[Event]:
    """The events without those a later hour of the same day replaces; in doubt where no hour decides."""
    groups: dict[object, list[Result]] = {}
    for result in results:
        event = result.event
        groups.setdefault((event.on, event.code, event.value is None), []).append(result)
    if len(groups) == len(results):
        return [row.event for row in results]
    kept: list[Event] = []
    for rough in groups.values():
        kept += [rough[0].event] if len(rough) == 1 else _settle(rough)
    return kept


def _settle(rough: list[Result]) -> list[Event]:
    """The same for results of one day and code, which may still be of several sites or units."""
    groups: dict[object, list[Result]] = {}
    for result in rough:
        groups.setdefault(_same(result.event), []).append(result)
    kept: list[Event] = []
    for group in groups.values():
        kept += [row.event for row in group] if len({row.event.value for row in group}) == 1 else _latest(group)
    return kept


def _same(event: Event) -> object:
    """What makes two results the same measurement of one day; others stand alone."""
    if event.value is None or event.doubt is not None or event.on is None or event.on.earliest != event.on.latest:
        return id(event)
    return (event.meaning, event.concepts, event.sites, event.unit)


def _latest(group: list[Result]) -> list[Event]:
    moments = [next((row.raw[name] for name in MOMENTS if name in row.raw), None) for row in group]
    times = [instant(moment) for moment in moments]
    known = [time for time in times if time is not None]
    if len(known) == len(times):
        last = [row.event for row, time in zip(group, times, strict=True) if time == max(known)]
        if len({event.value for event in last}) == 1:
            return last
    return [row.event._replace(doubt=DOUBTS["same-day"]) for row in group]
