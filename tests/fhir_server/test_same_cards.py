"""The same patient by prefetch, by a real FHIR server, and by any mix of the two gives identical cards."""

import copy
import json
import random
import urllib.request
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.auth import Caller
from tests.calls import client, post
from tests.fhir_server.charts import Json, Patient, patients
from tests.fhir_server.conftest import TOKEN, store
from tests.hostile.scene import same

pytestmark = pytest.mark.enable_socket
# The server of the tests cannot search family histories by patient: it says so, and answers with everybody's.
NOT_SEARCHED = {"familyHistory"}
SECONDS = 20.0  # of the caller: what is compared is the answer, not the speed of this machine


@pytest.fixture(scope="session")
def filled(open_server: str) -> str:
    """The open server with every patient."""
    for one in patients().values():
        store(open_server, one.resources)
    return open_server


def application(base: str) -> FlaskClient:
    who = Caller("esmo-2014", "INT", "en", "critical", "https://ehr.example", "", (base,), SECONDS)
    return client(caller=who, allow_http_loopback=True)


def cards(to: FlaskClient, body: Json) -> list[Json]:
    answer = post(to, body)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return same(answer.get_json()["cards"])


def with_only(body: Json, base: str, keys: set[str], **more: Any) -> Json:
    """The call with these prefetch keys, and a server for the others."""
    prefetch = {key: value for key, value in body["prefetch"].items() if key in keys}
    return body | {"prefetch": prefetch, "fhirServer": base} | more


@pytest.mark.requirement("PRF-02", "PRF-12", "FRA-01")
@pytest.mark.parametrize("name", patients())
def test_prefetch_server_and_a_mix_give_the_same_cards(name: str, filled: str) -> None:
    one = patients()[name]
    to = application(filled)
    expected = cards(client(), one.body)
    assert cards(to, with_only(one.body, filled, NOT_SEARCHED)) == expected
    chance = random.Random(name)
    some = {key for key in one.body["prefetch"] if chance.random() < 0.5}
    assert cards(to, with_only(one.body, filled, some | NOT_SEARCHED)) == expected


@pytest.mark.requirement("BP-07")
def test_a_server_that_leaves_the_patient_out_of_a_search_is_found_out(filled: str) -> None:
    """Its self link shows it, and rows of others came along: nothing of them counts, and the clinician is told."""
    one = next(one for one in patients().values() if one.body["prefetch"]["familyHistory"]["total"])
    expected, keys = cards(client(), one.body), set(one.body["prefetch"]) - NOT_SEARCHED
    found = cards(application(filled), with_only(one.body, filled, keys))
    assert "family history" in found[-1]["detail"]
    assert "the record server did not answer for this patient alone" in found[-1]["detail"]
    assert "suggestions" not in found[-1]
    assert found != expected


def test_the_patients_bring_cards_and_silence() -> None:
    """Else the comparison above would compare little."""
    counts = [len(cards(client(), one.body)) for one in patients().values()]
    assert len(counts) > 40
    assert sum(count > 0 for count in counts) > 20
    assert 0 in counts


def crowd(one: Patient, number: int) -> list[Json]:
    """The conditions of a patient among so many others that they lie on several pages."""
    first = next(r for r in one.resources if r["resourceType"] == "Condition")
    odd = {"coding": [{"system": "http://snomed.info/sct", "code": "38341003"}], "text": "Hypertensive disorder"}
    return [copy.deepcopy(first) | {"id": f"crowd-{n}", "code": odd} for n in range(number)]


def test_several_pages_are_read(open_server: str) -> None:
    one = next(one for one in patients().values() if cards(client(), one.body) and one.body["prefetch"]["conditions"]["total"])
    many = crowd(one, 45)
    fresh = json.loads(json.dumps([*many, *one.resources]).replace(f"p-{one.name.lower()}", "paged"))
    body = json.loads(json.dumps(one.body).replace(f"p-{one.name.lower()}", "paged"))
    store(open_server, fresh)
    expected = cards(client(), body)
    assert cards(application(open_server), with_only(body, open_server, NOT_SEARCHED)) == expected
    with urllib.request.urlopen(f"{open_server}/Condition?patient=paged", timeout=20) as answer:
        first_page = json.loads(answer.read())
    assert any(link["relation"] == "next" for link in first_page["link"])
    half = body | {"prefetch": body["prefetch"] | {"conditions": first_page}}
    assert cards(application(open_server), half | {"fhirServer": open_server}) == expected
    assert cards(client(), half) != expected, "without access the missing pages are told"


@pytest.mark.requirement("FRA-02")
def test_a_server_that_wants_a_token_is_read_with_it(token_server: str) -> None:
    one = patients()["VG-01-us"]
    store(token_server, one.resources, TOKEN)
    to, expected = application(token_server), cards(client(), one.body)
    given = {"access_token": TOKEN, "token_type": "Bearer", "expires_in": 300, "scope": "user/*.rs", "subject": "bone"}
    assert expected
    assert cards(to, with_only(one.body, token_server, NOT_SEARCHED, fhirAuthorization=given)) == expected
    wrong = with_only(one.body, token_server, {"patient", "conditions"}, fhirAuthorization=given | {"access_token": "x"})
    assert "access to the record server has ended" in json.dumps(cards(to, wrong))


def test_a_patient_that_the_server_does_not_know_is_a_412(open_server: str) -> None:
    body = {key: value for key, value in patients()["VG-01-us"].body.items() if key != "prefetch"}
    body["context"] = {"userId": "Practitioner/example", "patientId": "smart-1288992"}
    answer = post(application(open_server), body | {"fhirServer": open_server})
    assert answer.status_code == 412
    assert answer.get_json()["issue"][0]["expression"] == ["prefetch.patient"]


def test_drugs_that_are_only_pointed_to_are_read(open_server: str) -> None:
    one = patients()["VG-01-us"]
    order: Json = {"resourceType": "MedicationRequest", "id": "pointing", "status": "active", "intent": "order"}
    order |= {"subject": {"reference": "Patient/pointed"}, "medicationReference": {"reference": "Medication/pointed-1"}}
    code = {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "993449"}]}
    product = {"resourceType": "Medication", "id": "pointed-1", "code": code}
    text = json.dumps(one.resources).replace(f"p-{one.name.lower()}", "pointed")
    store(open_server, [*json.loads(text), order, product])
    body = json.loads(json.dumps(one.body).replace(f"p-{one.name.lower()}", "pointed"))
    row = body["prefetch"]["medicationRequests"]
    more = row | {"total": row["total"] + 1, "entry": [*row["entry"], {"resource": order}, {"resource": product}]}
    beside = body | {"prefetch": body["prefetch"] | {"medicationRequests": more}}
    assert cards(client(), beside) != cards(client(), body), "the drug matters"
    assert cards(application(open_server), with_only(body, open_server, NOT_SEARCHED)) == cards(client(), beside)
