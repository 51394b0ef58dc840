"""Reads what is done with a patient (R4): Procedure, ServiceRequest and Encounter."""

from cards.events import Event
from cards.partial_date import PartialDate
from service.reader.extensions import fractions_of, fractions_said, intents_of
from service.reader.facts import DROP, Parts, Resource, event, not_in_future, order_standing, standing, whole
from service.reader.naming import any_named, both, listed, look, reasons_of
from service.reader.shapes import Json, concept, concepts, day_of, day_or, period, shape, shaped
from service.reader.sites import sites_of

HOSPITALIZATION = shape("EncounterHospitalization", dischargeDisposition=dict)
PROCEDURE_DATES, ORDER_DATES, ENCOUNTER_DATES = ("performedDateTime",), ("occurrenceDateTime", "authoredOn"), ()
HAPPENED = ("done", "active", "ended")


def select_procedure(raw: Json, _: object = None) -> Parts:
    """Named by its code."""
    return whole(*look(raw["code"], "procedures")) if "code" in raw else ()


def procedure(resource: Resource) -> list[Event]:
    """One event; the reason, the intent and the technique are its answers."""
    raw = resource.raw
    meaning = standing(raw, "Procedure")
    if meaning == DROP:
        return []
    if not resource.parts[0].sure:
        concept(raw.get("code"), "code")
    on, until = _span(resource, "performed")
    if meaning in HAPPENED:
        not_in_future(resource, on)
    answers = frozenset[str]().union(intents_of(raw), *(listed(one) for one in concepts(raw, "reasonCode")))
    more = {"sites": sites_of(raw), "fractions": fractions_of(raw), "answers": answers}
    return [event(resource, resource.parts[0], on=on, until=until, standing=meaning, **more)]


def select_order(raw: Json, _: object = None) -> Parts:
    """Named by its code; the details of the order may add what the code does not say (single fraction)."""
    if "code" not in raw:
        return ()
    found, sure = look(raw["code"], "orders")
    details = raw.get("orderDetail")
    return whole(both(found, any_named(details, "orders")) if found and type(details) is list else found, sure)


def order(resource: Resource) -> list[Event]:
    """One event: ordered, only planned, or asked not to be done."""
    raw = resource.raw
    meaning = order_standing(raw, "ServiceRequest")
    if meaning == DROP:
        return []
    if not resource.parts[0].sure:
        concept(raw.get("code"), "code")
    details = concepts(raw, "orderDetail")
    on, until = _span(resource, "occurrence")
    on, answers = day_or(on, raw, "authoredOn"), intents_of(raw) | reasons_of(raw)
    fractions = fractions_of(raw)
    if fractions is None:
        fractions = fractions_said([*details, concept(raw["code"], "code")])
    more = {"sites": sites_of(raw), "fractions": fractions, "answers": answers}
    return [event(resource, resource.parts[0], on=on, until=until, standing=meaning, **more)]


def select_encounter(raw: Json, _: object = None) -> Parts:
    """Named by type, service, reason and where the patient went (hospice)."""
    stay = raw.get("hospitalization")
    where = stay.get("dischargeDisposition") if type(stay) is dict else None
    lists = [raw.get(name) for name in ("type", "reasonCode")]
    concepts = [raw.get("serviceType"), where, *(one for part in lists if type(part) is list for one in part)]
    return whole(any_named((one for one in concepts if one is not None), "encounters"))


def encounter(resource: Resource) -> list[Event]:
    """One event, dated by the start and end of the stay."""
    raw = resource.raw
    meaning = standing(raw, "Encounter")
    if meaning == DROP:
        return []
    for name in ("type", "reasonCode"):
        concepts(raw, name)
    if "serviceType" in raw:
        concept(raw["serviceType"], "serviceType")
    if "hospitalization" in raw:
        stay = shaped(raw["hospitalization"], HOSPITALIZATION, "hospitalization")
        if "dischargeDisposition" in stay:
            concept(stay["dischargeDisposition"], "hospitalization.dischargeDisposition")
    on, until = period(raw["period"], "period") if "period" in raw else (None, None)
    if meaning in HAPPENED:
        not_in_future(resource, on)
    return [event(resource, resource.parts[0], on=on, until=until, standing=meaning)]


def _span(resource: Resource, stem: str) -> tuple[PartialDate | None, PartialDate | None]:
    """First and last day of a choice of dateTime, Period and forms that give no date."""
    name = resource.choice.get(stem)
    if name is None:
        return None, None
    if name.endswith("DateTime"):
        return day_of(resource.raw, name), None
    return period(resource.raw[name], name) if name.endswith("Period") else (None, None)
