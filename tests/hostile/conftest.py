"""How a hostile request is sent: in memory with closed sockets, or as bytes to the real server; each answer is checked."""

import json
import logging
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from flask.testing import FlaskClient

from service import logs
from tests.calls import SERVICE, client, demo, outcome, post
from tests.contract.test_server import Running, serving
from tests.hostile.checks import Answer, check
from tests.security.test_canaries import marked

Ask = Callable[..., Answer]


@pytest.fixture(scope="session", autouse=True)
def warm() -> None:
    """One call with cards and one with a gap, as the service of a hospital has answered long before."""
    body = demo()
    assert post(client(), body).status_code == 200
    body["prefetch"]["observations"] = outcome()
    assert post(client(), body).status_code == 200


@pytest.fixture(scope="session")
def app() -> FlaskClient:
    return client(log_level="DEBUG")


@pytest.fixture
def ask(app: FlaskClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Send one case and check the answer; the body is the shipped request with canaries unless another is given."""
    caplog.set_level(logging.DEBUG)
    caplog.handler.setFormatter(logs.JsonLines())
    outbound: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_a, **_k: outbound.append(str(host)) or [])

    def asked(case_id: str, body: Any = None, method: str = "POST", path: str = SERVICE, **more: Any) -> Answer:
        if method == "POST" or body is not None:
            body = marked() if body is None else body
            more = {"data": body if isinstance(body, bytes) else json.dumps(body), "content_type": "application/json"} | more
        began = time.perf_counter()
        got = app.open(path, method=method, **more)
        headers = {name.lower(): value for name, value in got.headers}
        answer = Answer(got.status_code, headers, got.get_data(as_text=True), time.perf_counter() - began)
        check(case_id, answer, caplog.text, outbound)
        return answer

    return asked


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The command under gunicorn, which gives a request two seconds to arrive; a normal call must answer to the end."""
    with serving(tmp_path_factory.mktemp("hostile"), SHORT_ARRIVAL) as running:
        yield running


SHORT_ARRIVAL = "from service import worker; assert worker.ARRIVAL_SECONDS > 2; worker.ARRIVAL_SECONDS = 2"


def connected(server: Running) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(server.url.rsplit(":", 1)[1])), timeout=20)


def received(connection: socket.socket, began: float) -> Answer:
    """The answer on a connection, read to its end; status 0 when it ended without one."""
    data = b""
    with suppress(OSError):
        while part := connection.recv(65536):
            data += part
            head, _, body = data.partition(b"\r\n\r\n")
            length = next((int(x.split(b":")[1]) for x in head.split(b"\r\n") if x.lower().startswith(b"content-length")), None)
            if length is not None and len(body) >= length:
                break
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if not lines[0].startswith("HTTP/"):
        return Answer(0, {}, data.decode("latin-1"), time.perf_counter() - began)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    return Answer(int(lines[0].split()[1]), headers, body.decode("utf-8", "replace"), time.perf_counter() - began)
