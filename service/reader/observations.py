"""Reads Observation (R4): a value with its unit, a coded answer, or just the fact that it was observed."""

from typing import Any

from cards.events import Dose, Event
from cards.partial_date import PartialDate
from service.reader.data import LISTS
from service.reader.facts import DROP, InDoubt, Part, Parts, Resource, not_in_future, only_one, standing
from service.reader.names import choices
from service.reader.naming import Named, listed, lists_of, look, named
from service.reader.quantities import lower_limit, quantity, whole_number
from service.reader.shapes import Json, Unsure, concept, concepts, day_of, day_or, many, period, shape, shaped
from service.reader.sites import site_of

VALUES = choices("ObservationComponent")["value"]
COMPONENT = shape("ObservationComponent", code=dict)
DATES = ("effectiveDateTime", "effectiveInstant", "issued")
OWN_FOCUS = [[kind] for kind in LISTS["own_focus"]]
YES, NO = (frozenset({LISTS[name]}) for name in ("yes", "no"))
Answer = tuple[float | None, str | None, float | None, frozenset[str]]  # value, unit, lower limit, coded answers
NO_ANSWER: Answer = (None, None, None, frozenset())
NO_DOSE = Dose()


class LeftOut(Exception):
    """The observation is valid but says nothing about this patient; the message is a note (notes.py)."""


def select(raw: Json, _: object = None) -> Parts:
    """Named by its code; each component by its own."""
    components = raw.get("component")
    found, sure = look(raw["code"], "results") if "code" in raw else (None, False)
    parts = () if found is None else (Part(None, _with_answer(found, raw), sure),)
    if type(components) is not list:
        return parts
    rows = [(place, row) for place, row in enumerate(components) if type(row) is dict]
    inside = [(place, row, named(row.get("code"), "results")) for place, row in rows]
    return (*parts, *(Part(place, _with_answer(name, row)) for place, row, name in inside if name is not None))


def _with_answer(name: Named, thing: Json) -> Named:
    """A question (castration status) stands also under its answer (castration-resistant)."""
    if "valueQuantity" in thing and "valueString" not in thing and "valueCodeableConcept" not in thing:
        return name
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
    if "focus" in raw and not _own_focus(raw["focus"]):
        raise LeftOut("focus")
    if not (resource.parts and resource.parts[0].sure):
        concept(raw.get("code"), "code")
    if "component" in raw:
        _look_at_components(raw)
    on = _effective(resource)
    not_in_future(resource, on)
    sites = site_of(raw)
    events = []
    for place, named_as, _sure in resource.parts:
        if place is None:
            thing, path, form = raw, "", resource.choice.get("value")
        else:
            thing, path = raw["component"][place], f"component.{place}."
            form = only_one(thing, VALUES)
        if "dataAbsentReason" not in thing:
            value, unit, low, answers = READERS[form](thing, form, path, on) if form in READERS else NO_ANSWER
            if "interpretation" in thing:
                answers |= _interpretation(thing)
            concepts_of, said, code, by_text = named_as
            events.append(
                Event(
                    resource.ref, concepts_of, "Observation", code, said, by_text, on, None, meaning, True,
                    value, unit, low, answers, NO_DOSE, sites,
                )
            )  # fmt: skip
    if not events:
        raise LeftOut("no-value")
    return events


def _own_focus(focus: Any) -> bool:
    """True when every focus is a tumour, as oncology guides have it, and not a donor, a relative or a fetus.

    R4, Observation.focus: it may be an existing condition or a body structure such as a tumour.
    """
    references = [row.get("reference") if type(row) is dict else None for row in many(focus, "focus")]
    return all(type(one) is str and one.split("/_history/")[0].split("/")[-2:-1] in OWN_FOCUS for one in references)


def _look_at_components(raw: Json) -> None:
    """The strict look at what names the components, also those that concern no codelist."""
    for place, row in enumerate(many(raw["component"], "component")):
        path = f"component.{place}"
        concept(shaped(row, COMPONENT, path).get("code"), f"{path}.code")
        if "modifierExtension" in row:
            raise InDoubt("modified")


def _effective(resource: Resource) -> PartialDate | None:
    """The day observed, else the day issued."""
    name, on = resource.choice.get("effective"), None
    if name in ("effectiveDateTime", "effectiveInstant"):
        on = day_of(resource.raw, name)
    elif name == "effectivePeriod":
        start, end = period(resource.raw[name], name)
        on = end or start
    return day_or(on, resource.raw, "issued")


def _interpretation(thing: Json) -> frozenset[str]:
    return frozenset[str]().union(*(listed(one) for one in concepts(thing, "interpretation")))


def _quantity(thing: Json, name: str, path: str, on: PartialDate | None) -> Answer:
    value, words = quantity(thing[name], path + name)
    if words.limited:
        raise InDoubt("limit", on)
    if words.disagree:
        raise InDoubt("unit", on)
    low = lower_limit(thing, words.unit) if "referenceRange" in thing else None
    return value, words.unit, low, frozenset()


def _coded(thing: Json, name: str, path: str, _on: PartialDate | None) -> Answer:
    return None, None, None, listed(concept(thing[name], path + name))


def _words(thing: Json, name: str, path: str, _on: PartialDate | None) -> Answer:
    text = thing[name]
    if type(text) is not str or not text.strip():
        raise Unsure(path + name)
    return None, None, None, listed({"text": text})


def _integer(thing: Json, name: str, path: str, _on: PartialDate | None) -> Answer:
    return float(whole_number(thing[name], path + name)), None, None, frozenset()


def _yes_or_no(thing: Json, name: str, path: str, _on: PartialDate | None) -> Answer:
    if type(thing[name]) is not bool:
        raise Unsure(path + name)
    return None, None, None, YES if thing[name] else NO


READERS = {
    "valueQuantity": _quantity,
    "valueCodeableConcept": _coded,
    "valueString": _words,
    "valueInteger": _integer,
    "valueBoolean": _yes_or_no,
}
