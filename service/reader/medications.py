"""Reads MedicationRequest, MedicationStatement, MedicationAdministration (R4): what is taken, since when, how much."""

from cards.events import Dose, Event
from cards.partial_date import PartialDate
from service.reader.data import LISTS
from service.reader.dosage import dosage, milligrams
from service.reader.facts import DROP, Resource, event, not_in_future, order_standing, standing
from service.reader.naming import listed, reasons_of
from service.reader.shapes import Json, concepts, day_of, day_or, period, shape, shaped

GIVEN_DOSAGE = shape("MedicationAdministrationDosage", dose=dict)
DISPENSE = shape("MedicationRequestDispenseRequest", validityPeriod=dict)
REQUEST_DATES, TAKEN_DATES = ("authoredOn",), ("effectiveDateTime", "dateAsserted")
BY_REASON = "by-reason"
DECLINED = frozenset(LISTS["declined"])


def request(resource: Resource) -> list[Event]:
    """An order: active, on hold, ended, done, only planned, or asked not to be given."""
    raw = resource.raw
    meaning = order_standing(raw, "MedicationRequest")
    if meaning == DROP:
        return []
    how = dosage(raw, "dosageInstruction")
    on = day_or(how.start, raw, "authoredOn")
    if meaning == "done":
        not_in_future(resource, on)
    until = _dispensed_until(raw)
    more = {"standing": meaning, "dose": how.dose, "answers": reasons_of(raw)}
    return [event(resource, resource.parts[0], on=on, until=how.end or until, **more)]


def _dispensed_until(raw: Json) -> PartialDate | None:
    if "dispenseRequest" not in raw:
        return None
    found = shaped(raw["dispenseRequest"], DISPENSE, "dispenseRequest")
    if "validityPeriod" not in found:
        return None
    return period(found["validityPeriod"], "dispenseRequest.validityPeriod")[1]


def statement(resource: Resource) -> list[Event]:
    """What is said to be taken. Not taken counts as refused when the reason says so, else not at all."""
    raw = resource.raw
    meaning = _by_reason(raw, standing(raw, "MedicationStatement"))
    if meaning == DROP:
        return []
    start, until = _effective(resource)
    how = dosage(raw, "dosage")
    on = day_or(start or how.start, raw, "dateAsserted")
    return [event(resource, resource.parts[0], on=on, until=until or how.end, standing=meaning, dose=how.dose)]


def administration(resource: Resource) -> list[Event]:
    """A dose given, being given, or not given because it was declined or contraindicated."""
    raw = resource.raw
    meaning = _by_reason(raw, standing(raw, "MedicationAdministration"))
    if meaning == DROP:
        return []
    on, until = _effective(resource)
    not_in_future(resource, on)
    mg = None
    if "dosage" in raw:
        given = shaped(raw["dosage"], GIVEN_DOSAGE, "dosage")
        mg = milligrams(given["dose"], "dosage.dose") if "dose" in given else None
    return [event(resource, resource.parts[0], on=on, until=until, standing=meaning, dose=Dose(mg))]


def _effective(resource: Resource) -> tuple[PartialDate | None, PartialDate | None]:
    """First and last day; one day alone is the first."""
    if resource.choice.get("effective") == "effectivePeriod":
        return period(resource.raw["effectivePeriod"], "effectivePeriod")
    return day_of(resource.raw, "effectiveDateTime"), None


def _by_reason(raw: Json, meaning: str) -> str:
    """A drug not taken: refused when a reason is in a codelist of refusals and contraindications, else left out."""
    if meaning != BY_REASON:
        return meaning
    reasons = frozenset[str]().union(*(listed(one) for one in concepts(raw, "statusReason")))
    return "refused" if reasons & DECLINED else DROP
