"""What is read from a record server and how: which keys, in which form, how many at once, and what a part of it is worth."""

import json
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from service.catalog import build_catalog
from service.data_states import DataState
from service.fhir_client import Access, FhirClient
from service.gather import gather
from service.settings import Settings
from service.wire import read_call
from tests.calls import Json, demo, outcome
from tests.hostile.faulty import FHIR, Asked, bundle, http, peer, record
from tests.hostile.scene import application, asking, call, caller, complete, same

pytestmark = pytest.mark.enable_socket
WHOLE = demo()["prefetch"]
RIGHT = record(WHOLE)
SERVICE = build_catalog()["bone-health-patient-view"]
OURS = {"reference": "Patient/demo-1"}


def with_value(base: str, key: str, value: Any) -> Json:
    """The whole call with one value replaced, and access to a server."""
    body = asking(base, tuple(WHOLE))
    body["prefetch"][key] = value
    return body


@pytest.mark.requirement("PRF-02")
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("conditions", outcome()),
        ("conditions", outcome(code="forbidden")),
        ("conditions", bundle(outcome())),
        ("conditions", "<html>"),
        ("conditions", {"resourceType": "Observation"}),
        ("patient", outcome()),
        ("patient", None),
    ],
    ids=str,
)
def test_a_value_that_is_none_is_read_instead(key: str, value: Any) -> None:
    with peer(lambda asked, _c: RIGHT(asked)) as server:
        assert same(call(application(server.base), with_value(server.base, key, value)).cards) == complete()
        assert [one.kind for one in server.seen] == ["Patient" if key == "patient" else "Condition"]


@pytest.mark.requirement("PRF-02")
@pytest.mark.parametrize("value", [None, bundle(), bundle(total=3), {"resourceType": "Bundle", "entry": [{}]}], ids=str)
def test_a_search_that_was_answered_is_not_asked_again(value: Any) -> None:
    with peer(lambda asked, _c: RIGHT(asked)) as server:
        call(application(server.base), with_value(server.base, "procedures", value))
        assert server.connections == 0


def test_a_later_page_that_is_denied_leaves_the_first_one_standing() -> None:
    rows = [one["resource"] for one in WHOLE["conditions"]["entry"]]
    with peer(lambda _a, _c: http(403)) as server:
        first = bundle(*rows, link=[{"relation": "next", "url": "Condition?page=2"}])
        answer = call(application(server.base), with_value(server.base, "conditions", first))
    assert "conditions only partly read: access to them was not permitted" in answer.gap
    assert "BMA-METS-START" in answer.text, "the metastasis of the first page still counts: it may concern this patient"


@pytest.mark.parametrize(("status", "asked_again"), [(400, True), (404, True), (405, True), (501, True), (401, False), (403, False), (500, False)])
def test_a_question_that_may_not_be_posted_is_put_into_the_address(status: int, asked_again: bool) -> None:
    def no_post(asked: Asked, _connection: socket.socket) -> bytes:
        return http(status) if asked.method == "POST" else RIGHT(asked)

    with peer(no_post) as server:
        answer = call(application(server.base), asking(server.base, tuple(set(WHOLE) - {"observations"})))
        assert [one.method for one in server.seen] == (["POST", "GET"] if asked_again else ["POST"])
        assert (same(answer.cards) == complete()) == asked_again
        if asked_again:
            assert server.seen[1].path.startswith(f"{FHIR}/Observation?patient=demo-1&code=http%3A%2F%2Floinc.org%7C")


def test_a_connection_that_breaks_before_the_answer_is_tried_once_more() -> None:
    tries: list[str] = []

    def closing(asked: Asked, _connection: socket.socket) -> bytes | None:
        tries.append(asked.kind)
        return RIGHT(asked) if len(tries) > 1 else None

    with peer(closing) as server:
        answer = call(application(server.base), asking(server.base, tuple(set(WHOLE) - {"allergies"})))
    assert same(answer.cards) == complete()
    assert tries == ["AllergyIntolerance"] * 2


def test_a_few_questions_are_under_way_at_once() -> None:
    at_once: list[int] = []
    lock, now = threading.Lock(), [0]

    def slowly(asked: Asked, _connection: socket.socket) -> bytes:
        with lock:
            now[0] += 1
            at_once.append(now[0])
        time.sleep(0.03)
        with lock:
            now[0] -= 1
        return RIGHT(asked)

    for allowed in (1, 4):
        at_once.clear()
        with peer(slowly) as server:
            to = application(server.base, deadline=5, fhir_parallel_calls=allowed)
            assert same(call(to, asking(server.base, ())).cards) == complete()
        assert max(at_once) == allowed


