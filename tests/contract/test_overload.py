"""Under more calls than threads a call that waited too long is sent away at once, and everybody gets an answer."""

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.calls import SERVICE, demo
from tests.contract.test_server import Running, serving

pytestmark = pytest.mark.enable_socket
BODY = json.dumps(demo()).encode()
SLOW = "import time; from service import invoke; judge = invoke.judge\ninvoke.judge = lambda *a, **k: time.sleep(1.5) or judge(*a, **k)"


def call(server: Running) -> tuple[int, str | None, str]:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=20)
    connection.request("POST", SERVICE, BODY, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    found = answer.status, answer.getheader("Retry-After"), answer.read().decode()
    connection.close()
    return found


def test_a_call_that_waited_too_long_for_a_thread_is_told_to_come_again(tmp_path: Path) -> None:
    with serving(tmp_path, SLOW, workers=1) as server, ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: call(server), range(12)))
        statuses = [status for status, _, _ in answers]
        assert statuses.count(200) >= 4
        assert statuses.count(503) >= 4
        assert statuses.count(200) + statuses.count(503) == 12
        sent_away = [one for one in answers if one[0] == 503]
        assert {retry for _, retry, _ in sent_away} == {"5"}
        assert all(json.loads(body)["issue"][0]["code"] == "transient" for _, _, body in sent_away)
        assert call(server)[0] == 200
