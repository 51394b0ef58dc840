"""The real thing on both sides: gunicorn with two processes reads a FHIR server for several charts at once."""

import json
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.calls import SERVICE
from tests.contract.test_server import Running, serving
from tests.fhir_server.charts import Json, patients
from tests.fhir_server.conftest import store

pytestmark = pytest.mark.enable_socket
# Runs in the server's process before it starts: who calls, and from where that client may be read.
WHO = """
import os
from service import invoke
from service.auth import Caller
os.environ["BONE_HEALTH_ALLOW_HTTP_LOOPBACK"] = "1"
who = Caller("esmo-2014", "INT", "en", "critical", "https://ehr.example", "", ("{base}",), 10.0)
invoke.authenticate = lambda *args, **more: who
"""


def advice(server: Running, body: Json) -> tuple[list[str], float]:
    """The topics of the cards, and how long they took."""
    begun = time.monotonic()
    headers = {"Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(server.url + SERVICE, json.dumps(body).encode(), headers), timeout=20) as answer:
        cards = json.loads(answer.read())["cards"]
    return [one["source"]["topic"]["code"] for one in cards], time.monotonic() - begun


def test_charts_opened_at_the_same_time_are_read_and_answered(open_server: str, tmp_path: Path) -> None:
    one = patients()["VG-01-us"]
    store(open_server, one.resources)
    body = one.body | {"fhirServer": open_server, "prefetch": {"familyHistory": None}}
    with serving(tmp_path, WHO.format(base=open_server)) as server, ThreadPoolExecutor(8) as clerks:
        answers = list(clerks.map(lambda _: advice(server, body), range(40)))
    assert {tuple(topics) for topics, _ in answers} == {("BMAMETSSTART",)}
    assert max(seconds for _, seconds in answers) < 5
