"""Reads from a record server what a request did not bring: one search for each key, page by page, all at once.

The questions are those of the prefetch templates. What comes back is looked at by the same code as prefetch, so the
same data give the same chart whichever way they came.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import wait
from dataclasses import replace
from functools import partial
from logging import WARNING
from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl, urlencode

from service.catalog import Asked, filled
from service.data_states import DataState, Section
from service.faults import FAULTS, Unread, unread
from service.fhir_address import next_address, parameters
from service.fhir_client import Access, FhirClient
from service.logs import log, log_crash
from service.searchset import link_of, section, with_page
from service.smart_scopes import may_read

PAGES = 10  # of one search, the first included
LONGEST_GET = 2000  # characters of an address; a longer question is posted as a form
NO_SEARCH_BY_POST = {"refused", "not-found"}  # and then the same question is put in the address
GRACE = 0.05  # seconds that the last answer may take from its thread to this one
MEDICATIONS = 20  # Medication resources read for the orders that only point to them
POINTER = re.compile(r"Medication/([A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]{1,64})?", re.ASCII)

PAGE_SIZE = "100"  # entries of a page, for those types at which every large record system takes the parameter
COUNTED = {"Observation", "MedicationRequest", "MedicationAdministration", "DiagnosticReport", "ServiceRequest"}
NOT_THE_PATIENT = {"code", "_count", "_offset", "_format", "_sort", "_total"}

Json = dict[str, Any]
T = TypeVar("T")


class Wanted(NamedTuple):
    """One key to read: what it asks for, its template, and the Bundle whose next pages are wanted, if it was sent."""

    asked: Asked
    template: str
    begun: Json | None = None


def read_all(client: FhirClient, access: Access, patient_id: str, wanted: Iterable[Wanted]) -> dict[str, Section]:
    """The section of each wanted key, within the time of `access`. Never raises."""
    rows = {one.asked.key: one for one in wanted}
    jobs = {key: partial(_section, client, access, patient_id, one) for key, one in rows.items()}
    found, crashed = _together(client, access, jobs)
    why = {key: "crashed" if key in crashed else "slow" for key in rows}
    return {key: found[key] if key in found else _rest(one, why[key]) for key, one in rows.items()}


def products(client: FhirClient, access: Access, sections: Iterable[Section]) -> Section | None:
    """The Medication resources that orders point to and the request did not bring; None when there are none to read.

    Only relative references are followed, those without words beside them first, and no more than MEDICATIONS. One that
    cannot be read leaves its order to its words; an order without words then makes its section incomplete (reader).
    """
    ids = _pointed_at(list(sections))[:MEDICATIONS]
    if not ids or not may_read(access.scope, "Medication"):
        return None
    jobs = {one: partial(_product, client, access, one) for one in ids}
    found, _ = _together(client, access, jobs)
    return Section("medications", DataState.READ, tuple(row for one in sorted(found) if (row := found[one])))


def _together(client: FhirClient, access: Access, jobs: Mapping[str, Callable[[], T]]) -> tuple[dict[str, T], set[str]]:
    """The answers of all jobs that were ready in time, a few of them under way at once; and which jobs crashed."""
    waiting, found, crashed = deque(jobs.items()), dict[str, T](), set[str]()

    def lane() -> None:
        while access.left() > 0:
            try:
                key, job = waiting.popleft()
            except IndexError:  # nothing is left to do
                return
            try:
                found[key] = job()
            except Exception as crash:  # noqa: BLE001  one job must not take the others along
                log_crash("reading failed", crash)
                crashed.add(key)

    lanes = [client.threads.submit(lane) for _ in range(min(client.parallel, len(jobs)))]
    wait(lanes, timeout=max(access.left(), 0) + GRACE)
    for one in lanes:
        one.cancel()
    return found.copy(), crashed.copy()


def _section(client: FhirClient, access: Access, patient_id: str, one: Wanted) -> Section:
    """One key, read whole or as far as it goes."""
    if not may_read(access.scope, one.asked.resource):
        return _rest(one, "out-of-scope")
    question = filled(one.template, patient_id)
    try:
        if not one.asked.table:
            return _of(one, client.ask(access, f"{access.base}/{question}"), one.asked.resource)
        bundle, fault = _pages(client, access, one.begun or _first(client, access, question))
        if not fault and not one.begun and _ignored(bundle):
            fault = "ignored"
        found = _of(one, bundle, "Bundle")
        return replace(found, state=DataState.PARTIAL, why=FAULTS[fault].why) if fault and _usable(found) else found
    except Unread as why:
        return _rest(one, why.fault)


def _of(one: Wanted, value: Any, kind: str) -> Section:
    """An answer of the record server: what was asked for, or an OperationOutcome, and nothing else."""
    said = value.get("resourceType") if type(value) is dict else None
    if said not in (kind, "OperationOutcome"):
        return unread(one.asked.key, "not-fhir")
    return section(one.asked.key, one.asked.resource, value)


def _usable(found: Section) -> bool:
    return found.state in (DataState.READ, DataState.PARTIAL)


def _rest(one: Wanted, fault: str) -> Section:
    """What is left of a key when reading failed: the page that was sent counts as a part."""
    if one.begun is None:
        return unread(one.asked.key, fault)
    sent = section(one.asked.key, one.asked.resource, one.begun)
    return replace(sent, why=FAULTS[fault].why)


def _first(client: FhirClient, access: Access, question: str) -> Any:
    """The first page of a search. A long question is posted, because addresses that long are often refused."""
    kind, _, query = question.partition("?")
    asked = dict(parse_qsl(query)) | ({"_count": PAGE_SIZE} if kind in COUNTED else {})
    url = f"{access.base}/{kind}"
    in_address = f"{url}?{urlencode(asked)}"
    if len(in_address) <= LONGEST_GET:
        return client.ask(access, in_address)
    try:
        return client.ask(access, f"{url}/_search", asked)
    except Unread as why:
        if why.fault not in NO_SEARCH_BY_POST:
            raise
    return client.ask(access, in_address)


def _pages(client: FhirClient, access: Access, bundle: Any) -> tuple[Any, str]:
    """A Bundle with all pages that follow, and the row of faults that says why some do not ("" when all are there)."""
    seen: set[str] = set()
    while (link := link_of(bundle, "next")) is not None:
        address = next_address(access.base, link)
        if address is None:
            log("next page elsewhere", WARNING)
            return bundle, "page-elsewhere"
        if address in seen or len(seen) + 1 >= PAGES:
            return bundle, "page-loop" if address in seen else "page-cap"
        seen.add(address)
        try:
            page = client.ask(access, address)
        except Unread as why:
            return bundle, why.fault
        if type(page) is not dict or page.get("resourceType") != "Bundle":
            return bundle, "not-fhir"
        bundle = with_page(bundle, page)
    return bundle, ""


def _ignored(bundle: Any) -> bool:
    """True when the self link repeats our search without the patient: the server left it out (FHIR R4, Search)."""
    names = parameters(link_of(bundle, "self"))
    return bool(names) and names <= NOT_THE_PATIENT


def _pointed_at(sections: list[Section]) -> list[str]:
    """The ids of Medications that are referred to and not there, those without words beside the reference first."""
    rows = [raw for one in sections for raw in one.resources if type(raw) is dict]
    held = {raw.get("id") for raw in rows if raw.get("resourceType") == "Medication"}
    pointers = [raw["medicationReference"] for raw in rows if type(raw.get("medicationReference")) is dict]
    pointers.sort(key=lambda one: bool(one.get("display")))
    found = (POINTER.fullmatch(one["reference"]) for one in pointers if type(one.get("reference")) is str)
    return list(dict.fromkeys(hit[1] for hit in found if hit and hit[1] not in held))


def _product(client: FhirClient, access: Access, name: str) -> Json | None:
    """One Medication, or None; the client has logged why."""
    try:
        found = client.ask(access, f"{access.base}/Medication/{name}")
    except Unread:
        return None
    ours = type(found) is dict and found.get("resourceType") == "Medication" and found.get("id") == name
    return found if ours else None
