"""A vignette in a dialect becomes a whole CDS Hooks request with prefetch."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tests.vignettes.dialects import Dialect
from tests.vignettes.drafts import draft
from tests.vignettes.medications import medication
from tests.vignettes.resources import Chart, Fact, Resource, allergy, condition, observation, procedure, relative
from tests.vignettes.stories import Vignette

SERVER = "https://ehr.example/fhir"  # in fullUrl only: nothing is fetched from it
PRACTITIONER = "Practitioner/example"

PREFETCH = {
    "conditions": "Condition",
    "medicationRequests": "MedicationRequest",
    "medicationStatements": "MedicationStatement",
    "medicationAdministrations": "MedicationAdministration",
    "observations": "Observation",
    "diagnosticReports": "DiagnosticReport",
    "procedures": "Procedure",
    "serviceRequests": "ServiceRequest",
    "allergies": "AllergyIntolerance",
    "familyHistory": "FamilyMemberHistory",
    "encounters": "Encounter",
}


CONVERTERS: dict[str, Callable[[Chart, Fact, int], Iterator[Resource]]] = {
    "conditions": condition,
    "meds": medication,
    "observations": observation,
    "procedures": procedure,
    "allergies": allergy,
    "family_history": relative,
}


def birth_date(age: int, today: date) -> date:
    """The 15th of January on which someone of `age` completed years was born."""
    had_birthday = (today.month, today.day) >= (1, 15)
    return date(today.year - age - (not had_birthday), 1, 15)


def _patient(chart: Chart, vignette: Vignette) -> Resource:
    deceased = {"deceasedBoolean": True} if vignette.facts["deceased"] else {}
    birth = birth_date(vignette.facts["age"], chart.today).isoformat()
    return {"resourceType": "Patient", "id": chart.patient_id, "gender": chart.sex, "birthDate": birth, **deceased}


def _bundle(resources: list[Resource], kind: str = "searchset") -> Resource:
    match = {"search": {"mode": "match"}} if kind == "searchset" else {}
    entries = [
        {"fullUrl": f"{SERVER}/{one['resourceType']}/{one['id']}", "resource": one, **match} for one in resources
    ]
    total = {"total": len(entries)} if kind == "searchset" else {}
    return {"resourceType": "Bundle", "type": kind, **total, **({"entry": entries} if entries else {})}


def _chart(vignette: Vignette, dialect: Dialect, today: date) -> Chart:
    return Chart(f"{vignette.id}-{dialect.name}".lower(), vignette.facts["sex"], dialect, today)


def on_record(vignette: Vignette, dialect: Dialect, today: date) -> list[Resource]:
    """Every resource of the chart except the patient."""
    chart = _chart(vignette, dialect, today)
    numbered = [(section, n, fact) for section in CONVERTERS for n, fact in enumerate(vignette.all(section), 1)]
    return [one for section, n, fact in numbered for one in CONVERTERS[section](chart, fact, n)]


def drafts(vignette: Vignette, dialect: Dialect, today: date) -> list[Resource]:
    """The draft orders of the vignette."""
    chart = _chart(vignette, dialect, today)
    return [draft(chart, fact, n) for n, fact in enumerate(vignette.all("orders"), 1)]


def _context(vignette: Vignette, chart: Chart) -> dict[str, Any]:
    context: dict[str, Any] = {"userId": PRACTITIONER, "patientId": chart.patient_id}
    orders = drafts(vignette, chart.dialect, chart.today)
    if vignette.hook == "order-select":
        context["selections"] = [f"{one['resourceType']}/{one['id']}" for one in orders]
    if vignette.hook != "patient-view":
        context["draftOrders"] = _bundle(orders, "collection")
    return context


def request_body(vignette: Vignette, dialect: Dialect, today: date) -> dict[str, Any]:
    """The JSON body of the hook request of the day `today`, with every prefetch key present."""
    chart = _chart(vignette, dialect, today)
    resources = on_record(vignette, dialect, today)
    prefetch: dict[str, Any] = {"patient": _patient(chart, vignette)}
    for key, kind in PREFETCH.items():
        found = [one for one in resources if one["resourceType"] == kind]
        prefetch[key] = None if not found and dialect.habits.empty == "null" else _bundle(found)
    return {
        "hook": vignette.hook,
        "hookInstance": str(uuid5(NAMESPACE_URL, chart.patient_id)),
        "context": _context(vignette, chart),
        "prefetch": prefetch,
    }
