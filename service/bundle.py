"""A FHIR Bundle of any type as a chart, for evaluation on the command line: the file is the whole record."""

import re
from collections.abc import Iterable
from typing import Any

from service.catalog import Service
from service.data_states import Chart, DataState, Section

DRAFTS = "draftOrders"
ORDERS = ("MedicationRequest", "ServiceRequest")
ELEMENTS = ("subject", "patient")  # where the resources we read name their patient
COMPANION = "Medication"  # explains the orders that refer to it
BEING_WRITTEN = "draft"  # status of an order that nobody has signed (FHIR R4, request-status)


class NoSinglePatient(ValueError):
    """The Bundle holds no patient, or several and none was named; the message says which."""


def resources_of(bundle: dict[str, Any]) -> list[dict[str, Any]]:
    """Every resource of a Bundle, those of Bundles inside it too; one without an id takes it from its fullUrl.

    A reference to the fullUrl of a patient becomes one to its id (FHIR R4, Bundle, resolving references).
    """
    found, ids = _collect(bundle)
    return [_resolved(one, ids) for one in found]


def _collect(bundle: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The resources, and the id of each patient by its fullUrl."""
    found: list[dict[str, Any]] = []
    ids: dict[str, str] = {}
    entries = bundle.get("entry")
    for entry in entries if type(entries) is list else []:
        resource = entry.get("resource") if type(entry) is dict else None
        if type(resource) is not dict:
            continue
        if resource.get("resourceType") == "Bundle":
            inner, inner_ids = _collect(resource)
            found += inner
            ids |= inner_ids
            continue
        url = entry.get("fullUrl")
        if type(url) is str and "id" not in resource:
            resource = {**resource, "id": re.split("[:/]", url)[-1]}
        if type(url) is str and resource.get("resourceType") == "Patient":
            ids[url] = str(resource["id"])
        found.append(resource)
    return found, ids


def _references(resource: dict[str, Any]) -> list[str]:
    """Whom a resource says it is about, as "Patient/<id>"."""
    holders = (resource.get(element) for element in ELEMENTS)
    written = (one.get("reference") for one in holders if type(one) is dict)
    return ["/".join(one.split("/")[-2:]) for one in written if type(one) is str]


def _resolved(resource: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    for element in ELEMENTS:
        reference = resource.get(element)
        url = reference.get("reference") if type(reference) is dict else None
        if type(url) is str and url in ids:
            return {**resource, element: {**reference, "reference": f"Patient/{ids[url]}"}}  # type: ignore[dict-item]
    return resource


def patient_id(resources: Iterable[dict[str, Any]], wanted: str | None) -> str:
    """The id of the one patient, or `wanted` if it is there; NoSinglePatient otherwise."""
    ids = sorted({str(one.get("id", "")) for one in resources if one.get("resourceType") == "Patient"})
    if wanted is not None:
        if wanted not in ids:
            raise NoSinglePatient(f"the file holds no Patient with the id {wanted}")
        return wanted
    if not ids:
        raise NoSinglePatient("the file holds no Patient")
    if len(ids) > 1:
        raise NoSinglePatient(f"the file holds {len(ids)} patients; choose one with --patient: {', '.join(ids[:10])}")
    return ids[0]


def chart_of(service: Service, resources: list[dict[str, Any]], patient: str) -> Chart:
    """The chart of one patient. Every section counts as read; what belongs to others in the file is left out.

    At the hooks of ordering the orders with the status draft are those being written.
    """
    others = {f"Patient/{one.get('id')}" for one in resources if one.get("resourceType") == "Patient"}
    others.discard(f"Patient/{patient}")
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for one in resources:
        if not others & {f"{one.get('resourceType')}/{one.get('id')}", *_references(one)}:
            by_kind.setdefault(str(one.get("resourceType")), []).append(one)
    sections, written = {}, _being_written(by_kind) if service.hook.drafts else []
    for asked in service.asked:
        rows = by_kind.get(asked.resource, [])
        companions = by_kind.get(COMPANION, []) if asked.table == "medications" and rows else []
        sections[asked.key] = Section(asked.key, DataState.READ, tuple(rows + companions))
    return Chart(patient, sections, Section(DRAFTS, DataState.READ, tuple(written)))


def _being_written(by_kind: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The orders with the status draft, for the hooks of ordering."""
    orders = [one for kind in ORDERS for one in by_kind.get(kind, [])]
    return [one for one in orders if one.get("status") == BEING_WRITTEN]
