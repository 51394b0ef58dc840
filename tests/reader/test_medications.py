"""Medication orders, statements and administrations: taken or not, since when, how much (GUIDELINE 4.1)."""

from dataclasses import replace
from typing import Any

import pytest

from cards.events import Dose
from service.data_states import DataState, Section
from service.reader import Reading
from tests.fhir import (
    ASPIRIN,
    DENOSUMAB,
    SNOMED,
    ZOLEDRONATE,
    administration,
    chart,
    coded,
    codes_of,
    day,
    events,
    only,
    quantity,
    read_all,
    read_chart,
    request,
    resource,
    statement,
)

DECLINED = f"{SNOMED}|416126007"


def dosed(dose: Any = None, repeat: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    whole = {"doseAndRate": [{"doseQuantity": dose}] if dose else None, "timing": {"repeat": repeat} if repeat else None}
    return [{name: part for name, part in whole.items() if part is not None}]


def every(period: float, unit: str, frequency: int | None = 1, **more: Any) -> dict[str, Any]:
    return {"period": period, "periodUnit": unit} | ({"frequency": frequency} if frequency is not None else {}) | more


# fmt: off
STANDING = [
    # story                                        resource                                              standing
    ("active order",                               request(),                                            "active"),
    ("order on hold",                              request(status="on-hold"),                            "on-hold"),
    ("order stopped",                              request(status="stopped"),                            "ended"),
    ("order completed",                            request(status="completed"),                          "done"),
    ("draft",                                      request(status="draft"),                              "planned"),
    ("proposal",                                   request(intent="proposal"),                           "planned"),
    ("plan",                                       request(intent="plan"),                               "planned"),
    ("option",                                     request(intent="option"),                             "planned"),
    ("original order",                             request(intent="original-order"),                     "active"),
    ("instance order",                             request(intent="instance-order"),                     "active"),
    ("do not perform",                             request(doNotPerform=True),                           "refused"),
    ("do not perform: no",                         request(doNotPerform=False),                          "active"),
    ("reported, not ordered here",                 request(reportedBoolean=True),                        "active"),
    ("order that starts in the future",            request(on="2026-12-01"),                             "active"),
    ("order cancelled",                            request(status="cancelled"),                          None),
    ("order in error",                             request(status="entered-in-error"),                   None),
    ("statement active",                           statement(),                                          "active"),
    ("statement intended",                         statement(status="intended"),                         "planned"),
    ("statement completed",                        statement(status="completed"),                        "ended"),
    ("statement stopped",                          statement(status="stopped"),                          "ended"),
    ("statement on hold",                          statement(status="on-hold"),                          "on-hold"),
    ("not taken",                                  statement(status="not-taken"),                        None),
    ("not taken because declined",                 statement(status="not-taken", statusReason=[coded(DECLINED)]), "refused"),
    ("statement in error",                         statement(status="entered-in-error"),                 None),
    ("dose given",                                 administration(),                                     "done"),
    ("infusion running",                           administration(status="in-progress"),                 "active"),
    ("dose not given",                             administration(status="not-done"),                    None),
    ("dose not given because declined",            administration(status="not-done", statusReason=[coded(DECLINED)]), "refused"),
    ("dose not given for another reason",          administration(status="not-done", statusReason=[coded("out of stock")]), None),
    ("administration stopped",                     administration(status="stopped"),                     None),
    ("administration in error",                    administration(status="entered-in-error"),            None),
]
DAYS = [
    # story                                        resource                                              on            until
    ("authored",                                   request(),                                            "2026-10-01", None),
    ("the timing names the first and last day",    request(dosageInstruction=dosed(repeat={"boundsPeriod": {"start": "2026-10-05", "end": "2027-04-01"}})), "2026-10-05", "2027-04-01"),
    ("may be dispensed until",                     request(dispenseRequest={"validityPeriod": {"start": "2026-10-01", "end": "2027-01-01"}}), "2026-10-01", "2027-01-01"),
    ("statement with a period",                    statement(on=None, effectivePeriod={"start": "2024", "end": "2025-05"}), "2024", "2025-05"),
    ("statement with only the day it was made",    statement(on=None, dateAsserted="2026-09-01"),        "2026-09-01", None),
    ("infusion with a period",                     administration(on=None, effectivePeriod={"start": "2026-10-01T08:00:00Z", "end": "2026-10-01T09:00:00Z"}), "2026-10-01", "2026-10-01"),
    ("no date",                                    request(on=None),                                     None,         None),
]
DOSES = [
    # story                                        resource                                                                          dose
    ("milligrams, every 28 days",                  request(dosageInstruction=dosed(quantity(120, "mg", "mg"), every(28, "d"))),      Dose(120, 28)),
    ("every 4 weeks",                              request(dosageInstruction=dosed(quantity(4, "mg"), every(4, "wk"))),              Dose(4, 28)),
    ("every 6 months",                             request(dosageInstruction=dosed(quantity(60, "mg"), every(6, "mo"))),             Dose(60, 182.625)),
    ("twice a week",                               request(dosageInstruction=dosed(quantity(35, "mg"), every(1, "wk", 2))),          Dose(35, 3.5)),
    ("frequency not given: once",                  request(dosageInstruction=dosed(None, every(28, "d", None))),                     Dose(None, 28)),
    ("grams",                                      request(dosageInstruction=dosed(quantity(0.5, "g", "g"))),                       Dose(500, None)),
    ("micrograms",                                 request(dosageInstruction=dosed(quantity(20, "microgram", "ug"))),                Dose(0.02, None)),
    ("tablets are no milligrams",                  request(dosageInstruction=dosed(quantity(1, "tablet"))),                          Dose(None, None)),
    ("no unit",                                    request(dosageInstruction=dosed(quantity(4))),                                    Dose(None, None)),
    ("at most",                                    request(dosageInstruction=dosed(quantity(4, "mg", comparator="<="))),             Dose(None, None)),
    ("two instructions that differ in the dose",   request(dosageInstruction=dosed(quantity(4, "mg"), every(28, "d")) + dosed(quantity(3, "mg"), every(28, "d"))), Dose(None, 28)),
    ("words only",                                 request(dosageInstruction=[{"text": "120 mg monthly"}]),                          Dose(None, None)),
    ("statement",                                  statement(dosage=dosed(quantity(4, "mg"), every(12, "wk"))),                      Dose(4, 84)),
    ("administration",                             administration(dosage={"dose": quantity(4, "mg")}),                               Dose(4, None)),
]
DOUBTFUL = [
    ("status made up",                 request(status="running"),                                                "its status is not known"),
    ("intent made up",                 request(intent="wish"),                                                   "its status is not known"),
    ("intent missing",                 request(intent=None),                                                     "unreadable"),
    ("dose given in the future",       administration(on="2026-12-01"),                                          "dated in the future"),
    ("completed in the future",        request(status="completed", on="2026-12-01"),                             "dated in the future"),
    ("do not perform as text",         request(doNotPerform="true"),                                             "unreadable"),
    ("dose as text",                   request(dosageInstruction=dosed({"value": "120", "unit": "mg"})),         "unreadable"),
    ("frequency zero",                 request(dosageInstruction=dosed(None, every(28, "d", 0))),                "unreadable"),
    ("frequency as text",              request(dosageInstruction=dosed(None, every(28, "d") | {"frequency": "1"})), "unreadable"),
    ("period as truth",                request(dosageInstruction=dosed(None, every(28, "d") | {"period": True})), "unreadable"),
    ("administration without a date",  administration(on=None),                                                  "unreadable"),
    ("modifier inside the dosage",     request(dosageInstruction=[{"modifierExtension": [{"url": "urn:x", "valueBoolean": True}]}]), "carries an extension that may change its meaning"),
    ("two drugs in one",               request(medicationReference={"display": "denosumab"}),                    "unreadable"),
]
# fmt: on


@pytest.mark.parametrize(("story", "raw", "standing"), STANDING, ids=[row[0] for row in STANDING])
def test_taken_or_not(story: str, raw: dict[str, Any], standing: str | None) -> None:
    reading = read_all(raw)
    found = only(reading)
    assert (found and found.standing) == standing
    assert found is None or (found.doubt is None and "denosumab" in found.concepts)
    assert reading.patient.tables["medications"].unread is None


@pytest.mark.parametrize(("story", "raw", "on", "until"), DAYS, ids=[row[0] for row in DAYS])
def test_since_when_and_until(story: str, raw: dict[str, Any], on: str | None, until: str | None) -> None:
    found = only(read_all(raw))
    assert found is not None and found.doubt is None
    assert (day(found), day(found, "until")) == (on, until)


@pytest.mark.parametrize(("story", "raw", "dose"), DOSES, ids=[row[0] for row in DOSES])
def test_dose_and_interval(story: str, raw: dict[str, Any], dose: Dose) -> None:
    found = only(read_all(raw))
    assert found is not None and found.doubt is None
    assert found.dose.mg == pytest.approx(dose.mg)
    assert found.dose.interval_days == pytest.approx(dose.interval_days)


@pytest.mark.parametrize(("story", "raw", "doubt"), DOUBTFUL, ids=[row[0] for row in DOUBTFUL])
def test_a_medication_in_doubt(story: str, raw: dict[str, Any], doubt: str) -> None:
    found = only(read_all(raw))
    assert found is not None and found.doubt == doubt and "denosumab" in found.concepts


def product(code: str | None = DENOSUMAB, _id: str = "m1", **more: Any) -> dict[str, Any]:
    return resource("Medication", _id, **({"subject": None, "code": coded(code) if code else None} | more))


def pointing(reference: str | None, display: str | None = None, **more: Any) -> dict[str, Any]:
    pointer = {name: part for name, part in (("reference", reference), ("display", display)) if part}
    return request(medicationCodeableConcept=None, medicationReference=pointer, **more)


NOT_NAMED = "medication orders hold a medication that could not be identified"
INGREDIENTS = [{"itemCodeableConcept": coded(ZOLEDRONATE)}, {"itemReference": {"reference": "#s"}}]
# fmt: off
NAMED = [
    # story                                  order                                                         beside it                     concept            unread
    ("contained",                            pointing("#m1", contained=[product()]),                       [],                           "denosumab",       None),
    ("beside it",                            pointing("Medication/m1"),                                    [product()],                  "denosumab",       None),
    ("beside it, by absolute address",       pointing("https://ehr.example/fhir/Medication/m1/_history/2"), [product()],                 "denosumab",       None),
    ("beside it, by uuid",                   pointing("urn:uuid:m1"),                                      [product()],                  "denosumab",       None),
    ("by an ingredient",                     pointing("Medication/m1"),                                    [product(None, ingredient=INGREDIENTS)], "zoledronic_acid", None),
    ("by the words of the product",          pointing("Medication/m1"),                                    [product("Prolia 60 mg")],    "denosumab",       None),
    ("only by the words of the reference",   pointing("Medication/gone", "denosumab 120 mg"),              [],                           "denosumab",       None),
    ("product nobody here knows",            pointing("Medication/m1"),                                    [product(ASPIRIN)],           None,              None),
    ("words of another drug",                pointing("Medication/gone", "aspirin 100 mg"),                [],                           None,              None),
    ("product is not there",                 pointing("Medication/gone"),                                  [product()],                  None,              NOT_NAMED),
    ("contained product is not there",       pointing("#m2", contained=[product()]),                       [],                           None,              NOT_NAMED),
    ("points at itself in a circle",         pointing("#m1", contained=[{"resourceType": "Medication", "id": "m1", "ingredient": [{"itemReference": {"reference": "#m1"}}]}]), [], None, NOT_NAMED),
    ("product entered in error",             pointing("Medication/m1"),                                    [product(status="entered-in-error")], None,      NOT_NAMED),
    ("two products of one id",               pointing("Medication/m1"),                                    [product(), product(ASPIRIN)], None,             NOT_NAMED),
    ("product without a name",               pointing("Medication/m1"),                                    [product(None)],              None,              NOT_NAMED),
    ("empty reference",                      pointing(None),                                               [],                           None,              NOT_NAMED),
    ("no name, but cancelled",               pointing("Medication/gone", status="cancelled"),              [],                           None,              None),
    ("no medication at all",                 request(medicationCodeableConcept=None),                      [],                           None,              NOT_NAMED),
    ("a code nobody knows, without words",   request("urn:local|4711"),                                    [],                           None,              NOT_NAMED),
    ("a known system, not in a list",        request(ASPIRIN),                                             [],                           None,              None),
]
# fmt: on


@pytest.mark.parametrize(("story", "raw", "beside", "concept", "unread"), NAMED, ids=[row[0] for row in NAMED])
def test_which_drug_it_is(story: str, raw: Any, beside: list[Any], concept: str | None, unread: str | None) -> None:
    reading = read_chart_with(raw, beside)
    found = only(reading)
    assert (found is not None and concept in found.concepts and found.doubt is None) if concept else found is None
    assert reading.patient.tables["medications"].unread == unread
    assert ("medication-not-named" in codes_of(reading)) == (unread is not None)


def read_chart_with(raw: Any, beside: list[Any]) -> Reading:
    """The order under its key, with the products that came along."""
    of = chart(raw)
    orders = Section("medicationRequests", DataState.READ, (*beside, raw))
    return read_chart(replace(of, sections=of.sections | {"medicationRequests": orders}))


def test_a_product_that_cannot_be_read_makes_the_order_doubtful() -> None:
    broken = product() | {"code": {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": " 993449"}]}}
    found = only(read_chart_with(pointing("Medication/m1"), [broken]))
    assert found is not None and found.doubt == "unreadable"
    changed = product(modifierExtension=[{"url": "urn:x", "valueBoolean": True}])
    assert [event.doubt for event in events(read_chart_with(pointing("Medication/m1"), [changed]))] == ["unreadable"]
