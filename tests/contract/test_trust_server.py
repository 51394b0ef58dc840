"""The trust table under gunicorn with several workers: a token is good once for all of them, and a new table costs no call."""

import http.client
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from service.replay import replay_store
from tests.calls import SERVICE, demo
from tests.contract.test_server import Running, serving
from tests.signing import PUBLIC, row, token, trust_file

pytestmark = pytest.mark.enable_socket
BODY = json.dumps(demo()).encode()
MANY = {"rate_limit": "100000/minute"}


def status(server: Running, authorization: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=20)
    connection.request("POST", SERVICE, BODY, {"Content-Type": "application/json", "Authorization": authorization})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


@pytest.mark.requirement("JWT-12")
def test_of_twenty_uses_of_one_token_at_once_one_is_answered(tmp_path: Path) -> None:
    """AUTH-218."""
    file = trust_file(tmp_path, row())
    with serving(tmp_path, workers=3, trust_file=str(file), public_url=PUBLIC) as server, ThreadPoolExecutor(20) as pool:
        for _ in range(3):
            once = f"Bearer {token()}"
            answers = sorted(pool.map(lambda authorization: status(server, authorization), [once] * 20))
            assert answers == [200] + [401] * 19


def test_a_table_that_changes_every_half_second_costs_no_call(tmp_path: Path) -> None:
    file = trust_file(tmp_path, row(**MANY))
    with serving(tmp_path, trust_file=str(file), public_url=PUBLIC) as server:
        answers: list[int] = []
        until = time.monotonic() + 6

        def keep_calling() -> None:
            while time.monotonic() < until:
                answers.append(status(server, f"Bearer {token()}"))

        callers = [threading.Thread(target=keep_calling) for _ in range(4)]
        for caller in callers:
            caller.start()
        turns = 0
        while time.monotonic() < until:
            turns += 1
            folder = tmp_path / f"turn-{turns}"
            folder.mkdir()
            trust_file(folder, row(origins=[f"https://app-{turns}.example"], **MANY)).replace(file)
            time.sleep(0.5)
        for caller in callers:
            caller.join()
        assert set(answers) == {200}
        assert len(answers) > 40
        assert turns >= 10


def test_without_the_store_of_used_tokens_nobody_is_let_in(tmp_path: Path) -> None:
    """Fail closed: 503 with Retry-After, and 200 again when it is back."""
    file, store = trust_file(tmp_path, row()), tmp_path / "store"
    store.write_text("a file where the folder should be")
    url = f"sqlite:///{store / 'replay.sqlite3'}"
    with serving(tmp_path, trust_file=str(file), public_url=PUBLIC, replay_url=url) as server:
        assert status(server, f"Bearer {token()}") == 503
        store.unlink()
        assert status(server, f"Bearer {token()}") == 200


@pytest.mark.requirement("BP-02")
def test_tokens_that_have_run_out_are_forgotten(tmp_path: Path) -> None:
    store = replay_store(f"sqlite:///{tmp_path / 'replay.sqlite3'}")
    assert [store.first("iss", "one", 10.0, 0.0), store.first("iss", "one", 10.0, 0.0)] == [True, False]
    assert store.first("other", "one", 10.0, 0.0)
    for number in range(1000):
        store.first("iss", f"later-{number}", 99.0, 50.0)
    assert store.first("iss", "one", 99.0, 50.0)
