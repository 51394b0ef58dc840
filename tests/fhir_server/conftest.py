"""A real FHIR R4 server, started once for a run of the tests, on this machine only, empty and forgotten afterwards."""

import json
import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.contract.test_server import free_port
from tests.repository.files import ROOT

COMMAND = ROOT / ".venv-fhir" / "bin" / "sekmet"
TOKEN = "token-of-the-test"
Json = dict[str, Any]


@contextmanager
def running(folder: Path, **settings: Any) -> Iterator[str]:
    """The base of a server that keeps its data in memory, does nothing of its own accord and logs no bodies."""
    if not COMMAND.exists():
        pytest.skip("there is no FHIR server here: make fhir-server")
    port = free_port()
    base = f"http://127.0.0.1:{port}/fhir"
    file = folder / "settings.yaml"  # YAML takes JSON
    fixed = {"base_url": base, "host": "127.0.0.1", "port": port, "db_path": ":memory:", "log_inbound": False}
    fixed |= {"data_dir": str(folder), "own_private_key_path": str(folder / "key.pem"), "simulator": {"enabled": False}, "validation": {"inbound": "off"}}
    file.write_text(json.dumps(fixed | settings), "utf-8")
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [COMMAND, "serve"], cwd=folder, env=os.environ | {"SEKMET_CONFIG": str(file)}, stdout=log, stderr=log
        )
    try:
        _wait(process, base, folder)
        yield base
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(process: "subprocess.Popen[bytes]", base: str, folder: Path) -> None:
    for _ in range(300):
        with suppress(OSError), urllib.request.urlopen(f"{base}/metadata", timeout=2):
            return
        assert process.poll() is None, (folder / "log").read_text("utf-8")[-2000:]
        time.sleep(0.1)
    raise AssertionError("the FHIR server does not answer")


@pytest.fixture(scope="session")
def open_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that anybody on this machine may read."""
    with running(tmp_path_factory.mktemp("fhir")) as base:
        yield base


@pytest.fixture(scope="session")
def token_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that wants TOKEN."""
    auth = {"types": ["bearer"], "tokens": [TOKEN]}
    with running(tmp_path_factory.mktemp("fhir-token"), server_auth=auth) as base:
        yield base


def store(base: str, resources: list[Json], token: str = "") -> None:
    """PUT resources under their ids, in one transaction."""
    rows = [{"resource": r, "request": {"method": "PUT", "url": f"{r['resourceType']}/{r['id']}"}} for r in resources]
    body = json.dumps({"resourceType": "Bundle", "type": "transaction", "entry": rows}).encode()
    headers = {"Content-Type": "application/fhir+json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    with urllib.request.urlopen(urllib.request.Request(base, body, headers), timeout=60) as answer:
        assert answer.status == 200
