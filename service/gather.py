"""From one call to a Chart: the data sent along, then what the client's FHIR server adds, each with its data state.

Key null: asked, nothing found. Key missing: read from the FHIR server, or not provided. Which values count as not read
or partly read is told in searchset.py. Only a section that was READ may count as absent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from service.auth import Caller
from service.catalog import TRIGGER_TABLES, Service
from service.data_states import Chart, DataNote, DataState, Section
from service.errors import DataUnavailable
from service.faults import Unread, unread
from service.fhir_access import access_of
from service.fhir_client import FhirClient
from service.fhir_reading import Wanted, products, read_all
from service.searchset import link_of, section
from service.wire import HookRequest
from service.wrapped import CODE, TEXT, unwrapped

DRAFTS = "draftOrders"  # context field of the ordering hooks
UNREADABLE = (DataState.NOT_PROVIDED, DataState.DENIED, DataState.FAILED)


def gather(
    service: Service, call: HookRequest, caller: Caller | None = None, client: FhirClient | None = None
) -> Chart:
    """The chart of the call; DataUnavailable (412) when the patient or all that could concern us is unreadable.

    Without a caller and a client nothing is read from a FHIR server.
    """
    sent = call.prefetch or {}
    given = {one.key: unwrapped(sent[one.key]) for one in service.asked if one.key in sent}
    notes = tuple(DataNote(CODE, TEXT, key=key) for key, value in given.items() if value.wrapped)
    sections = {
        key: section(key, kind, given[key].value) if key in given else unread(key, "not-sent")
        for key, kind, _table in service.asked
    }
    drafts = _draft_orders(call.context.draftOrders if service.hook.drafts else None)
    chart = Chart(call.context.patientId, sections, drafts, notes)
    if caller and client and call.fhirServer:
        chart = replace(chart, sections=_completed(service, call, caller, client, chart))
    stop_when_nothing_can_be_said(service, chart)
    return chart


def _completed(
    service: Service, call: HookRequest, caller: Caller, client: FhirClient, chart: Chart
) -> dict[str, Section]:
    """The sections with what the FHIR server adds: keys that were not sent or not read, later pages, products."""
    sections = chart.sections
    try:
        access = access_of(call, caller, client)
    except Unread as why:
        missing = (key for key, one in sections.items() if one.state is DataState.NOT_PROVIDED)
        return sections | {key: unread(key, why.fault) for key in missing}
    wanted = list(_wanted(service, call.prefetch or {}, sections))
    if wanted:
        sections = sections | read_all(client, access, call.context.patientId, wanted)
    added = products(client, access, [*sections.values(), chart.drafts])
    return sections | {added.key: added} if added else sections


def _wanted(service: Service, given: Mapping[str, Any], sections: Mapping[str, Section]) -> Iterator[Wanted]:
    """What to ask the FHIR server: nothing that was sent whole. A patient of null is no patient."""
    for one in service.asked:
        found, template = sections[one.key], service.prefetch[one.key]
        if found.state in UNREADABLE or (not one.table and not found.resources):
            yield Wanted(one, template)
        elif found.state is DataState.PARTIAL and link_of(begun := unwrapped(given[one.key]).value, "next") is not None:
            yield Wanted(one, template, begun)


def stop_when_nothing_can_be_said(service: Service, chart: Chart) -> None:
    """Raise DataUnavailable, naming the prefetch keys, when the patient or every trigger section is unreadable.

    A draft order is itself a reason to look: what cannot be checked for it is said on a card, not kept silent.
    """
    sections = chart.sections
    if not sections["patient"].resources:
        raise DataUnavailable("The patient could not be read.", ["prefetch.patient"])
    if chart.drafts.resources:
        return
    triggers = [one.key for one in service.asked if one.table in TRIGGER_TABLES]
    if all(sections[key].state in UNREADABLE and not sections[key].resources for key in triggers):
        keys = [f"prefetch.{key}" for key in triggers]
        raise DataUnavailable("Neither conditions nor medications could be read.", keys)


def _draft_orders(bundle: dict[str, Any] | None) -> Section:
    """The resources of a draft-order Bundle, whatever their kind. Clients leave out its type, or the whole Bundle."""
    if bundle is None or "entry" not in bundle:
        return Section(DRAFTS, DataState.READ)
    return section(DRAFTS, "Bundle", {"resourceType": "Bundle"} | bundle)