class Broken(FhirClient):
    """A client with a mistake of our own in it, for two types."""

    def ask(self, access: Access, url: str, form: dict[str, str] | None = None) -> Any:
        if "Procedure" in url or "Medication/" in url:
            raise IndexError("ZZPHI in a message")
        return super().ask(access, url, form)


def test_a_mistake_of_our_own_is_told_for_its_key_and_takes_no_other_along(caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings(data_dir=Path("unused"), allow_http_loopback=True, fhir_parallel_calls=1)
    sent = {key: value for key, value in WHOLE.items() if key not in ("procedures", "allergies", "medicationRequests")}
    with peer(lambda asked, _c: RIGHT(asked)) as server:
        body = asking(server.base) | {"prefetch": sent | {"medicationRequests": bundle(pointing(1))}}
        chart = gather(SERVICE, read_call(json.dumps(body).encode(), "patient-view"), caller(server.base), Broken(settings))
    assert chart.sections["procedures"].state is DataState.FAILED
    assert chart.sections["procedures"].why == "internal error, already reported"
    assert chart.sections["allergies"].state is DataState.READ
    assert chart.sections["medications"].resources == ()
    assert caplog.text.count("reading failed") == 2
    assert "ZZPHI" not in caplog.text


def pointing(number: int, display: str = "") -> Json:
    """An order that only points to its drug."""
    words = {"display": display} if display else {}
    order = {"resourceType": "MedicationRequest", "id": f"m{number}", "status": "active", "intent": "order", "subject": OURS}
    return order | {"medicationReference": {"reference": f"Medication/{number}"} | words}


def test_no_more_than_twenty_products_are_read_those_without_words_first() -> None:
    orders = [pointing(n, "some drug") for n in range(15)] + [pointing(n) for n in range(15, 30)]
    with peer(lambda _a, _c: http(404)) as server:
        call(application(server.base), with_value(server.base, "medicationRequests", bundle(*orders)))
        asked = {int(one.path.rpartition("/")[2]) for one in server.seen}
    assert asked == {*range(15, 30), *range(5)}


def test_a_product_that_comes_along_is_not_read() -> None:
    product = {"resourceType": "Medication", "id": "1", "code": {"text": "some drug"}}
    with peer(lambda _a, _c: http(404)) as server:
        call(application(server.base), with_value(server.base, "medicationRequests", bundle(pointing(1), product)))
        assert server.connections == 0


def test_a_product_of_another_id_is_not_taken() -> None:
    code = {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "993449"}]}
    with peer(lambda _a, _c: http(200, {"resourceType": "Medication", "id": "other", "code": code})) as server:
        answer = call(application(server.base), with_value(server.base, "medicationRequests", bundle(pointing(1))))
        assert server.seen
    assert "medication that could not be identified" in answer.gap


def test_a_token_that_runs_out_first_ends_the_reading() -> None:
    def waiting(_asked: Asked, connection: socket.socket) -> None:
        connection.recv(1)

    with peer(waiting) as server:
        body = asking(server.base)
        body["fhirAuthorization"]["expires_in"] = 1
        answer = call(application(server.base, deadline=4), body)
    assert answer.seconds < 2.5, "two rounds of 1.5 seconds would take longer"
    assert "took too long" in answer.gap


SELF_LINKS = {
    # the self link of an answer, whether the answer counts as one for this patient alone
    "the patient is in it": ("Procedure?patient=demo-1", True),
    "there is none": ("", True),
    "the patient was left out": ("Procedure?_count=100", False),
}


@pytest.mark.requirement("BP-07")
@pytest.mark.parametrize("story", SELF_LINKS)
def test_the_self_link_shows_what_the_server_searched_for(story: str) -> None:
    address, counts = SELF_LINKS[story]
    with peer(lambda _a, _c: http(200, bundle(link=[{"relation": "self", "url": f"{FHIR}/{address}"}] if address else []))) as server:
        answer = call(application(server.base), asking(server.base, tuple(set(WHOLE) - {"procedures"})))
    assert answer.status == 200
    assert ("did not answer for this patient alone" not in answer.gap) == counts


def test_an_explanation_lists_what_was_not_read_and_why() -> None:
    with peer(lambda asked, _c: http(403) if asked.kind == "AllergyIntolerance" else RIGHT(asked)) as server:
        found = application(server.base).post("/explain/bone-health-patient-view", data=json.dumps(asking(server.base)), content_type="application/json")
    assert {"code": "access-denied", "text": "access to them was not permitted", "key": "allergies"} in found.get_json()["dataQuality"]
