"""Resources that matter, read by the fast strict reading and by way of fhir.resources; shared by two test files."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError

from cards.events import Event
from service.reader.drug_names import NotNamed, Products
from service.reader.facts import InDoubt
from service.reader.kinds import KINDS
from service.reader.observations import LeftOut
from service.reader.resource import Chosen, reference, strictly
from service.reader.shapes import Unsure
from service.reader.subjects import UNSAID, whose
from tests import fhir

LATER = date(2099, 1, 1)  # so that nothing is in the future


def resources_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every resource of a document: a request, a Bundle, a list or a resource."""
    if type(value) is list:
        for part in value:
            yield from resources_in(part)
    elif type(value) is dict and value.get("resourceType") == "Bundle":
        yield from resources_in([entry.get("resource") for entry in value.get("entry") or () if type(entry) is dict])
    elif type(value) is dict and "resourceType" in value:
        yield value
    elif type(value) is dict and type(value.get("prefetch")) is dict:
        yield from resources_in([*value["prefetch"].values()])


class Known(NamedTuple):
    """A relevant resource and the products of its document."""

    chosen: Chosen
    products: Products


def relevant(documents: Any) -> Iterator[Known]:
    rows = list(resources_in(documents))
    products = Products(rows)
    for raw in rows:
        kind = KINDS.get(raw["resourceType"]) if type(raw["resourceType"]) is str else None
        try:
            parts = kind.select(raw, products) if kind else ()
        except NotNamed:
            continue
        if kind and parts:
            unsaid = whose(raw, kind.subject, fhir.PATIENT) == UNSAID
            yield Known(Chosen(kind, raw, parts, reference(raw), unsaid), products)


def fast(known: Known) -> list[Event] | str | None:
    """The events, the word for a fact that does not count, or None when unsure."""
    try:
        return strictly(known.chosen, known.products, LATER)
    except Unsure:
        return None
    except (InDoubt, LeftOut) as word:
        return str(word)


def through_fhir_resources(known: Known) -> list[Event] | str | None:
    """The same, read from what the model of fhir.resources says after validation; None when it rejects the resource."""
    raw, kind = known.chosen.raw, known.chosen.kind
    try:
        model = get_fhir_model_class(kind.type).model_validate({name: part for name, part in raw.items() if name != "id"})
    except ValidationError:
        return None
    plain = json.loads(model.model_dump_json()) | {name: raw[name] for name in ("id", "resourceType") if name in raw}
    return fast(Known(known.chosen._replace(raw=plain, parts=kind.select(plain, known.products)), known.products))


def differing(known: Iterator[Known]) -> list[str]:
    """The references of the resources that R4 allows and that are not read alike."""
    return [
        one.chosen.ref for one in known if (slow := through_fhir_resources(one)) is not None and slow != fast(one)
    ]


EXAMPLES = [
    fhir.condition(onset="2026-10-01", bodySite=[fhir.coded("left hip")]),
    fhir.request(dosageInstruction=[{
        "timing": {"repeat": {"frequency": 1, "period": 28, "periodUnit": "d", "boundsPeriod": {"start": "2026-01-01"}}},
        "doseAndRate": [{"doseQuantity": fhir.quantity(120, "mg", "mg")}],
    }], dispenseRequest={"validityPeriod": {"end": "2027-01-01"}}),
    fhir.statement(status="not-taken", statusReason=[fhir.coded("declined")]),
    fhir.administration(dosage={"dose": fhir.quantity(4, "mg")}),
    fhir.observation(referenceRange=[{"low": fhir.quantity(0.5, "mg/dL")}], interpretation=[fhir.coded("high")], bodySite=fhir.coded("arm")),
    fhir.observation(value=None, valueCodeableConcept=fhir.coded("x"), component=[
        {"code": fhir.coded(fhir.ECOG), "valueInteger": 2},
    ]),
    fhir.procedure(extension=[{"url": "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-radiotherapy-sessions", "valueUnsignedInt": 5}]),
    fhir.order(occurrencePeriod={"start": "2026-10-01"}, doNotPerform=False, reasonCode=[fhir.coded("pain")]),
    fhir.report(conclusionCode=[fhir.coded("normal")]),
    fhir.allergy(reaction=[{"substance": fhir.coded(fhir.DENOSUMAB), "manifestation": [fhir.coded("rash")]}]),
    fhir.encounter(period={"start": "2026-10-01"}),
    fhir.relative(),
]  # fmt: skip
