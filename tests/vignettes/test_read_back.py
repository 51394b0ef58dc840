"""The reader understands each dialect as the vignette means it: every fact becomes the same event in all three."""

import json
from datetime import timedelta
from typing import Any

import pytest

from cards.events import Event, value_in
from cards.guidelines import guideline
from cards.partial_date import exactly
from cards.patient import PatientRecord
from cards.regions import region
from service.catalog import build_catalog
from service.gather import gather
from service.reader import read
from service.wire import read_call
from tests.chart import TODAY
from tests.vignettes.convert import request_body
from tests.vignettes.dialects import NAMES, dialect, facts
from tests.vignettes.stories import Vignette, vignettes

# What the status of a fact makes of the event (GUIDELINE 4.1): what is resolved, remitted or stopped has ended.
STANDING = {
    "active": "active",
    "resolved": "ended",
    "remission": "ended",
    "completed": "done",
    "stopped": "ended",
    "intended": "planned",
}
CASES = [pytest.param(one, name, id=f"{one.id}-{name}") for one in vignettes().values() for name in NAMES]


def _record(vignette: Vignette, name: str) -> PatientRecord:
    body = request_body(vignette._replace(hook="patient-view"), dialect(name), TODAY)
    call = read_call(json.dumps(body).encode(), "patient-view")
    chart = gather(build_catalog()["bone-health-patient-view"], call)
    return read(chart, TODAY, guideline("esmo-2014"), region(vignette.region)).patient


def _events(record: PatientRecord, kind: str) -> dict[str, Event]:
    """The events of a FHIR type by the number that the converter gave the fact."""
    events = [event for table in record.tables.values() for event in table.events if event.kind == kind]
    return {event.ref.removeprefix(f"{kind}/{kind}-"): event for event in events}


def _is(event: Event, section: str, fact: dict[str, Any], offset: str) -> None:
    assert facts()[section][fact["name"]] in event.concepts
    assert event.on == exactly(TODAY + timedelta(days=fact[offset]))
    assert event.doubt is None


@pytest.mark.parametrize(("vignette", "name"), CASES)
def test_the_person(vignette: Vignette, name: str) -> None:
    record = _record(vignette, name)
    assert (record.age(), record.sex, record.deceased) == tuple(
        vignette.facts[key] for key in ("age", "sex", "deceased")
    )
    assert {table: rows.unread for table, rows in record.tables.items() if rows.unread} == {}


@pytest.mark.parametrize(("vignette", "name"), CASES)
def test_conditions_and_allergies(vignette: Vignette, name: str) -> None:
    record = _record(vignette, name)
    events = _events(record, "Condition")
    for number, fact in enumerate(vignette.all("conditions"), 1):
        if fact["verificationStatus"] == "entered-in-error":
            assert str(number) not in events
            continue
        event = events[str(number)]
        _is(event, "conditions", fact, "date_offset_days")
        certain = fact["verificationStatus"] == "confirmed"
        assert (event.standing, event.certain) == (STANDING[fact["clinicalStatus"]], certain)
        assert len(event.sites) == ("site" in fact)
    allergies = _events(record, "AllergyIntolerance")
    assert len(allergies) == len(vignette.all("allergies"))
    for number, fact in enumerate(vignette.all("allergies"), 1):
        assert facts()["allergies"][fact["name"]] in allergies[str(number)].concepts


@pytest.mark.parametrize(("vignette", "name"), CASES)
def test_medications(vignette: Vignette, name: str) -> None:
    record = _record(vignette, name)
    for number, fact in enumerate(vignette.all("meds"), 1):
        events = _events(record, fact["resource"])
        if not facts()["medications"][fact["name"]]:
            assert str(number) not in events
            continue
        event = events[str(number)]
        _is(event, "medications", fact, "start_offset_days")
        assert event.standing == ("refused" if fact.get("do_not_perform") else STANDING[fact["status"]])
        assert (event.dose.mg, event.dose.interval_days) == (fact.get("dose_mg"), fact.get("interval_days"))
        if "last_given_offset_days" in fact:
            dose = _events(record, "MedicationAdministration")[f"{number}-0"]
            _is(dose, "medications", fact, "last_given_offset_days")
            assert (dose.standing, dose.dose.mg) == ("done", fact["dose_mg"])


@pytest.mark.parametrize(("vignette", "name"), CASES)
def test_results(vignette: Vignette, name: str) -> None:
    events = _events(_record(vignette, name), "Observation")
    assert len(events) == len(vignette.all("observations"))
    for number, fact in enumerate(vignette.all("observations"), 1):
        event = events[str(number)]
        _is(event, "results", fact, "date_offset_days")
        if isinstance(fact["value"], str):
            assert facts()["answers"][fact["value"]] in event.answers
            continue
        analyte = "calcium" if "calcium" in fact["name"] else ""
        assert value_in(event, fact["unit"], analyte) == pytest.approx(fact["value"], abs=0.002)


@pytest.mark.parametrize(("vignette", "name"), CASES)
def test_procedures_and_reports(vignette: Vignette, name: str) -> None:
    record = _record(vignette, name)
    for number, fact in enumerate(vignette.all("procedures"), 1):
        event = _events(record, "Procedure")[str(number)]
        _is(event, "procedures", fact, "date_offset_days")
        assert (event.standing, len(event.sites)) == ("done", "site" in fact)
        if "fractions" in fact:
            assert event.fractions == fact["fractions"] or "single_fraction" in event.concepts
        if "result" in fact:
            report = _events(record, "DiagnosticReport")[str(number)]
            _is(report, "reports", fact, "date_offset_days")
            assert facts()["answers"][fact["result"]] in report.answers
