"""Walks once over a chart: whose data is it, does it concern a codelist, and what is missing from each table."""

from typing import Any, NamedTuple

from service.data_states import Chart, DataState, Section
from service.reader.data import GAPS, rows
from service.reader.drug_names import NotNamed, Products
from service.reader.facts import DROP, STATUSES
from service.reader.kinds import KINDS, SECTIONS, Kind
from service.reader.names import is_r4_type
from service.reader.naming import shapeless
from service.reader.notes import Notes
from service.reader.resource import Chosen, reference
from service.reader.shapes import Json
from service.reader.subjects import OTHER, OURS, whose
from service.reader.versions import RENAMED

STATES: dict[str, str] = rows("sections")["states"]
FAILED = ("error", "fatal")


class Walked(NamedTuple):
    """The relevant resources, the irrelevant ones of our types, and why each table is incomplete."""

    chosen: list[Chosen]
    passed_over: list[Json]
    gaps: dict[str, set[str]]
    products: Products


def products_of(chart: Chart) -> Products:
    """Every Medication anywhere in the chart."""
    return Products(raw for section in (*chart.sections.values(), chart.drafts) for raw in section.resources)


def walk(chart: Chart, notes: Notes) -> Walked:
    """Everything in the chart that concerns a codelist and is not another patient's."""
    walked = Walked([], [], {}, products_of(chart))
    for key, row in SECTIONS.items():
        if "table" not in row:
            continue
        section = chart.sections.get(key)
        state = section.state if section else DataState.NOT_PROVIDED
        if state != DataState.READ:
            walked.gaps.setdefault(str(row["table"]), set()).add(_words(str(row["title"]), state, section))
        if section:
            _walk_section(section, key, chart.patient_id, walked, notes)
    return walked


def _words(title: str, state: DataState, section: Section | None) -> str:
    """ "<title> <state>: <why>"; a reason that says no more than the state is left out."""
    words = f"{title} {STATES[state]}"
    return f"{words}: {section.why}" if section and section.why and section.why != state else words


def _walk_section(section: Section, key: str, patient_id: str, walked: Walked, notes: Notes) -> None:
    """The hot loop: an irrelevant resource costs a few look-ups and nothing is validated."""
    ours, wanted, products = f"Patient/{patient_id}", SECTIONS[key]["types"], walked.products
    answered = not section.resources
    for raw in section.resources:
        name = raw.get("resourceType") if type(raw) is dict else None
        kind = KINDS.get(name) if type(name) is str else None
        if kind is None:
            _something_else(raw, name, key, walked, notes)
            answered = answered or (type(name) is str and name in RENAMED)
            continue
        answered = answered or name in wanted
        subject = raw.get(kind.subject)
        unsaid = False
        if type(subject) is not dict or subject.get("reference") != ours:
            owner = whose(raw, kind.subject, patient_id)
            if owner == OTHER:
                notes.count("other-patient", key)
                _gap(walked, "other-patient", key, kind)
                continue
            unsaid = owner != OURS
        try:
            parts = kind.select(raw, products)
        except NotNamed:
            parts = ()
            _not_named(raw, kind, key, walked, notes)
        if parts:
            walked.chosen.append(Chosen(kind, raw, parts, reference(raw), unsaid))
        else:
            code = raw.get("code")
            if code is not None and shapeless(code):  # it may name anything
                notes.add("not-named", reference(raw), key)
                _gap(walked, "odd-resource", key, kind)
            walked.passed_over.append(raw)
    if not answered:
        notes.add("not-answered", key=key)
        _gap(walked, "not-answered", key)


def _not_named(raw: Json, kind: Kind, key: str, walked: Walked, notes: Notes) -> None:
    """A medication that nothing names may be one that matters, unless its status says that it never counts."""
    status = raw.get("status")
    if not (type(status) is str and STATUSES[kind.type].get(status) == DROP):
        notes.add("medication-not-named", reference(raw), key)
        _gap(walked, "medication-not-named", key, kind)


def _something_else(raw: Any, name: Any, key: str, walked: Walked, notes: Notes) -> None:
    """A resource of a type that is not read: harmless company, an error, another FHIR version, or nothing known."""
    if type(name) is str and name in RENAMED:
        notes.add("fhir-version", key=key)
        _gap(walked, "fhir-version", key, KINDS[RENAMED[name]])
    elif name == "OperationOutcome":
        issues = raw.get("issue")
        rows = issues if type(issues) is list else [{"severity": FAILED[0]}]
        if any(type(row) is not dict or row.get("severity") in FAILED for row in rows):
            notes.add("failed", key=key)
            _gap(walked, "failed", key)
    elif type(name) is not str or name == "Bundle" or not is_r4_type(name):
        notes.count("odd-resource", key)
        _gap(walked, "odd-resource", key)


def _gap(walked: Walked, reason: str, key: str, kind: Kind | None = None) -> None:
    """The table of the key, and the table the resource belongs to, are incomplete."""
    words = f"{SECTIONS[key]['title']} {GAPS[reason]}"
    for table in {str(SECTIONS[key]["table"]), kind.table if kind else str(SECTIONS[key]["table"])}:
        walked.gaps.setdefault(table, set()).add(words)
