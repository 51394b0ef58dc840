"""HTTP: bytes that are no proper request, clients that drip or leave, against the real server; a good call works after each."""

import json
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress

import pytest

from tests.calls import SERVICE
from tests.contract.test_server import Running, call
from tests.hostile.checks import Answer, check
from tests.hostile.conftest import connected, received
from tests.hostile.test_headers import GOOD, head

pytestmark = pytest.mark.enable_socket
POST = f"POST {SERVICE} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n".encode()
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"


def good(more: str) -> bytes:
    return head(f"POST {SERVICE}", more, GOOD)


ROWS: list[tuple[str, bytes]] = [
    ("HP-007", POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
    ("HP-010", POST + f"Content-Length: +{len(GOOD)}\r\n\r\n".encode() + GOOD),
    ("HP-013", CHUNKED + b"xyz\r\n{}\r\n0\r\n\r\n"),
    ("HP-014", CHUNKED + f"{len(GOOD):x}\r\n".encode() + GOOD + b"\r\n0\r\n\r\n"),
    ("HP-016", POST + b"X-Long: " + b"x" * 65536 + b"\r\n\r\n"),
    ("HP-017", POST + b"".join(b"X-%d: 1\r\n" % n for n in range(500)) + b"\r\n"),
    ("HP-018", b"GET /" + b"x" * 65536 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
    ("HP-019", POST + b"Content-Length : 2\r\n\r\n{}"),
    ("HP-020", POST + b"X-Folded: a\r\n b\r\nContent-Length: 2\r\n\r\n{}"),
    ("HP-021", POST + b"X-Nul: a\x00b\r\nContent-Length: 2\r\n\r\n{}"),
    ("HP-026", head(f"POST http://evil.example{SERVICE}", body=GOOD)),
    ("HP-028", b"GET /cds-services\r\n\r\n"),
    ("HP-032", good("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n")),
    ("HP-034", good("Expect: nonsense\r\n")),
]


@pytest.mark.parametrize(("case", "sent"), ROWS, ids=[row[0] for row in ROWS])
def test_what_is_hardly_a_request(case: str, sent: bytes, server: Running) -> None:
    with connected(server) as connection:
        began = time.perf_counter()
        with suppress(OSError):  # refused before the end
            connection.sendall(sent)
        check(case, received(connection, began), "", [])
    assert call(server)


def dripped(connection: socket.socket, first: bytes, drop: bytes) -> Answer:
    """What comes back to somebody who sends one more drop again and again, for ten seconds at most."""
    began = time.perf_counter()
    connection.sendall(first)
    connection.settimeout(0.4)
    with suppress(OSError):
        while time.perf_counter() < began + 10:
            try:
                if connection.recv(1, socket.MSG_PEEK) is not None:
                    break
            except TimeoutError:
                connection.sendall(drop)
    connection.settimeout(5)
    answer = received(connection, began)
    assert answer.seconds < 9, "the server never gave up"
    return answer


def slowloris(connection: socket.socket) -> Answer:
    return dripped(connection, POST, b"X-More: 1\r\n")


def slow_body(connection: socket.socket) -> Answer:
    return dripped(connection, POST + b"Content-Length: 5000\r\n\r\n{", b" ")


def half_closed(connection: socket.socket) -> Answer:
    connection.sendall(POST + b"Content-Length: 50\r\n\r\n{}")
    connection.shutdown(socket.SHUT_WR)
    return received(connection, time.perf_counter())


def goes_away(connection: socket.socket) -> Answer:
    connection.sendall(good(""))
    connection.close()
    return Answer(0, {}, "", 0)


CLIENTS: list[tuple[str, Callable[[socket.socket], Answer]]] = [
    ("HP-001", slowloris),
    ("HP-002", slow_body),
    ("HP-003", half_closed),
    ("HP-036", goes_away),
]


@pytest.mark.parametrize(("case", "client"), CLIENTS, ids=[row[0] for row in CLIENTS])
def test_a_client_that_dawdles_or_leaves(case: str, client: Callable[[socket.socket], Answer], server: Running) -> None:
    with ExitStack() as others:
        for _ in range(3):  # fewer than one worker has threads: more would have the next one sent away with 503
            others.enter_context(connected(server)).sendall(POST)
        with connected(server) as connection:
            check(case, client(connection), "", [])
        assert call(server)


def test_the_log_of_all_this_is_json_without_a_word_of_the_clients(tmp_path_factory: pytest.TempPathFactory) -> None:
    from tests.contract.test_server import serving  # noqa: PLC0415  a server of its own, because it is stopped here

    with serving(tmp_path_factory.mktemp("log")) as server:
        for _, sent in ROWS:
            with connected(server) as connection, suppress(OSError):
                connection.sendall(sent.replace(b"X-", b"X-ZZPHI-"))
                received(connection, 0)
        assert call(server)
        server.process.terminate()
        _, complaints = server.process.communicate(timeout=20)
    lines = complaints.splitlines()[3:]  # the first three are for a person
    assert all(json.loads(line)["event"] for line in lines)
    assert "ZZPHI" not in complaints
