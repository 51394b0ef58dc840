"""GET /cds-services as CDS Hooks 2.0.1 asks for it, and prefetch templates any client can fill."""

import re
import tomllib
from importlib import resources

import pytest

from tests.calls import client, demo, empties, post

KEYS = {
    "patient": "Patient",
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


def service() -> dict:
    return client().get("/cds-services").get_json()["services"][0]


def test_there_is_one_service_for_each_hook() -> None:
    answer = client().get("/cds-services")
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    assert [(one["id"], one["hook"]) for one in answer.get_json()["services"]] == [
        ("bone-health-patient-view", "patient-view"),
        ("bone-health-order-select", "order-select"),
        ("bone-health-order-sign", "order-sign"),
    ]


def test_every_field_is_there_and_none_is_empty() -> None:
    one = service()
    assert one.keys() == {"hook", "title", "description", "id", "prefetch", "usageRequirements", "version"}
    assert one["version"] == "2.0.1"
    assert "R4" in one["usageRequirements"]
    assert re.fullmatch(r"[A-Za-z0-9-]+", one["id"])
    assert empties(one) == []


def test_the_service_answers_at_its_id() -> None:
    assert post(client(), demo(), f"/cds-services/{service()['id']}").status_code == 200


def test_the_services_for_orders_ask_for_the_same_data_and_for_the_drafts() -> None:
    opened, *ordering = client().get("/cds-services").get_json()["services"]
    for one in ordering:
        assert one["prefetch"] == opened["prefetch"]
        assert one["usageRequirements"].startswith(opened["usageRequirements"])
        assert "context.draftOrders" in one["usageRequirements"]
        assert empties(one) == []
    assert "draftOrders" not in opened["usageRequirements"]


def test_prefetch_keys_never_change_because_people_type_them_into_ehrs() -> None:
    assert list(service()["prefetch"]) == list(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_a_template_asks_one_type_by_patient_with_plain_parameters(key: str) -> None:
    template = service()["prefetch"][key]
    if key == "patient":
        assert template == "Patient/{{context.patientId}}"
        return
    kind, _, query = template.partition("?")
    names = [part.partition("=")[0] for part in query.split("&")]
    assert kind == KEYS[key]
    assert names == (["patient", "code"] if key == "observations" else ["patient"])
    assert re.findall(r"\{\{(.*?)\}\}", template) == ["context.patientId"]


def test_the_observation_template_lists_exactly_the_loinc_codes_of_result_codelists() -> None:
    wanted = set()
    for file in (resources.files("cards") / "codelists").iterdir():
        content = tomllib.loads(file.read_text("utf-8"))
        if "results" in content["table"]:
            wanted |= {code for code in content.get("loinc", {}) if not code.startswith("L")}
    listed = service()["prefetch"]["observations"].partition("&code=")[2].split(",")
    assert listed == [f"http://loinc.org|{code}" for code in sorted(wanted)]
    assert len(listed) > 50
