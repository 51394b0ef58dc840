"""The real thing: the command starts gunicorn with two processes, which answer, write the journal and end cleanly."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from service.server import base_url, curl_line
from tests.calls import SERVICE, demo
from tests.repository.files import ROOT

pytestmark = pytest.mark.enable_socket
CANARY = b"ZZPHI"
CONTENT = b"POST " + SERVICE.encode() + b" HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
CHUNKED = CONTENT + b"Transfer-Encoding: chunked\r\n\r\n"
COMMAND = [sys.executable, "-c", "from service.cli import main; main()", "serve"]


class Running(NamedTuple):
    """A server of our own: its address, process and data folder."""

    url: str
    process: "subprocess.Popen[str]"
    folder: Path


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def serving(folder: Path, first: str = "", workers: int = 2, port: int = 0, **settings: str) -> Iterator[Running]:
    """The command serving on this or a free port, stopped afterwards; `first` is Python that runs before it."""
    port = port or free_port()
    if "trust_file" in settings:  # tests leave nothing in the memory of the machine
        settings.setdefault("replay_url", f"sqlite:///{folder / 'replay.sqlite3'}")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("BONE_HEALTH_", "COV_"))}
    process = subprocess.Popen(
        [*COMMAND[:2], f"{first}\n{COMMAND[2]}", *COMMAND[3:], "--port", str(port), "--workers", str(workers)],
        env=environment
        | {"BONE_HEALTH_DATA_DIR": str(folder), "PYTHONPATH": str(Path(__file__).parents[2])}
        | {f"BONE_HEALTH_{name.upper()}": value for name, value in settings.items()},
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
    )
    running = Running(f"http://127.0.0.1:{port}", process, folder)
    try:
        _wait(running)
        yield running
    finally:
        process.kill() if process.poll() is None else None
        process.communicate()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    """The command as it is."""
    with serving(tmp_path) as running:
        yield running


def _wait(server: Running) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{server.url}/healthz", timeout=1):
                return
        except OSError:
            assert server.process.poll() is None, server.process.communicate()
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def call(server: Running) -> list[str]:
    """The uuids of the cards for the shipped request."""
    body = json.dumps(demo()).encode()
    headers = {"Content-Type": "application/json", "SCRIPT_NAME": "/elsewhere", "SCRIPT-NAME": "/elsewhere"}
    with urllib.request.urlopen(urllib.request.Request(server.url + SERVICE, body, headers), timeout=20) as answer:
        return [one["uuid"] for one in json.loads(answer.read())["cards"]]


def test_the_command_serves_writes_its_journal_and_ends(server: Running) -> None:
    uuids = [uuid for _ in range(20) for uuid in call(server)]
    with urllib.request.urlopen(f"{server.url}/readyz", timeout=5) as answer:
        assert json.loads(answer.read()) == {"status": "ready"}
    server.process.send_signal(signal.SIGTERM)
    _, complaints = server.process.communicate(timeout=20)
    assert server.process.returncode == 0
    assert "no trust table is set up" in complaints
    assert "Traceback" not in complaints
    with closing(sqlite3.connect(server.folder / "journal.sqlite3")) as store:
        kept = {row[0] for row in store.execute("select uuid from cards_issued")}
    assert kept == set(uuids)
    assert len(kept) >= 20


def test_the_printed_line_gives_cards_when_it_is_pasted(server: Running) -> None:
    server.process.send_signal(0)  # still alive
    printed = iter(server.process.stderr or ())
    line = next(one for one in printed if "curl" in one).strip()
    path = re.search(r"--data-binary '@([^']+)'", line)
    assert path is not None
    assert line.endswith(server.url + SERVICE)
    assert Path(path[1]).is_file()
    assert json.loads(Path(path[1]).read_text("utf-8")) == demo()
    assert call(server)


def answered(server: Running, sent: bytes) -> tuple[int, bytes]:
    """Status and whole answer to bytes that need not be HTTP."""
    with socket.create_connection(("127.0.0.1", int(server.url.rsplit(":", 1)[1])), timeout=20) as connection:
        connection.sendall(sent)
        answer = b""
        while not answer.endswith(b"}"):
            answer += connection.recv(65536)
    return int(answer.split(b" ", 2)[1]), answer


UNREADABLE = {
    # what is sent, and the status it gets
    "no request line": (b"ZZPHI ZZPHI\r\n\r\n", 400),
    "another version": (b"GET /ZZPHI HTTP/9.9\r\nHost: x\r\n\r\n", 400),
    "an address of 9 kB": (b"GET /" + CANARY * 1800 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
    "a header of 64 kB": (CONTENT + b"X-A: " + CANARY * 13_000 + b"\r\n\r\n", 431),
    "a blank in a header name": (CONTENT + b"X-ZZPHI : 1\r\n\r\n", 400),
    "two lengths": (CONTENT + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nZZPHI", 400),
    "a length and chunks": (CONTENT + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "another expectation": (CONTENT + b"Expect: ZZPHI\r\nContent-Length: 2\r\n\r\n{}", 417),
    "another transfer coding": (CONTENT + b"Transfer-Encoding: ZZPHI\r\n\r\n", 501),
    "a chunk without a size": (CHUNKED + b"ZZPHI\r\n", 400),
    "chunks above the limit": (CHUNKED + b"500001\r\n" + b" " * 0x500001 + b"\r\n0\r\n\r\n", 413),
}


def test_what_never_becomes_a_request_is_answered_and_logged_without_its_words(server: Running) -> None:
    for story, (sent, status) in UNREADABLE.items():
        got, answer = answered(server, sent)
        head, body = answer.split(b"\r\n\r\n", 1)
        assert got == status, story
        assert json.loads(body)["resourceType"] == "OperationOutcome", story
        assert b"application/json" in head, story
        assert b"no-store" in head, story
        assert CANARY not in answer, story
    assert call(server)
    server.process.send_signal(signal.SIGTERM)
    _, complaints = server.process.communicate(timeout=20)
    lines = [json.loads(one) for one in complaints.splitlines()[3:]]  # the first three are for a person
    wanted = [status for _, status in UNREADABLE.values()]
    assert [one["status"] for one in lines if one["event"] == "refused"] == wanted
    assert CANARY.decode() not in complaints


def test_chunks_up_to_the_limit_are_taken(server: Running) -> None:
    body = json.dumps(demo()).encode()
    body += b" " * (0x500000 - len(body))
    assert answered(server, CHUNKED + b"500000\r\n" + body + b"\r\n0\r\n\r\n")[0] == 200


SHORT_SILENCE = "from service import worker; assert worker.SILENCE_SECONDS > 1; worker.SILENCE_SECONDS = 1"


def test_silent_clients_do_not_keep_the_threads_for_ever(tmp_path: Path) -> None:
    with serving(tmp_path, SHORT_SILENCE) as server, ExitStack() as silent:
        port = int(server.url.rsplit(":", 1)[1])
        for number in range(12):  # more than there are threads
            one = silent.enter_context(socket.create_connection(("127.0.0.1", port)))
            one.sendall(CONTENT if number % 2 else CONTENT + b"Content-Length: 9\r\n\r\n{")
        time.sleep(0.2)
        until, status = time.monotonic() + 20, 0
        while status != 200 and time.monotonic() < until:  # a client that comes again when it is told to
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            with closing(connection):
                connection.request("POST", SERVICE, json.dumps(demo()), {"Content-Type": "application/json"})
                answer = connection.getresponse()
                status, retry = answer.status, answer.getheader("Retry-After")
                answer.read()
            assert (status, retry) in ((200, None), (503, "5"))
            time.sleep(0.5)
        assert status == 200


def test_a_worker_that_is_killed_is_replaced_and_the_line_names_the_place(server: Running) -> None:
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    if not children.exists():
        pytest.skip("needs the process list of Linux")
    os.kill(int(children.read_text().split()[0]), signal.SIGKILL)
    time.sleep(1)
    assert all(call(server) for _ in range(8))
    server.process.send_signal(signal.SIGTERM)
    _, complaints = server.process.communicate(timeout=20)
    places = [json.loads(one).get("where", "") for one in complaints.splitlines()[3:]]
    assert any(place.startswith("gunicorn.error arbiter.py:") for place in places)


def test_a_port_that_is_taken_is_said_in_one_line(server: Running) -> None:
    port = server.url.rsplit(":", 1)[1]
    done = subprocess.run([*COMMAND, "--port", port], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert re.fullmatch(rf"Error: cannot listen on port {port} \(.+\); choose another with --port\n", done.stderr)


@pytest.mark.parametrize("url", ["nonsense", "nodatabase://user:ZZPHI@host/name", "sqlite+nodriver://"])
def test_a_database_that_cannot_be_meant_stops_the_start(url: str) -> None:
    environment = os.environ | {"BONE_HEALTH_DATABASE_URL": url}
    done = subprocess.run(
        [*COMMAND, "--port", str(free_port())], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Error: BONE_HEALTH_DATABASE_URL: not the SQLAlchemy URL of a known database\n"


@pytest.mark.parametrize(("port", "end"), [((), "serve"), (("PORT=8123",), "serve --port 8123")])
def test_make_run_takes_a_port(port: tuple[str, ...], end: str) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("there is no make here")
    done = subprocess.run([make, "--no-print-directory", "-n", "run", *port], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith(f"bone-health-cds {end}")


def test_an_address_of_ipv6_stands_in_brackets() -> None:
    assert base_url("::1", 8080) == "http://[::1]:8080"
    assert "http://[::1]:8080/cds-services/" in curl_line("::1", 8080)
