"""Reads the draft orders of an order hook, as planned events of the record that stand in a table of their own."""

from datetime import date
from typing import Any

from cards.events import Event, Table
from service.data_states import Chart, DataState
from service.reader.data import GAPS, rows
from service.reader.drug_names import NotNamed, Products
from service.reader.kinds import KINDS
from service.reader.notes import Notes
from service.reader.resource import Chosen, read_one, reference
from service.reader.shapes import Json
from service.reader.subjects import OTHER, OURS, whose
from service.reader.versions import RENAMED

KEY, TITLE = "draftOrders", "orders being written"
STATES: dict[str, str] = rows("sections")["states"]
REPEATED: dict[str, list[str]] = rows("drafts")["repeated"]
UNSAID: dict[str, str] = rows("drafts")["unsaid"]
DRUG = {"medicationCodeableConcept", "medicationReference", "medication"}
EMPTY: tuple[Any, ...] = (None, "", [], {})
DEPTH = 20  # no order nests deeper; what lies below is left as it is


def read_drafts(chart: Chart, products: Products, today: date, notes: Notes) -> Table:
    """The drafts that concern a codelist, each once, and what keeps them from being all there are.

    An order without a drug, or without a code, is one that is still being written: nothing can be said about it.
    """
    found: dict[str, list[Event]] = {}
    gaps = set() if chart.drafts.state is DataState.READ else {STATES[chart.drafts.state]}
    for raw in chart.drafts.resources:
        name = raw.get("resourceType") if type(raw) is dict else None
        if type(name) is str and name in RENAMED:
            notes.add("fhir-version", key=KEY)
            gaps.add(GAPS["fhir-version"])
        if type(name) is not str or name not in REPEATED:
            continue
        order, kind = mended(raw), KINDS[name]
        owner = whose(order, kind.subject, chart.patient_id)
        if owner == OTHER:
            notes.count("other-patient", KEY)
            continue
        ref = reference(order)
        try:
            parts = kind.select(order, products) if kind.table != "medications" or order.keys() & DRUG else ()
        except NotNamed:
            notes.add("medication-not-named", ref, KEY)
            gaps.add(GAPS["medication-not-named"])
            continue
        if parts:
            events = _events(Chosen(kind, order, parts, ref, owner != OURS), products, today, notes)
            found[ref] = list(dict.fromkeys([*found.get(ref, ()), *events]))
    unread = "; ".join(f"{TITLE} {gap}" for gap in sorted(gaps)) or None
    only_drugs = "medications" if gaps == {GAPS["medication-not-named"]} else ""
    return Table([event for ref in sorted(found) for event in found[ref]], unread, missing=only_drugs)


def _events(chosen: Chosen, products: Products, today: date, notes: Notes) -> list[Event]:
    events, remarks = read_one(chosen, products, today)
    for code, path in remarks:
        notes.add(code, chosen.ref, KEY, path)
    return events


def mended(raw: Json) -> Json:
    """A draft as R4 would write it: no empty elements, lists where R4 repeats, and what clients leave unsaid."""
    full = _without_empty(raw, DEPTH)
    lists = {name: [full[name]] for name in REPEATED[raw["resourceType"]] if type(full.get(name)) is dict}
    mended: Json = UNSAID | full | lists
    return mended


def _without_empty(value: Any, depth: int) -> Any:
    """The value without elements that are null or empty, at any depth that an order can have."""
    if depth and type(value) is dict:
        inside = {name: _without_empty(part, depth - 1) for name, part in value.items()}
        return {name: part for name, part in inside.items() if part not in EMPTY}
    if depth and type(value) is list:
        return [part for part in (_without_empty(one, depth - 1) for one in value) if part not in EMPTY]
    return value
