"""Group FHIR-FAULT of the hostile cases: a record server that fails in every known way. The answer comes in time, says
what is missing, and proposes no drug. Ids FF-0xx; every row of the safety concept's table of FHIR faults is here."""

import json
import socket
import struct
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from typing import NamedTuple

import pytest

from service.faults import FAULTS
from tests.calls import Json, demo, outcome
from tests.hostile.faulty import FHIR, Asked, Peer, bundle, http, peer, record
from tests.hostile.scene import (
    DEADLINE,
    LATE,
    TOKEN,
    Answer,
    advised,
    application,
    as_caller,
    asking,
    call,
    caller,
    complete,
    same,
)

pytestmark = [pytest.mark.enable_socket, pytest.mark.filterwarnings("error")]
WHOLE = demo()["prefetch"]
RIGHT = record(WHOLE)
Script = Callable[[Asked, socket.socket], bytes | None]


def always(answer: bytes) -> Script:
    return lambda _asked, _connection: answer


def drip(head: bytes, piece: bytes) -> Script:
    """Sends the head, then a piece again and again until the other side has gone."""

    def script(_asked: Asked, connection: socket.socket) -> None:
        with suppress(OSError):
            connection.sendall(head)
            for _ in range(200):
                connection.sendall(piece)
                time.sleep(0.05)

    return script


