"""From the prefetch of a call to a Chart whose every section says how far it was read (safety rule of data states).

Key null: asked, nothing found. Key missing: not provided. OperationOutcome, wrong kind of data: not read. More pages,
more entries than sent, unreadable entries: partly read. Only a section that was READ may count as absent.
"""

from collections.abc import Mapping
from typing import Any

from service.catalog import TRIGGER_TABLES, Service
from service.data_states import Chart, DataNote, DataState, Section
from service.errors import DataUnavailable
from service.wire import HookRequest
from service.wrapped import CODE, TEXT, unwrapped

ENTRY_LIMIT = 3000  # entries of one Bundle that are looked at; more than a full chart has
DENYING_CODES = {"forbidden", "login", "security", "expired", "suppressed"}  # FHIR R4 IssueType
FAILING_SEVERITIES = {"error", "fatal"}  # FHIR R4 IssueSeverity
UNREADABLE = (DataState.NOT_PROVIDED, DataState.DENIED, DataState.FAILED)

NOT_IN_REQUEST = "not provided"
ERROR_REPORTED = "the record system reported an error"
ACCESS_DENIED = "the record system denied access"
NOT_FHIR = "what was sent is not the data asked for"
MORE_PAGES = "only the first page was sent"
FEWER_THAN_TOTAL = "fewer entries were sent than the record holds"
TOO_MANY = f"more than {ENTRY_LIMIT} entries were sent"
ODD_ENTRIES = "some entries could not be read"


def gather(service: Service, call: HookRequest) -> Chart:
    """The chart of the call; DataUnavailable (412) when the patient or all that could concern us is unreadable."""
    values = {key: unwrapped(value) for key, value in (call.prefetch or {}).items()}
    given = {key: one.value for key, one in values.items()}
    wrapped = (one.key for one in service.asked if one.key in values and values[one.key].wrapped)
    notes = tuple(DataNote(CODE, TEXT, key=key) for key in wrapped)
    sections = {
        one.key: section(one.key, one.resource, given[one.key]) if one.key in given else _not_provided(one.key)
        for one in service.asked
    }
    stop_when_nothing_can_be_said(service, sections)
    drafts = _draft_orders(call.context.draftOrders) if service.hook.drafts_in else ()
    return Chart(call.context.patientId, sections, drafts, notes)


def stop_when_nothing_can_be_said(service: Service, sections: Mapping[str, Section]) -> None:
    """Raise DataUnavailable, naming the prefetch keys, when the patient or every trigger section is unreadable."""
    if not sections["patient"].resources:
        raise DataUnavailable("The patient could not be read.", ["prefetch.patient"])
    triggers = [one.key for one in service.asked if one.table in TRIGGER_TABLES]
    if all(sections[key].state in UNREADABLE and not sections[key].resources for key in triggers):
        keys = [f"prefetch.{key}" for key in triggers]
        raise DataUnavailable("Neither conditions nor medications could be read.", keys)


def section(key: str, resource: str, value: Any) -> Section:
    """One prefetch value as a section: null, a resource, a Bundle, an OperationOutcome, or something else."""
    if value is None:
        return Section(key, DataState.READ)
    kind = value.get("resourceType") if type(value) is dict else None
    if kind == "Bundle":
        return _of_bundle(key, value)
    if kind == resource:
        return Section(key, DataState.READ, (value,))
    if kind == "OperationOutcome":
        return _of_outcome(key, value, ())
    return Section(key, DataState.FAILED, (), NOT_FHIR)


def _not_provided(key: str) -> Section:
    return Section(key, DataState.NOT_PROVIDED, (), NOT_IN_REQUEST)


def _of_bundle(key: str, bundle: dict[str, Any]) -> Section:
    """A search result. Kinds that came along stay in it: the reader knows where they belong."""
    entries = bundle.get("entry") or []
    if type(entries) is not list:
        return Section(key, DataState.FAILED, (), NOT_FHIR)
    looked_at = entries[:ENTRY_LIMIT]
    held = [one["resource"] for one in looked_at if type(one) is dict and type(one.get("resource")) is dict]
    kept = tuple([one for one in held if one.get("resourceType") != "OperationOutcome"])
    for outcome in held if len(kept) < len(held) else ():
        if outcome.get("resourceType") == "OperationOutcome" and _issues(outcome, "severity") & FAILING_SEVERITIES:
            return _of_outcome(key, outcome, kept)
    why = _why_partial(bundle, len(entries), len(held) < len(looked_at))
    return Section(key, DataState.PARTIAL, kept, why) if why else Section(key, DataState.READ, kept)


def _why_partial(bundle: dict[str, Any], entries: int, odd: bool) -> str:
    """Why the Bundle cannot be the whole answer; "" when it can."""
    links = bundle.get("link") or []
    if entries > ENTRY_LIMIT:
        return TOO_MANY
    if type(links) is not list or any(type(one) is not dict or one.get("relation") == "next" for one in links):
        return MORE_PAGES
    total = bundle.get("total")
    if type(total) is int and total > entries:
        return FEWER_THAN_TOTAL
    return ODD_ENTRIES if odd else ""


def _of_outcome(key: str, outcome: dict[str, Any], rows: tuple[dict[str, Any], ...]) -> Section:
    """An error in place of data; rows that came with it stay, but count for nothing absent."""
    if _issues(outcome, "code") & DENYING_CODES:
        return Section(key, DataState.DENIED, rows, ACCESS_DENIED)
    return Section(key, DataState.FAILED, rows, ERROR_REPORTED)


def _issues(outcome: dict[str, Any], name: str) -> set[str]:
    issues = outcome.get("issue")
    rows = issues if type(issues) is list else []
    return {str(one.get(name)) for one in rows if type(one) is dict}


def _draft_orders(bundle: dict[str, Any] | None) -> tuple[dict[str, Any], ...]:
    """The resources of a draft-order Bundle, whatever their kind."""
    entries = (bundle or {}).get("entry")
    rows = entries if type(entries) is list else []
    found = (one.get("resource") for one in rows if type(one) is dict)
    return tuple(one for one in found if type(one) is dict)
