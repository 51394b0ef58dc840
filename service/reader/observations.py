"""Reads Observation (R4): a value with its unit, a coded answer, or just the fact that it was observed."""

from typing import Any

from cards.partial_date import PartialDate
from cards.patient import Event
from service.reader.data import LISTS
from service.reader.facts import DROP, InDoubt, Part, Parts, Resource, event, not_in_future, only_one, standing
from service.reader.names import choice_names
from service.reader.quantities import lower_limit, quantity, unit_of, units_disagree, whole_number
from service.reader.naming import Named, listed, lists_of, look, named
from service.reader.shapes import Json, Unsure, concept, concepts, day_of, period, shape, shaped
from service.reader.sites import site_of

VALUES, EFFECTIVE = choice_names("Observation", "value"), choice_names("Observation", "effective")
COMPONENT = shape("ObservationComponent", code=dict)
DATES = ("effectiveDateTime", "effectiveInstant", "issued")
YES, NO = (frozenset({LISTS[name]}) for name in ("yes", "no"))


class LeftOut(Exception):
    """The observation is valid but says nothing about this patient; the message is a note (notes.py)."""


def select(raw: Json) -> Parts:
    """Named by its code; each component by its own."""
    components = raw.get("component")
    found, sure = look(raw["code"], "results") if "code" in raw else (None, False)
    parts = () if found is None else (Part(None, _with_answer(found, raw), sure),)
    if type(components) is not list:
        return parts
    inside = [(place, row, named(row.get("code"), "results")) for place, row in enumerate(components) if type(row) is dict]
    return (*parts, *(Part(place, _with_answer(name, row)) for place, row, name in inside if name is not None))


def _with_answer(name: Named, thing: Json) -> Named:
    """A question (castration status) stands also under its answer (castration-resistant)."""
    words = thing.get("valueString")
    answer = thing.get("valueCodeableConcept") or ({"text": words} if type(words) is str else None)
    if answer is None:
        return name
    added = (listed(answer) & lists_of("results")) - name.concepts
    if not added:
        return name
    return name._replace(concepts=name.concepts | added, by_text=name.by_text or type(words) is str)


def read(resource: Resource) -> list[Event]:
    """One event for the observation and one for each component that concerns a codelist."""
    raw = resource.raw
    meaning = standing(raw, "Observation")
    if meaning == DROP:
        return []
    if "focus" in raw:
        raise LeftOut("focus")
    if not (resource.parts and resource.parts[0].sure):
        concept(raw.get("code"), "code")
    on = _effective(raw)
    not_in_future(resource, on)
    sites = site_of(raw)
    interpreted = _interpretation(raw)
    events = []
    for part in resource.parts:
        thing, path = (raw, "") if part.place is None else (_component(raw, part.place), f"component.{part.place}.")
        if "dataAbsentReason" in thing:
            continue
        answered = _answer(thing, path, on)
        answers = answered.pop("answers", frozenset()) | (interpreted if part.place is None else _interpretation(thing))
        events.append(event(resource, part, on=on, standing=meaning, answers=answers, sites=sites, **answered))
    if not events:
        raise LeftOut("no-value")
    return events


def _component(raw: Json, place: int) -> Json:
    found = shaped(raw["component"][place], COMPONENT, f"component.{place}")
    if "modifierExtension" in found:
        raise InDoubt("modified")
    concept(found.get("code"), f"component.{place}.code")
    return found


def _effective(raw: Json) -> PartialDate | None:
    """The day observed, else the day issued."""
    name = only_one(raw, EFFECTIVE)
    if name in ("effectiveDateTime", "effectiveInstant"):
        return day_of(raw, name)
    if name == "effectivePeriod":
        start, end = period(raw[name], name)
        return end or start
    return day_of(raw, "issued")


def _interpretation(thing: Json) -> frozenset[str]:
    return frozenset[str]().union(*(listed(one) for one in concepts(thing, "interpretation")))


def _answer(thing: Json, path: str, on: PartialDate | None) -> dict[str, Any]:
    """Value, unit, lower limit or answers, by the kind of value; nothing for kinds that say neither."""
    name = only_one(thing, VALUES)
    if name is None or name not in READERS:
        return {}
    found: dict[str, Any] = READERS[name](thing, name, path, on)
    return found


def _quantity(thing: Json, name: str, path: str, on: PartialDate | None) -> dict[str, Any]:
    found = quantity(thing[name], path + name)
    if "comparator" in found:
        raise InDoubt("limit", on)
    if units_disagree(found):
        raise InDoubt("unit", on)
    unit = unit_of(found)
    value = found.get("value")
    return {"value": None if value is None else float(value), "unit": unit, "low": lower_limit(thing, unit)}


def _coded(thing: Json, name: str, path: str, _on: PartialDate | None) -> dict[str, Any]:
    return {"answers": listed(concept(thing[name], path + name))}


def _words(thing: Json, name: str, path: str, _on: PartialDate | None) -> dict[str, Any]:
    text = thing[name]
    if type(text) is not str or not text.strip():
        raise Unsure(path + name)
    return {"answers": listed({"text": text})}


def _integer(thing: Json, name: str, path: str, _on: PartialDate | None) -> dict[str, Any]:
    return {"value": float(whole_number(thing[name], path + name))}


def _yes_or_no(thing: Json, name: str, path: str, _on: PartialDate | None) -> dict[str, Any]:
    if type(thing[name]) is not bool:
        raise Unsure(path + name)
    return {"answers": YES if thing[name] else NO}


READERS = {
    "valueQuantity": _quantity,
    "valueCodeableConcept": _coded,
    "valueString": _words,
    "valueInteger": _integer,
    "valueBoolean": _yes_or_no,
}
