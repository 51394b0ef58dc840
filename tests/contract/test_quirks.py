"""What real clients send although the specification has it otherwise: each is tolerated or answered clearly."""

import json
from typing import Any, NamedTuple

import pytest

from tests.calls import EXPLAIN, SERVICE, Json, bundle, changed, client, demo, post, without

ID = SERVICE.rpartition("/")[2]


class Quirk(NamedTuple):
    """A call as some client sends it, by whom it was seen, and the status it gets."""

    story: str
    body: Json
    path: str = SERVICE
    status: int = 200


def context(**more: Any) -> Json:
    return changed("context", {"userId": "Practitioner/1", "patientId": "demo-1"} | more)


def wrapped(key: str, status: str = "200 OK") -> Json:
    return changed(f"prefetch.{key}", {"response": {"status": status}, "resource": demo()["prefetch"][key]})


EPIC = {"com.epic.cdshooks.request.bpa-trigger-action": 60, "com.epic.cdshooks.request.cds-hooks-su-version": "2.0"}
CRD = {"davinci-crd.configuration": {"prior-auth": True, "alt-drug": "false", "max-cards": 5}}
SAME = [
    # answered as if the quirk were not there
    Quirk("a slash at the end (sandbox, address typed so)", demo(), f"{SERVICE}/"),
    Quirk("two slashes in the middle (sandbox)", demo(), f"/cds-services//{ID}"),
    Quirk("three slashes and one at the end", demo(), f"///cds-services///{ID}/"),
    Quirk("the patient's id with its type (opioid CDS)", context(patientId="Patient/demo-1")),
    Quirk("the user as PractitionerRole (Epic)", context(userId="PractitionerRole/1")),
    Quirk("the user as a bare id", context(userId="user-7")),
    Quirk("the user as an address", context(userId="https://ehr.example/fhir/Practitioner/1")),
    Quirk("no encounter, one encounter", context(encounterId="e1")),
    Quirk("an encounter with its type", context(encounterId="Encounter/e1")),
    Quirk("fields nobody knows", changed("user", "Practitioner/1") | {"patient": "demo-1", "redirect": None}),
    Quirk("fhirAuthorization null", changed("fhirAuthorization", None)),
    Quirk("Epic's extension", changed("extension", EPIC)),
    Quirk("the extension of Da Vinci CRD", changed("extension", CRD)),
    Quirk("a hookInstance that is always the same (CRD request generator)", changed("hookInstance", "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea")),
    Quirk("a hookInstance that is no UUID", changed("hookInstance", "1")),
    Quirk("prefetch keys of its own (CRD request generator)", changed("prefetch.medicationRequestBundle", bundle())),
    Quirk("a wrapped patient (before 1.0)", wrapped("patient")),
    Quirk("a wrapped search (before 1.0)", wrapped("conditions")),
]


def details(quirk: Quirk) -> list[str]:
    answer = post(client(), quirk.body, quirk.path)
    assert answer.status_code == 200
    assert "Location" not in answer.headers
    return [one["detail"] for one in answer.get_json()["cards"]]


@pytest.mark.parametrize("quirk", SAME, ids=[one.story for one in SAME])
def test_a_quirk_changes_nothing(quirk: Quirk) -> None:
    plain = [one["detail"] for one in post(client(), demo()).get_json()["cards"]]
    assert details(quirk) == plain != []


def test_a_constant_hook_instance_is_no_key() -> None:
    to = client()
    answers = [post(to, demo()).get_json()["cards"] for _ in range(2)]
    assert answers[0][0]["uuid"] != answers[1][0]["uuid"]
    assert answers[0][0]["detail"] == answers[1][0]["detail"]


def test_unwrapping_is_noted() -> None:
    noted = post(client(), wrapped("conditions"), EXPLAIN).get_json()["dataQuality"]
    assert [one["key"] for one in noted if one["code"] == "wrapped-prefetch"] == ["conditions"]


HTML = "<html><body>503 Service Unavailable</body></html>"
SANDBOX_PATIENT: Json = {"userId": "Practitioner/COREPRACTITIONER1", "patientId": "smart-1288992"}
CLEAR = [
    # answered otherwise, with the status that says what is wrong; never a 5xx
    Quirk("a page of HTML in place of the patient", changed("prefetch.patient", HTML), status=412),
    Quirk("a page of HTML in place of results", changed("prefetch.observations", HTML)),
    Quirk("a wrapped failure in place of the patient", wrapped("patient", "404 Not Found"), status=412),
    Quirk("a wrapped failure in place of results", wrapped("observations", "500 Server Error")),
    Quirk("the sandbox's built-in patient, before the real one is loaded", {"hook": "patient-view", "hookInstance": "x", "context": SANDBOX_PATIENT}, status=412),
    Quirk("user and patient at the top, as before 1.0", without("context") | {"user": "Practitioner/1", "patient": "demo-1"}, status=400),
    Quirk("the explanation, with a slash at the end", demo(), f"{EXPLAIN}/"),
]


@pytest.mark.parametrize("quirk", CLEAR, ids=[one.story for one in CLEAR])
def test_what_cannot_be_read_is_answered_clearly(quirk: Quirk) -> None:
    answer = post(client(), quirk.body, quirk.path)
    assert answer.status_code == quirk.status
    if quirk.status == 200 and "html" in json.dumps(quirk.body["prefetch"]).lower() + quirk.story:
        assert "could not be read" in answer.get_data(as_text=True).lower()


DSTU2_ORDER: Json = {
    "resourceType": "MedicationOrder", "id": "m1", "status": "active", "patient": {"reference": "Patient/demo-1"},
    "dateWritten": "2026-01-05", "medicationCodeableConcept": {"text": "Letrozole 2.5 mg"},
}  # fmt: skip
DSTU2_CONDITION: Json = {
    "resourceType": "Condition", "id": "c9", "patient": {"reference": "Patient/demo-1"}, "clinicalStatus": "active",
    "verificationStatus": "confirmed", "code": {"coding": [{"system": "http://snomed.info/sct", "code": "94222008"}]},
}  # fmt: skip


@pytest.mark.parametrize(("key", "row"), [("medicationRequests", DSTU2_ORDER), ("conditions", DSTU2_CONDITION)])
def test_data_of_dstu2_is_named_and_never_read_as_r4(key: str, row: Json) -> None:
    body = changed(f"prefetch.{key}", bundle(row))
    noted = post(client(), body, EXPLAIN).get_json()["dataQuality"]
    assert [one for one in noted if "FHIR version" in one["text"] or one["code"] == "fhir-version"], noted
    assert post(client(), body).status_code == 200


@pytest.mark.parametrize("path", ["/cds-services/", "/cds-services//", "/cds-services///"])
def test_discovery_answers_without_a_redirect(path: str) -> None:
    answer = client().get(path)
    assert answer.status_code == 200
    assert answer.get_json() == client().get("/cds-services").get_json()
