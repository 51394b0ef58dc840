"""One chart opening whose data lie in a record server: the call, the caller, and what its answer may and may not hold."""

import json
import re
import time
from typing import Any, NamedTuple

from flask.testing import FlaskClient

from service.auth import Caller
from tests.calls import EXPLAIN, SERVICE, Json, client, demo, post

TOKEN = "CANARY-TOKEN-7f3a"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
DEADLINE = 0.6  # of the callers in these tests, in seconds
LATE = 1.0  # what a busy machine may add to it
BROUGHT = ("patient", "conditions", "medicationRequests")  # enough to tell that the patient concerns the service


def caller(*bases: str, iss: str = "https://ehr.example", deadline: float = DEADLINE) -> Caller:
    """A client that may read from these bases."""
    return Caller("esmo-2014", "INT", "en", "critical", iss, "tenant", bases, deadline)


def application(*bases: str, deadline: float = DEADLINE, **settings: Any) -> FlaskClient:
    """The service as that client calls it. Plain http on loopback is allowed: the servers of the tests speak it."""
    return client(caller=caller(*bases, deadline=deadline), **{"allow_http_loopback": True} | settings)


def as_caller(to: FlaskClient, who: Caller) -> FlaskClient:
    """The same application, called by another client."""
    made = to.application.test_client()
    made.caller = who  # type: ignore[attr-defined]
    return made


def authorization(**more: Any) -> Json:
    return {"access_token": TOKEN, "token_type": "Bearer", "expires_in": 300, "scope": "patient/*.read", "subject": "bone"} | more


def asking(base: Any, brought: tuple[str, ...] = BROUGHT, **more: Any) -> Json:
    """The shipped call with only some of its prefetch, and access to a record server."""
    body = demo()
    body["prefetch"] = {key: value for key, value in body["prefetch"].items() if key in brought}
    return body | {"fhirServer": base, "fhirAuthorization": authorization()} | more


class Answer(NamedTuple):
    """What came back, and after how many seconds."""

    status: int
    text: str
    seconds: float

    @property
    def cards(self) -> list[Json]:
        found: list[Json] = json.loads(self.text).get("cards", [])
        return found

    @property
    def gap(self) -> str:
        """The text of the could-not-assess card; "" without one."""
        return next((one["detail"] for one in self.cards if one["source"]["topic"]["code"] == "COULDNOTASSESS"), "")

    @property
    def drafts_a_drug(self) -> bool:
        return '"resourceType":"MedicationRequest"' in self.text

    @property
    def incomplete(self) -> bool:
        """A 412, or cards with one that says what could not be assessed."""
        return self.status == 412 or (self.status == 200 and bool(self.gap))


def call(to: FlaskClient, body: Json) -> Answer:
    """One call. Whatever happens, no answer is a 5xx or holds the token, and none comes with a stack trace."""
    begun = time.monotonic()
    answer = post(to, body, SERVICE)
    got = Answer(answer.status_code, answer.get_data(as_text=True), time.monotonic() - begun)
    assert got.status < 500, got.text
    assert TOKEN not in got.text + str(answer.headers)
    assert "Traceback" not in got.text
    return got


def advised(to: FlaskClient, body: Json) -> set[str]:
    """What the explanation of a call calls advised, whatever its cards have room for; one that only asks left out."""
    answer = post(to, body, EXPLAIN)
    assert answer.status_code in (200, 412)
    rows = answer.get_json().get("assessments", [])
    return {one["id"] for one in rows if one["verdict"] == "ADVISED"} - {"DATA-NEEDED"}


def same(cards: list[Json]) -> list[Json]:
    """Cards without the ids that are new in every answer."""
    found: list[Json] = json.loads(UUID.sub("uuid", json.dumps(cards)))
    return found


def complete() -> list[Json]:
    """The cards when everything was sent along."""
    return same(post(client(), demo()).get_json()["cards"])
