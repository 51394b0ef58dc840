"""Reads the draft orders of an order hook, as planned events of the record that stand in no table."""

from datetime import date

from cards.events import Event
from service.data_states import Chart
from service.reader.data import GAPS
from service.reader.drug_names import NotNamed, Products
from service.reader.kinds import KINDS
from service.reader.notes import Notes
from service.reader.resource import Chosen, read_one, reference
from service.reader.subjects import OTHER, OURS, whose

KEY = "draftOrders"


def read_drafts(chart: Chart, products: Products, today: date, notes: Notes) -> tuple[Event, ...]:
    """The drafts that concern a codelist, each once. A draft whose drug is not named is kept in doubt."""
    found: dict[str, list[Event]] = {}
    for raw in chart.drafts:
        name = raw.get("resourceType") if type(raw) is dict else None
        kind = KINDS.get(name) if type(name) is str else None
        if kind is None:
            continue
        owner = whose(raw, kind.subject, chart.patient_id)
        if owner == OTHER:
            notes.count("other-patient", KEY)
            continue
        ref = reference(raw)
        try:
            parts = kind.select(raw, products)
        except NotNamed:
            notes.add("medication-not-named", ref, KEY)
            found[ref] = [Event(ref, frozenset(), kind.type, doubt=GAPS["medication-not-named"])]
            continue
        if parts:
            events, remarks = read_one(Chosen(kind, raw, parts, ref, owner != OURS), products, today)
            found[ref] = events
            for code, path in remarks:
                notes.add(code, ref, KEY, path)
    return tuple(event for ref in sorted(found) for event in found[ref])
