"""The FHIR R4 resource a suggestion proposes: built and validated once per order, then only made this patient's."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from fhir.resources.R4B.codeableconcept import CodeableConcept
from fhir.resources.R4B.medicationrequest import MedicationRequest
from fhir.resources.R4B.servicerequest import ServiceRequest
from fhir.resources.R4B.task import Task
from pydantic import ValidationError

from cards.codelists import code_systems
from cards.orderables import Orderable, orderables

MODELS: Mapping[str, Any] = {"MedicationRequest": MedicationRequest, "ServiceRequest": ServiceRequest, "Task": Task}
SUBJECT = {"MedicationRequest": "subject", "ServiceRequest": "subject", "Task": "for"}
INTENTS = ("order", "plan", "proposal", "original-order", "reflex-order", "filler-order", "instance-order", "option")
ANYBODY = {"reference": "Patient/template"}


@lru_cache
def templates() -> Mapping[str, dict[str, Any]]:
    """One validated resource per order, without id, patient and date. A wrong row stops the start."""
    return {key: _validated(one) for key, one in orderables().items()}


def resource_for(order_id: str, resource_id: str, patient_id: str, today: date) -> dict[str, Any]:
    """The proposed order for this patient: draft, a proposal, authored today."""
    template = templates()[order_id]
    patient = {"reference": f"Patient/{patient_id}"}
    filled = {"id": resource_id, SUBJECT[template["resourceType"]]: patient, "authoredOn": today.isoformat()}
    return template | filled


def kept_of(drafts: Iterable[dict[str, Any]], reference: str, kind: str) -> dict[str, Any]:
    """What an order in the place of a draft keeps of it: id, intent ("order" when unsaid) and body site."""
    own_kind, _slash, own_id = reference.partition("/")
    found = (one for one in drafts if one.get("resourceType") == own_kind and one.get("id") == own_id)
    draft = next(found, {})
    said = draft.get("intent")
    kept = {"id": own_id, "intent": said if type(said) is str and said in INTENTS else INTENTS[0]}
    sites = _sites(draft.get("bodySite")) if kind == own_kind == "ServiceRequest" else []
    return kept | ({"bodySite": sites} if sites else {})


def _sites(written: Any) -> list[dict[str, Any]]:
    """The body sites of a draft as FHIR has them; none when one of them is not as it should be."""
    try:
        sites = [CodeableConcept.model_validate(one) for one in (written if type(written) is list else [written])]
    except ValidationError:
        return []
    dumped: list[dict[str, Any]] = [one.model_dump(mode="json", exclude_none=True) for one in sites]
    return [one for one in dumped if one]


def _validated(order: Orderable) -> dict[str, Any]:
    resource = {"resourceType": order.resource, "status": "draft", "intent": "proposal", "priority": order.priority}
    resource[SUBJECT[order.resource]] = ANYBODY  # type: ignore[assignment]
    model = MODELS[order.resource].model_validate(resource | BUILDERS[order.resource](order))
    dumped: dict[str, Any] = model.model_dump(mode="json", exclude_none=True)
    del dumped[SUBJECT[order.resource]]
    return dumped


def _concept(order: Orderable) -> dict[str, Any]:
    systems = code_systems()
    codings = [{"system": systems[alias].uri, "code": code, "display": words} for alias, code, words in order.codes]
    return {"text": order.text} | ({"coding": codings} if codings else {})


def _medication(order: Orderable) -> dict[str, Any]:
    """The order's text is the instruction a person reads; dose, route and rhythm repeat it for machines."""
    dosage: dict[str, Any] = {"text": order.text}
    if order.route:
        dosage["route"] = {"text": order.route}
    if order.dose is not None:
        dosage["doseAndRate"] = [{"doseQuantity": {"value": order.dose, "unit": order.dose_unit}}]
    repeat = {"count": 1} if order.once else {"frequency": 1, "period": order.interval_days, "periodUnit": "d"}
    if order.once or order.interval_days:
        dosage["timing"] = {"repeat": repeat}
    return {"medicationCodeableConcept": _concept(order), "dosageInstruction": [dosage]} | _note(order)


def _service(order: Orderable) -> dict[str, Any]:
    quantity = {"quantityQuantity": {"value": order.fractions, "unit": "fraction"}} if order.fractions else {}
    return {"code": _concept(order)} | quantity | _note(order)


def _task(order: Orderable) -> dict[str, Any]:
    return {"description": order.text} | _note(order)


def _note(order: Orderable) -> dict[str, Any]:
    return {"note": [{"text": order.note}]} if order.note else {}


BUILDERS = {"MedicationRequest": _medication, "ServiceRequest": _service, "Task": _task}
