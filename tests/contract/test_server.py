"""The real thing: the command starts gunicorn with two processes, which answer, write the journal and end cleanly."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.calls import SERVICE, demo

pytestmark = pytest.mark.enable_socket
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


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    """The command serving on a free port, stopped afterwards."""
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("BONE_HEALTH_", "COV_"))}
    process = subprocess.Popen(
        [*COMMAND, "--port", str(port), "--workers", "2"],
        env=environment | {"BONE_HEALTH_DATA_DIR": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    running = Running(f"http://127.0.0.1:{port}", process, tmp_path)
    try:
        _wait(running)
        yield running
    finally:
        process.kill() if process.poll() is None else None
        process.communicate()


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
    assert "no authentication" in complaints
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
