"""Reads a chart of raw FHIR R4 JSON into the patient record the guideline asks, with notes on the quality of the data.

Two steps: select on raw JSON by code or words (naming.py), then read the relevant few strictly (resource.py), with
fhir.resources as arbiter where the strict reading is unsure (docs/decisions/0002-validate-where-in-doubt.md).
"""

from datetime import date
from operator import attrgetter
from typing import NamedTuple

from cards.codelists import TABLES
from cards.events import Event, Table
from cards.guidelines import Guideline
from cards.patient import DRAFTS, PatientRecord
from cards.regions import Region
from service.data_states import Chart, DataNote
from service.reader.data import GAPS
from service.reader.drafts import read_drafts
from service.reader.duplicates import settle
from service.reader.kinds import TABLES as TABLE_OF
from service.reader.notes import Notes
from service.reader.patient import PatientUnreadable, the_patient
from service.reader.resource import read_one
from service.reader.same_day import Result, settle_days
from service.reader.sites import agree
from service.reader.unknown_codes import unknown_codes
from service.reader.walk import Walked, walk

__all__ = ["PatientUnreadable", "Reading", "read", "unknown_codes"]

REFERENCE = attrgetter("ref")
ALL_TABLES = tuple(dict.fromkeys((*TABLES, *TABLE_OF.values())))


class Reading(NamedTuple):
    """The record of one patient, and what was met while reading it."""

    patient: PatientRecord
    notes: tuple[DataNote, ...]


def read(chart: Chart, today: date, guideline: Guideline, region: Region) -> Reading:
    """The patient record on the day `today` (the calendar day at the site).

    The result does not depend on the order of resources or on copies of them. PatientUnreadable when the chart does not
    say who the patient is; anything else that is odd becomes a note, a fact in doubt, or an incomplete table.
    """
    notes = Notes()
    person = the_patient(chart, today, notes)
    walked = walk(chart, notes)
    everywhere = {GAPS["patient"][person.gap]} if person.gap else set()
    events: dict[str, list[Event]] = {name: [] for name in ALL_TABLES}
    found, drafts = _events(walked, today, notes), read_drafts(chart, walked.products, today, notes)
    agreed = agree([*found, *drafts.events])
    for event in agreed[: len(found)]:
        events[TABLE_OF[event.kind]].append(event)
    tables = {
        name: Table(sorted(rows, key=REFERENCE), "; ".join(sorted(walked.gaps.get(name, set()) | everywhere)) or None)
        for name, rows in events.items()
    }
    tables[DRAFTS] = Table(agreed[len(found) :], drafts.unread, drafts.missing)
    record = PatientRecord(
        today=today,
        guideline=guideline,
        region=region,
        tables=tables,
        birth=person.birth,
        sex=person.sex,
        deceased=person.deceased,
    )
    return Reading(record, notes.all(chart.notes))


def _events(walked: Walked, today: date, notes: Notes) -> list[Event]:
    """Every event of the relevant resources, each resource once."""
    settled = settle(walked.chosen, walked.passed_over)
    for conflict in settled.conflicts:
        notes.add("conflict", conflict.ref)
    events: list[Event] = list(settled.conflicts)
    results: list[Result] = []
    for chosen in settled.chosen:
        found, remarks = read_one(chosen, walked.products, today)
        for code, path in remarks:
            notes.add(code, chosen.ref, path=path)
        if chosen.kind.table == "results":
            results += [(event, chosen.raw) for event in found]
        else:
            events += found
    days = settle_days(results)
    for ref in days.undecided:
        notes.add("same-day", ref)
    return events + days.events
