"""One value of the prefetch, or one answer of a record server, as a Section that says how far the data were read.

null: asked, nothing found. OperationOutcome, wrong kind of data: not read. More pages, more entries than sent,
unreadable entries: partly read. Only a section that was READ may count as absent.
"""

from typing import Any

from service.data_states import DataState, Section
from service.faults import unread

ENTRY_LIMIT = 3000  # entries of one Bundle that are looked at; more than a full chart has
DENYING_CODES = {"forbidden", "login", "security", "expired", "suppressed"}  # FHIR R4 IssueType
FAILING_SEVERITIES = {"error", "fatal"}  # FHIR R4 IssueSeverity


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
    return unread(key, "not-fhir")


def link_of(bundle: Any, relation: str) -> object:
    """The address of a link of a Bundle ("next", "self") as written there; None when it has no such link."""
    links = bundle.get("link") if type(bundle) is dict else None
    rows = [one for one in links if type(one) is dict] if type(links) is list else []
    return next((one.get("url") for one in rows if one.get("relation") == relation), None)


def with_page(bundle: dict[str, Any], page: dict[str, Any]) -> dict[str, Any]:
    """A Bundle and its next page as one Bundle, which has the next link of that page."""
    pages = [one.get("entry") or [] for one in (bundle, page)]
    entries = [*pages[0], *pages[1]] if all(type(one) is list for one in pages) else None
    return {**bundle, "entry": entries if entries is not None else {}, "link": page.get("link") or []}


def _of_bundle(key: str, bundle: dict[str, Any]) -> Section:
    """A search result. Kinds that came along stay in it: the reader knows where they belong."""
    entries = bundle.get("entry") or []
    if type(entries) is not list:
        return unread(key, "not-fhir")
    looked_at = entries[:ENTRY_LIMIT]
    held = [one["resource"] for one in looked_at if type(one) is dict and type(one.get("resource")) is dict]
    kept = tuple([one for one in held if one.get("resourceType") != "OperationOutcome"])
    for outcome in held if len(kept) < len(held) else ():
        if outcome.get("resourceType") == "OperationOutcome" and _issues(outcome, "severity") & FAILING_SEVERITIES:
            return _of_outcome(key, outcome, kept)
    fault = _why_partial(bundle, len(entries), len(held) < len(looked_at))
    return unread(key, fault, kept) if fault else Section(key, DataState.READ, kept)


def _why_partial(bundle: dict[str, Any], entries: int, odd: bool) -> str:
    """Why the Bundle cannot be the whole answer, as a row of FAULTS; "" when it can."""
    links = bundle.get("link") or []
    if entries > ENTRY_LIMIT:
        return "too-many"
    if type(links) is not list or any(type(one) is not dict or one.get("relation") == "next" for one in links):
        return "more-pages"
    total = bundle.get("total")
    if type(total) is int and total > entries:
        return "fewer"
    return "odd-entries" if odd else ""


def _of_outcome(key: str, outcome: dict[str, Any], rows: tuple[dict[str, Any], ...]) -> Section:
    """An error in place of data; rows that came with it stay, but count for nothing absent."""
    return unread(key, "denied" if _issues(outcome, "code") & DENYING_CODES else "reported", rows)


def _issues(outcome: dict[str, Any], name: str) -> set[str]:
    issues = outcome.get("issue")
    rows = issues if type(issues) is list else []
    return {str(one.get(name)) for one in rows if type(one) is dict}
