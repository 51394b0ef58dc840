"""Finds the patient of the chart and reads who that is, or says why nothing can be said at all."""

from datetime import date
from typing import Any

from service.data_states import Chart, DataState
from service.reader.arbiter import judge
from service.reader.duplicates import newest
from service.reader.names import KNOWN
from service.reader.notes import Notes
from service.reader.people import Person, person
from service.reader.shapes import Json, Unsure

KEY = "patient"


class PatientUnreadable(Exception):
    """Nothing can be said about this chart; the message says why in plain words, without a value of the chart."""


def the_patient(chart: Chart, today: date, notes: Notes) -> Person:
    """The patient the call is about. PatientUnreadable when missing, not read, of another id, or not valid."""
    section = chart.sections.get(KEY)
    if section is None or section.state != DataState.READ:
        raise PatientUnreadable(f"the patient: {section.state if section else DataState.NOT_PROVIDED}")
    raw = _chosen(section.resources, chart.patient_id)
    try:
        return _strictly(raw, today, notes)
    except Unsure:
        judged = judge(raw)
    if judged.plain is None:
        at = f" (at {judged.path})" if judged.path else ""
        raise PatientUnreadable(f"the patient is not a valid FHIR R4 resource{at}")
    try:
        return _strictly(judged.plain, today, notes)
    except Unsure as again:
        raise PatientUnreadable(f"the patient could not be read (at {again})") from None


def _chosen(resources: tuple[Any, ...], patient_id: str) -> Json:
    """The one Patient with this id; of several versions the newest."""
    patients = [raw for raw in resources if type(raw) is dict and raw.get("resourceType") == "Patient"]
    ours = [raw for raw in patients if raw.get("id") == patient_id]
    if not ours:
        raise PatientUnreadable(f"the patient: {'the data are of another patient' if patients else 'not provided'}")
    chosen = newest(ours)
    if chosen is None:
        raise PatientUnreadable("the patient: two versions disagree")
    return chosen


def _strictly(raw: Json, today: date, notes: Notes) -> Person:
    if not raw.keys() <= KNOWN["Patient"]:
        raise Unsure("")
    return person(raw, today, notes)
