"""Whatever JSON a chart holds, the reader answers, or says that the patient cannot be read; and order never matters."""

import random
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cards.events import Event, Table
from service.data_states import Chart, DataState, Section
from service.reader import PatientUnreadable, Reading, unknown_codes
from service.reader.kinds import KINDS, SECTIONS
from tests import fhir

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["active", "final", "completed", "Patient/p1", "#1", "urn:uuid:1", "2026-10-01", fhir.SNOMED, "94222008"]),
)
WORDS = (
    "resourceType id subject patient reference code coding system text display status intent value unit valueQuantity"
    " effectiveDateTime component meta lastUpdated contained extension url medicationReference medicationCodeableConcept"
    " bodySite dosageInstruction timing repeat ingredient itemCodeableConcept condition reaction substance category period"
    " modifierExtension clinicalStatus onsetDateTime referenceRange low concept link type issue severity"
)
NAMES = st.one_of(st.sampled_from(WORDS.split()), st.text(max_size=4))
JSON = st.recursive(SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=5)), max_leaves=12)
TYPES = st.sampled_from([*KINDS, "Patient", "Medication", "MedicationOrder", "OperationOutcome", "Bundle", "Foo"])
MAKERS: list[Any] = [
    fhir.condition, fhir.request, fhir.statement, fhir.administration, fhir.observation, fhir.procedure, fhir.order,
    fhir.report, fhir.encounter, fhir.allergy, fhir.relative,
]  # fmt: skip


@st.composite
def odd_resources(draw: st.DrawFn) -> Any:
    """Arbitrary JSON, or a resource that matters with some elements replaced by arbitrary JSON."""
    if draw(st.booleans()):
        raw = draw(JSON)
        return raw | {"resourceType": draw(TYPES)} if type(raw) is dict else raw
    whole = draw(st.sampled_from(MAKERS))()
    for name in draw(st.lists(st.one_of(st.sampled_from(sorted(whole)), NAMES), max_size=3)):
        whole[name] = draw(JSON)
    return whole


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Odd resources under every key, in any state."""
    keys = draw(st.lists(st.sampled_from([*SECTIONS, "other"]), max_size=4, unique=True))
    sections = dict(fhir.chart().sections)
    for key in keys:
        rows = tuple(draw(st.lists(odd_resources(), max_size=4)))
        held = (*rows, *sections["patient"].resources) if key == "patient" and draw(st.booleans()) else rows
        sections[key] = Section(key, draw(st.sampled_from([DataState.READ, *DataState])), held)
    return Chart(fhir.PATIENT, sections, Section("draftOrders", DataState.READ, tuple(draw(st.lists(odd_resources(), max_size=2)))))


def outcome(chart: Chart) -> Reading | str:
    try:
        return fhir.read_chart(chart)
    except PatientUnreadable as refused:
        return str(refused)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(charts())
def test_the_reader_never_raises_but_that_the_patient_cannot_be_read(chart: Chart) -> None:
    result = outcome(chart)
    assert type(result) is str or type(result) is Reading
    assert isinstance(list(unknown_codes(chart)), list)


def facts(reading: Reading) -> Any:
    """Everything the rules can ask, as plain values."""
    tables = {name: (table.unread, table.events) for name, table in reading.patient.tables.items()}
    return tables, reading.patient.birth, reading.patient.sex, reading.patient.deceased


def stirred(chart: Chart, seed: int, copies: bool) -> Chart:
    """The same chart with the resources of every key in another order, some of them twice."""
    chance = random.Random(seed)
    sections = {}
    for key, section in chart.sections.items():
        rows = [*section.resources, *(chance.sample(section.resources, len(section.resources) // 2) if copies else ())]
        chance.shuffle(rows)
        sections[key] = replace(section, resources=tuple(rows))
    return replace(chart, sections=sections)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(charts(), st.integers(0, 999))
def test_the_order_of_resources_changes_nothing(chart: Chart, seed: int) -> None:
    first, second = outcome(chart), outcome(stirred(chart, seed, copies=False))
    assert type(first) is type(second)
    if isinstance(first, Reading) and isinstance(second, Reading):
        assert repr(facts(first)) == repr(facts(second))
        assert first.notes == second.notes


@st.composite
def sound_charts(draw: st.DrawFn) -> Chart:
    """Charts of valid resources with few ids, so that copies and conflicts are common."""
    rows = []
    for _ in range(draw(st.integers(1, 8))):
        raw = draw(st.sampled_from(MAKERS))() | {"id": draw(st.sampled_from(["1", "2", "3"]))}
        if draw(st.booleans()):
            raw["meta"] = {"lastUpdated": draw(st.sampled_from(["2026-10-01T08:00:00Z", "2026-10-02T08:00:00Z"]))}
        rows.append(raw | ({"note": [{"text": "x"}]} if draw(st.booleans()) else {}))
    return fhir.chart(*rows)


@settings(max_examples=150, deadline=None)
@given(sound_charts(), st.integers(0, 999))
def test_copies_of_resources_change_nothing(chart: Chart, seed: int) -> None:
    first, second = fhir.read_chart(chart), fhir.read_chart(stirred(chart, seed, copies=True))
    assert repr(facts(first)) == repr(facts(second))
    assert first.notes == second.notes


IRRELEVANT = fhir.condition(f"{fhir.SNOMED}|38341003"), fhir.observation(fhir.HAEMOGLOBIN), fhir.request(fhir.ASPIRIN)


@settings(max_examples=100, deadline=None)
@given(sound_charts(), st.sampled_from(IRRELEVANT), st.integers(0, 99))
def test_an_irrelevant_resource_changes_nothing(chart: Chart, more: dict[str, Any], number: int) -> None:
    key = fhir.KEY_OF[more["resourceType"]]
    rows = (*chart.sections[key].resources, more | {"id": f"other-{number}"})
    fuller = replace(chart, sections=chart.sections | {key: replace(chart.sections[key], resources=rows)})
    assert facts(fhir.read_chart(fuller)) == facts(fhir.read_chart(chart))


@settings(max_examples=100, deadline=None)
@given(charts())
def test_a_fact_in_doubt_says_why_and_carries_no_value(chart: Chart) -> None:
    reading = outcome(chart)
    if isinstance(reading, Reading):
        tables: list[Table] = list(reading.patient.tables.values())
        doubtful: list[Event] = [event for table in tables for event in table.events if event.doubt is not None]
        assert all(event.doubt for event in doubtful)
        assert all(event.doubt == "two results of the same day disagree" or event.value is None for event in doubtful)
