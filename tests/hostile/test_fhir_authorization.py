"""Rows RQ-057 to RQ-068: how fhirAuthorization may be wrong. Ill-typed is 400; of no use is no call and a gap."""

import json
from typing import Any

import pytest

from tests.calls import Json, demo
from tests.hostile.faulty import bundle, http, peer, record
from tests.hostile.scene import TOKEN, application, asking, authorization, call, complete, same

pytestmark = pytest.mark.enable_socket

ILL_TYPED = [
    # id, what is sent, the field that is named
    ("RQ-057", authorization(), "fhirServer"),
    ("RQ-061", authorization(access_token=7), "fhirAuthorization.access_token"),
    ("RQ-065", authorization(expires_in="soon"), "fhirAuthorization.expires_in"),
    ("RQ-065", authorization(expires_in=True), "fhirAuthorization.expires_in"),
    ("RQ-065", authorization(expires_in=[300]), "fhirAuthorization.expires_in"),
    ("RQ-065", authorization(expires_in=300.5), "fhirAuthorization.expires_in"),
    ("RQ-068", [authorization()], "fhirAuthorization"),
    ("RQ-068", TOKEN, "fhirAuthorization"),
    ("token_type a number", authorization(token_type=1), "fhirAuthorization.token_type"),
    ("scope a list", authorization(scope=["patient/*.read"]), "fhirAuthorization.scope"),
    ("subject a number", authorization(subject=1), "fhirAuthorization.subject"),
    ("patient a number", authorization(patient=1), "fhirAuthorization.patient"),
]


@pytest.mark.parametrize(("name", "sent", "field"), ILL_TYPED, ids=[f"{row[0]} {row[2]}" for row in ILL_TYPED])
def test_an_ill_typed_authorization_is_refused_by_name_and_without_its_value(name: str, sent: Any, field: str) -> None:
    with peer(lambda _a, _c: http(200, bundle())) as server:
        body = asking(server.base, fhirAuthorization=sent)
        if name == "RQ-057":
            del body["fhirServer"]
        answer = call(application(server.base), body)
        assert answer.status == 400
        assert json.loads(answer.text)["issue"][0]["expression"] == [field]
        assert "soon" not in answer.text
        assert server.connections == 0


NO_USE: list[tuple[str, Json, str]] = [
    # id, what is sent, a part of the reason the clinician is told
    ("RQ-058 another token type", authorization(token_type="MAC"), "no usable access"),
    ("RQ-059 empty token", authorization(access_token=""), "no usable access"),
    ("RQ-059 no token", authorization(access_token=None), "no usable access"),
    ("RQ-060 token with CRLF", authorization(access_token=f"{TOKEN}\r\nX-Evil: 1"), "no usable access"),
    ("RQ-060 token with a line feed at its end", authorization(access_token=f"{TOKEN}\n"), "no usable access"),
    ("RQ-060 token with a blank", authorization(access_token=f"{TOKEN} x"), "no usable access"),
    ("RQ-060 token beyond ASCII", authorization(access_token=f"{TOKEN}é"), "no usable access"),
    ("RQ-062 token of 1 MB", authorization(access_token="a" * 1_000_000), "no usable access"),
    ("RQ-062 token of 4,097 characters", authorization(access_token="a" * 4097), "no usable access"),
    ("RQ-063 expires_in 0", authorization(expires_in=0), "no usable access"),
    ("RQ-064 expires_in negative", authorization(expires_in=-1), "no usable access"),
    ("RQ-067 another patient", authorization(patient="somebody-else"), "for another patient"),
]


@pytest.mark.parametrize(("name", "sent", "told"), NO_USE, ids=[row[0] for row in NO_USE])
def test_an_access_of_no_use_is_not_used_and_the_gap_is_told(name: str, sent: Json, told: str) -> None:
    with peer(lambda _a, _c: http(200, bundle())) as server:
        answer = call(application(server.base), asking(server.base, fhirAuthorization=sent))
        assert answer.status == 200
        assert told in answer.gap
        assert not answer.drafts_a_drug
        assert server.connections == 0
        assert "a" * 100 not in answer.text
        assert call(application(server.base), asking(server.base, (), fhirAuthorization=sent)).status == 412


OF_USE: dict[str, Json] = {
    "expires_in as text": authorization(expires_in="300"),
    "bearer in small letters": authorization(token_type="bearer"),
    "null counts as absent": authorization(token_type=None, expires_in=None, scope=None, subject=None, patient=None),
    "the longest token": authorization(access_token="t" * 4096),
    "the same patient": authorization(patient="demo-1"),
    "the same patient with its type": authorization(patient="Patient/demo-1"),
    "scopes that cannot be read": authorization(scope="everything, please"),
    "the constant scopes of the sandbox": authorization(scope="patient/*.* user/*.* launch openid profile online_access"),
    "SMART 2": authorization(scope="patient/*.rs"),
    "Epic's capitals": authorization(scope="user/*.Read"),
}


@pytest.mark.requirement("FRA-01", "FRA-02", "PRF-12")
@pytest.mark.parametrize("story", OF_USE)
def test_an_access_of_use_is_used(story: str) -> None:
    with peer(lambda asked, _c: record(demo()["prefetch"])(asked)) as server:
        answer = call(application(server.base), asking(server.base, (), fhirAuthorization=OF_USE[story]))
        assert same(answer.cards) == complete()
        assert {one.headers["authorization"] for one in server.seen} == {f"Bearer {OF_USE[story]['access_token']}"}


WITHOUT_OBSERVATION = "patient/Patient.read patient/Condition.rs user/MedicationRequest.Read launch"


def test_a_type_that_no_scope_names_is_not_asked_for() -> None:
    """RQ-066."""
    with peer(lambda asked, _c: record(demo()["prefetch"])(asked)) as server:
        answer = call(application(server.base), asking(server.base, (), fhirAuthorization=authorization(scope=WITHOUT_OBSERVATION)))
        assert answer.status == 200
        assert {one.kind for one in server.seen} == {"Patient", "Condition", "MedicationRequest"}
        assert "the access granted does not include them" in answer.gap
        assert not answer.drafts_a_drug


def test_a_type_outside_the_scopes_does_not_bring_the_card_to_people_without_cancer() -> None:
    body = asking("", ())
    record_of_nobody = {"patient": demo()["prefetch"]["patient"]}
    with peer(lambda asked, _c: record(record_of_nobody)(asked)) as server:
        body |= {"fhirServer": server.base, "fhirAuthorization": authorization(scope=WITHOUT_OBSERVATION)}
        answer = call(application(server.base), body)
        assert (answer.status, answer.cards) == (200, [])


def test_an_open_server_on_loopback_is_read_without_a_token_only_when_none_was_sent() -> None:
    with peer(lambda asked, _c: record(demo()["prefetch"])(asked)) as server:
        body = asking(server.base, ())
        del body["fhirAuthorization"]
        assert same(call(application(server.base), body).cards) == complete()
        assert all("authorization" not in one.headers for one in server.seen)
        before = server.connections
        assert call(application(server.base), body | {"fhirAuthorization": authorization(access_token="")}).status == 412
        assert server.connections == before


def test_an_https_server_is_not_read_without_a_token() -> None:
    body = asking("https://fhir.hospital.example/fhir")
    del body["fhirAuthorization"]
    assert "no usable access" in call(application("https://fhir.hospital.example/fhir"), body).gap
