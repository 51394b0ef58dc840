"""Reads DiagnosticReport (R4): that an examination was reported, and its coded conclusion, never its narrative."""

from cards.events import Event
from service.reader.facts import DROP, Parts, Resource, event, not_in_future, standing, whole
from service.reader.naming import listed, look
from service.reader.shapes import Json, concept, concepts, day_of, day_or, period

DATES = ("effectiveDateTime", "issued")


def select(raw: Json, _: object = None) -> Parts:
    """Named by its code, if that is an examination."""
    return whole(*look(raw["code"], "reports")) if "code" in raw else ()


def read(resource: Resource) -> list[Event]:
    """One event, or none when the report is not final."""
    raw = resource.raw
    meaning = standing(raw, "DiagnosticReport")
    if meaning == DROP:
        return []
    if not resource.parts[0].sure:
        concept(raw.get("code"), "code")
    if resource.choice.get("effective") == "effectivePeriod":
        start, end = period(raw["effectivePeriod"], "effectivePeriod")
        on = end or start
    else:
        on = day_or(day_of(raw, "effectiveDateTime"), raw, "issued")
    not_in_future(resource, on)
    answers = frozenset[str]().union(*(listed(one) for one in concepts(raw, "conclusionCode")))
    return [event(resource, resource.parts[0], on=on, standing=meaning, answers=answers)]