def flood(head: bytes, piece: bytes) -> Script:
    """Sends a piece as fast as it is taken."""

    def script(_asked: Asked, connection: socket.socket) -> None:
        with suppress(OSError):
            connection.sendall(head)
            for _ in range(200 * 1024 * 1024 // len(piece)):
                connection.sendall(piece)

    return script


def silent(_asked: Asked, connection: socket.socket) -> None:
    with suppress(OSError):
        connection.recv(1)  # until the other side gives up


def reset(_asked: Asked, connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def others(_asked: Asked, _connection: socket.socket) -> bytes:
    kind = _asked.kind
    owner = {"reference": "Patient/somebody-else"}
    row = {"resourceType": kind, "id": "x", "subject": owner, "patient": owner, "code": {"text": "x"}}
    return http(200, bundle(row, link=[{"relation": "self", "url": f"{FHIR}/{kind}?_count=100"}]))


def next_is(url: str) -> Script:
    return lambda asked, _c: http(200, bundle(link=[{"relation": "next", "url": url.replace("{kind}", asked.kind)}]))


OK_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\n"
ERROR = outcome("error")


class Fault(NamedTuple):
    """What the record server does to every question, and a part of the reason the clinician is told ("" for none)."""

    id: str
    story: str
    script: Script
    told: str


# fmt: off
FAULTY = [
    Fault("FF-003", "accepts, never answers", silent, "took too long"),
    Fault("FF-004", "one byte at a time in the headers", drip(b"", b"H"), "took too long"),
    Fault("FF-004", "one byte at a time in the body", drip(OK_HEAD + b"Content-Length: 90000\r\n\r\n", b" "), "took too long"),
    Fault("FF-004", "one byte at a time without a length", drip(OK_HEAD + b"\r\n", b" "), "took too long"),
    Fault("FF-005", "Content-Length larger than the body", always(OK_HEAD + b"Content-Length: 9000\r\n\r\n{}"), "broke off"),
    Fault("FF-006", "TCP reset in mid-body", reset, "broke off"),
    Fault("FF-007", "400", always(http(400, ERROR)), "refused the question"),
    Fault("FF-008", "401", always(http(401)), "access to the record server has ended"),
    Fault("FF-009", "403", always(http(403)), "was not permitted"),
    Fault("FF-010", "404", always(http(404)), "does not have what was asked for"),
    Fault("FF-011", "406", always(http(406)), "refused the question"),
    Fault("FF-012", "410", always(http(410)), "does not have what was asked for"),
    Fault("FF-013", "429 Retry-After: 1", always(http(429, b"", "Retry-After: 1")), "is busy"),
    Fault("FF-014", "429 Retry-After: 3600", always(http(429, b"", "Retry-After: 3600")), "is busy"),
    Fault("FF-015", "429 Retry-After a date", always(http(429, b"", "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT")), "is busy"),
    Fault("FF-016", "429 Retry-After: banana", always(http(429, b"", "Retry-After: banana")), "is busy"),
    Fault("FF-017", "500", always(http(500, ERROR)), "reported an error"),
    Fault("FF-018", "502 with an HTML body", always(http(502, b"<html>", kind="text/html")), "reported an error"),
    Fault("FF-019", "503 Retry-After: 120", always(http(503, b"", "Retry-After: 120")), "reported an error"),
    Fault("FF-020", "504", always(http(504)), "reported an error"),
    Fault("FF-021", "an HTML login page", always(http(200, b"<html><form>", kind="text/html")), "could not be read"),
    Fault("FF-022", "an empty body", always(http(200)), "could not be read"),
    Fault("FF-023", "204", always(b"HTTP/1.1 204 No Content\r\n\r\n"), "could not be read"),
    Fault("FF-024", "broken JSON", always(http(200, b'{"resourceType": "Bundle"')), "could not be read"),
    Fault("FF-025", "NaN values", always(http(200, b'{"resourceType": "Bundle", "total": NaN}')), "could not be read"),
    Fault("FF-026", "100 000 nested arrays", always(http(200, b"[" * 100_000 + b"]" * 100_000)), "could not be read"),
    Fault("FF-027", "another resource than a Bundle", always(http(200, {"resourceType": "Patient", "id": "demo-1"})), "not the data asked for"),
    Fault("FF-027", "a bare resource of the type", lambda asked, _c: http(200, {"resourceType": asked.kind, "id": "1"}), "not the data asked for"),
    Fault("FF-028", "an OperationOutcome, severity error", always(http(200, ERROR)), "reported an error"),
    Fault("FF-029", "an error among the entries", always(http(200, bundle(ERROR))), "reported an error"),
    Fault("FF-031", "the patient parameter is ignored", others, "hold data of another patient"),
    Fault("FF-032", "every row is another patient's", others, "hold data of another patient"),
    Fault("FF-033", "next points at itself", next_is(f"{FHIR}/{{kind}}?page=1"), "run in a circle"),
    Fault("FF-040", "307 elsewhere", always(b"HTTP/1.1 307 X\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n"), "pointed to another address"),
    Fault("FF-042", "302 to a file", always(b"HTTP/1.1 302 X\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"), "pointed to another address"),
    Fault("FF-043", "gzip, unasked", always(http(200, b"\x1f\x8b" + b"\0" * 500, "Content-Encoding: gzip")), "a form that is not accepted"),
    Fault("FF-044", "br, unasked", always(http(200, b"\x0b\x02", "Content-Encoding: br")), "a form that is not accepted"),
    Fault("FF-045", "200 MB of JSON with its length", flood(OK_HEAD + b"Content-Length: 209715200\r\n\r\n", b" " * 65536), "too large"),
    Fault("FF-045", "200 MB of JSON without a length", flood(OK_HEAD + b"\r\n", b" " * 65536), "too large"),
    Fault("FF-046", "endless chunks", flood(OK_HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"4000\r\n" + b" " * 0x4000 + b"\r\n"), "too large"),
    Fault("FF-049", "UTF-16", always(http(200, json.dumps(bundle()).encode("utf-16"))), "could not be read"),
    Fault("FF-055", "Observation 500, the rest fine", lambda asked, _c: http(500) if asked.kind == "Observation" else RIGHT(asked), "reported an error"),
]
# fmt: on
NAMES = [f"{one.id} {one.story}" for one in FAULTY]


def in_time(answer: Answer) -> bool:
    return answer.seconds < DEADLINE + LATE


@pytest.mark.parametrize("row", FAULTY, ids=NAMES)
def test_a_fault_is_told_in_time_and_proposes_no_drug(row: Fault) -> None:
    with peer(row.script) as server:
        answer = call(application(server.base, fhir_max_bytes=100_000), asking(server.base))
        assert answer.status == 200
        assert server.seen
        assert row.told in answer.gap
        assert not answer.drafts_a_drug
        assert in_time(answer)
        assert all(one.headers["authorization"] == f"Bearer {TOKEN}" for one in server.seen)
        assert all(one.headers["accept-encoding"] == "identity" for one in server.seen)


@pytest.mark.parametrize("row", FAULTY[:-1], ids=NAMES[:-1])
def test_when_nothing_at_all_was_sent_the_fault_is_a_412(row: Fault) -> None:
    with peer(row.script) as server:
        answer = call(application(server.base, fhir_max_bytes=100_000), asking(server.base, ()))
        assert (answer.status, in_time(answer)) == (412, True)
        assert json.loads(answer.text)["issue"][0]["code"] == "incomplete"


def test_connection_refused_is_told() -> None:
    """FF-001."""
    with peer(silent) as server:
        base = server.base
    answer = call(application(base), asking(base))
    assert (answer.status, answer.drafts_a_drug, in_time(answer)) == (200, False, True)
    assert "the record server could not be reached" in answer.gap


def test_no_answer_to_connect_is_told_in_time() -> None:
    """FF-002: the queue of the listener is full, so the greeting of TCP itself is not answered."""
    with ExitStack() as held:
        listener = held.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            one = held.enter_context(socket.socket())
            one.setblocking(False)
            with suppress(BlockingIOError):
                one.connect(listener.getsockname())
        base = f"http://127.0.0.1:{listener.getsockname()[1]}{FHIR}"
        answer = call(application(base), asking(base))
    assert (answer.status, answer.drafts_a_drug, in_time(answer)) == (200, False, True)
    assert "took too long" in answer.gap


def served(script: Script, brought: tuple[str, ...] = (), **settings: object) -> tuple[Answer, Peer]:
    """One call against a server, with nothing sent along unless told otherwise."""
    with peer(script) as server:
        return call(application(server.base, deadline=3, **settings), asking(server.base, brought)), server


@pytest.mark.requirement("PRF-12")
def test_everything_read_from_the_server_gives_the_cards_of_prefetch() -> None:
    answer, server = served(lambda asked, _c: RIGHT(asked))
    assert same(answer.cards) == complete()
    assert len(server.seen) == len(WHOLE)
    assert [one.method for one in server.seen if one.kind == "Observation"] == ["POST"], "the question is too long for an address"


def paged(link: Callable[[Asked], str]) -> Script:
    """Each search comes in two pages: one row, then the others."""

    def script(asked: Asked, _connection: socket.socket) -> bytes:
        head, _, body = RIGHT(asked).partition(b"\r\n\r\n")
        value = json.loads(body) if body else {}
        rows = value.get("entry", [])
        if len(rows) < 2:
            return head + b"\r\n\r\n" + body
        if "page=2" in asked.path:
            return http(200, value | {"entry": rows[1:], "link": []})
        return http(200, value | {"entry": rows[:1], "link": [{"relation": "next", "url": link(asked)}]})

    return script


LINKS: dict[str, Callable[[Asked], str]] = {
    "FF-036 relative to the base": lambda asked: f"{asked.kind}?page=2",
    "FF-036 relative with the path of the base": lambda asked: f"{FHIR}/{asked.kind}?page=2",
    "FF-037 :443 is added": lambda asked: f"http://{asked.headers['host']}:443{FHIR}/{asked.kind}?page=2",
    "FF-038 longer than 2 kB": lambda asked: f"http://{asked.headers['host']}{FHIR}/{asked.kind}?page=2&state={'x' * 3000}",
}


@pytest.mark.parametrize("story", LINKS)
def test_a_next_link_on_the_same_server_is_followed(story: str) -> None:
    answer, server = served(paged(LINKS[story]))
    assert same(answer.cards) == complete()
    assert any("page=2" in one.path for one in server.seen)


def test_the_next_page_of_a_prefetched_bundle_is_read() -> None:
    body = demo()
    rows = body["prefetch"]["conditions"]["entry"]
    assert len(rows) > 1
    with peer(paged(lambda asked: f"{asked.kind}?page=2")) as server:
        first = bundle(rows[0]["resource"], link=[{"relation": "next", "url": f"{server.base}/Condition?page=2"}])
        body["prefetch"]["conditions"] = first
        body |= {key: value for key, value in asking(server.base).items() if key.startswith("fhir")}
        assert same(call(application(server.base), body).cards) == complete()
        assert [one.path for one in server.seen] == [f"{FHIR}/Condition?page=2"]


def test_a_search_without_end_is_given_up_after_ten_pages() -> None:
    """FF-034."""

    def endless(asked: Asked, _connection: socket.socket) -> bytes:
        number = int(asked.path.rpartition("page=")[2]) if "page=" in asked.path else 1
        return http(200, bundle(link=[{"relation": "next", "url": f"{asked.kind}?page={number + 1}"}]))

    answer, server = served(endless, ("patient", "conditions"))
    assert "the answer has too many pages" in answer.gap
    assert max(sum(one.kind == kind for one in server.seen) for kind in {one.kind for one in server.seen}) == 10


@pytest.mark.parametrize("status", [302, 307])
def test_a_redirect_is_not_followed_and_the_token_goes_nowhere(status: int) -> None:
    """FF-039, FF-040; FF-041 is a redirect to itself."""
    with peer(lambda _a, _c: http(200, bundle())) as canary:
        for target in (f"{canary.base}/x", ""):

            def away(asked: Asked, _connection: socket.socket, target: str = target) -> bytes:
                return http(status, b"", f"Location: {target or asked.path}")

            answer, server = served(away, ("patient", "conditions"))
            assert "pointed to another address" in answer.gap
            assert len(server.seen) == len(WHOLE) - 2, "each question once"
        assert canary.connections == 0


def test_a_next_link_to_another_host_is_not_followed() -> None:
    """FF-035."""
    with peer(lambda _a, _c: http(200, bundle())) as canary:
        answer, _server = served(next_is(f"{canary.base}/{{kind}}?page=2"), ("patient", "conditions"))
        assert canary.connections == 0
    assert "further pages are at an address that may not be read" in answer.gap
    assert not answer.drafts_a_drug


def test_a_warning_among_the_entries_changes_nothing() -> None:
    """FF-030: the server says that it left out a parameter; rows that were not asked for are filtered here."""

    def warned(asked: Asked, _connection: socket.socket) -> bytes:
        head, _, body = RIGHT(asked).partition(b"\r\n\r\n")
        value = json.loads(body)
        if value["resourceType"] != "Bundle":
            return head + b"\r\n\r\n" + body
        more = [{"resource": outcome("warning"), "search": {"mode": "outcome"}}]
        return http(200, value | {"entry": value["entry"] + more})

    assert same(served(warned)[0].cards) == complete()


def test_all_answers_for_a_chart_together_have_a_limit() -> None:
    def large(asked: Asked, _connection: socket.socket) -> bytes:
        number = int(asked.path.rpartition("page=")[2]) if "page=" in asked.path else 1
        link = [{"relation": "next", "url": f"{asked.kind}?page={number + 1}"}]
        return http(200, json.dumps(bundle(link=link)).encode() + b" " * 9_000)

    answer, server = served(large, ("patient", "conditions"), fhir_max_bytes=10_000)
    assert "the record server's answer is too large" in answer.gap
    assert len(server.seen) < 20, "four answers of that size, and what was under way"


def test_headers_of_64_kb_are_survived() -> None:
    """FF-047."""
    answer, _server = served(lambda _a, _c: http(200, bundle(), "X-A: " + "a" * 65_000), ("patient", "conditions"))
    assert answer.status == 200


def test_a_plain_text_answer_that_is_json_is_read() -> None:
    """FF-048."""
    answer, _server = served(lambda asked, _c: RIGHT(asked).replace(b"application/fhir+json", b"text/plain"))
    assert same(answer.cards) == complete()


def test_an_old_answer_is_read_and_its_dates_are_shown() -> None:
    """FF-050."""
    stale = b"Age: 86400\r\nWarning: 110 - \"Response is Stale\"\r\nConnection: close"
    answer, _server = served(lambda asked, _c: RIGHT(asked).replace(b"Connection: close", stale))
    assert same(answer.cards) == complete()


@pytest.mark.parametrize(("header", "asked_again"), [("Retry-After: 0", True), ("Retry-After: 1", False)])
def test_a_503_that_asks_for_no_time_is_asked_once_more(header: str, asked_again: bool) -> None:
    """FF-056: first call 503, second fine."""
    first: dict[str, int] = {}

    def flaky(asked: Asked, _connection: socket.socket) -> bytes:
        first[asked.kind] = first.get(asked.kind, 0) + 1
        return http(503, b"", header) if first[asked.kind] == 1 else RIGHT(asked)

    answer, _server = served(flaky, tuple(set(WHOLE) - {"allergies"}))
    assert (same(answer.cards) == complete()) == asked_again
    assert first == {"AllergyIntolerance": 2 if asked_again else 1}


@pytest.mark.requirement("PRF-02", "PRF-12")
def test_nobody_is_asked_when_everything_was_sent() -> None:
    """FF-059."""
    answer, server = served(lambda asked, _c: RIGHT(asked), tuple(WHOLE))
    assert same(answer.cards) == complete()
    assert server.connections == 0


@pytest.mark.requirement("PRF-02")
def test_a_key_is_asked_once_and_no_key_that_was_sent() -> None:
    answer, server = served(lambda asked, _c: RIGHT(asked), tuple(set(WHOLE) - {"procedures"}))
    assert same(answer.cards) == complete()
    assert [(one.method, one.path) for one in server.seen] == [("GET", f"{FHIR}/Procedure?patient=demo-1")]


def test_after_five_failures_the_answer_comes_at_once_and_another_client_is_not_held_up() -> None:
    """FF-057: 30 calls against a server that fails, then another client of the same service and server."""
    with peer(lambda _a, _c: http(500)) as server:
        to = application(server.base)
        answers = [call(to, asking(server.base)) for _ in range(30)]
        assert all(one.incomplete and not one.drafts_a_drug for one in answers)
        assert len(server.seen) < 12, "after the first failures nobody is asked"
        assert sorted(one.seconds for one in answers)[27] < 0.3
        assert "is not asked for a while" in answers[-1].gap
        before = len(server.seen)
        call(as_caller(to, caller(server.base, iss="https://other.example")), asking(server.base))
        assert len(server.seen) > before


def test_a_client_with_a_slow_server_does_not_take_all_places() -> None:
    """FF-058: while the calls of one client wait, those of another are answered as always."""
    with peer(silent) as slow, peer(lambda asked, _c: RIGHT(asked)) as quick:
        to = application(slow.base, fhir_calls_per_client=4)
        other = as_caller(to, caller(quick.base, iss="https://other.example", deadline=2))
        with ThreadPoolExecutor(4) as pool:
            waiting = [pool.submit(call, as_caller(to, caller(slow.base)), asking(slow.base)) for _ in range(4)]
            time.sleep(0.1)
            answer = call(other, asking(quick.base, ()))
            assert same(answer.cards) == complete()
            assert answer.seconds < 1.5
            results = [one.result() for one in waiting]
        assert all(one.incomplete and in_time(one) for one in results)


QUICK = [one for one in FAULTY if one.id not in ("FF-003", "FF-004", "FF-045", "FF-046", "FF-055")]


@pytest.mark.parametrize("row", QUICK, ids=[f"{one.id} {one.story}" for one in QUICK])
def test_a_fault_is_never_more_permissive_than_a_complete_empty_answer(row: Fault) -> None:
    brought = ("patient", "conditions", "medicationRequests")
    with peer(lambda _a, _c: http(200, bundle())) as empty, peer(row.script) as faulty:
        nothing_found = advised(application(empty.base), asking(empty.base, brought))
        assert nothing_found
        assert advised(application(faulty.base), asking(faulty.base, brought)) <= nothing_found


def test_every_reason_reads_well_after_the_name_of_the_data() -> None:
    assert all(one.why and one.why[0].islower() and not one.why.endswith(".") for one in FAULTS.values())


@pytest.mark.requirement("FRA-03")
def test_the_answer_of_a_server_never_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    secret: Json = {"resourceType": "Bundle", "entry": "ZZPHI"}
    with peer(lambda _a, _c: http(200, secret, "X-Secret: ZZPHI")) as server:
        call(application(server.base, log_level="DEBUG"), asking(server.base))
    assert "ZZPHI" not in caplog.text
    assert TOKEN not in caplog.text
    assert "demo-1" not in caplog.text
