"""Acknowledged feedback survives what a machine room does: kill -9 of every worker, a database that goes and comes back."""

import json
import os
import signal
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.calls import demo, post
from tests.contract.test_server import Running, serving
from tests.postgres import Cluster
from tests.stores import FEEDBACK, Open, overridden, rows, served, tell

WRITERS, KILLS = 16, 5


def workers(of: int) -> list[int]:
    """The processes this one started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == of:
            found.append(int(stat.parent.name))
    return found


def kill(server: Running) -> None:
    for one in workers(server.process.pid):
        os.kill(one, signal.SIGKILL)


def send(server: Running, items: list[Any]) -> bool:
    """True when the feedback was acknowledged."""
    body = json.dumps({"feedback": items}).encode()
    request = urllib.request.Request(server.url + FEEDBACK, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def card(writer: int, number: int) -> str:
    return f"00000000-0000-4000-8000-{writer:04}{number:08}"


@pytest.mark.enable_socket
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_five_kills_under_sixteen_writers_lose_nothing_acknowledged(
    kind: str, tmp_path: Path, opening: Open, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'journal.sqlite3'}"
    if kind == "postgresql":
        url = request.getfixturevalue("cluster").new_database(f"k{time.time_ns()}")
    kept: set[str] = set()
    done = threading.Event()

    def write(server: Running, writer: int) -> None:
        number = 0
        while not done.is_set():
            number += 1
            if send(server, [overridden(card(writer, number))]):
                kept.add(card(writer, number))
            else:
                time.sleep(0.02)

    first = f"import os; os.environ['BONE_HEALTH_DATABASE_URL'] = {url!r}"
    with serving(tmp_path, first) as server:
        threads = [threading.Thread(target=write, args=(server, number)) for number in range(WRITERS)]
        for one in threads:
            one.start()
        for _ in range(KILLS):
            time.sleep(1)
            kill(server)
        time.sleep(1)
        done.set()
        for one in threads:
            one.join()
        bulk = [overridden(card(99, number)) for number in range(1000)]
        sending = threading.Thread(target=send, args=(server, bulk))
        sending.start()
        time.sleep(0.05)
        kill(server)
        sending.join()
    stored = [one.card for one in rows(opening(url), "select card from feedback")]
    assert len(kept) > WRITERS
    assert kept - set(stored) == set()
    assert len(stored) == len(set(stored))
    assert sum(one.startswith(card(99, 0)[:28]) for one in stored) in {0, 1000}


def test_a_database_that_goes_and_comes_back(cluster: Cluster, opening: Open) -> None:
    """Feedback gets 503 while it is down and nothing acknowledged is lost; cards are given all the time."""
    journal = opening(cluster.new_database(f"d{time.time_ns()}"))
    to = served(journal)
    assert tell(to, overridden(card(1, 1))) == 200
    cluster.stop()
    try:
        assert tell(to, overridden(card(1, 2))) == 503
        before = time.monotonic()
        assert post(to, demo()).get_json()["cards"]
        assert time.monotonic() - before < 2
        journal.flush()
        assert to.get("/readyz").get_json()["status"] == "degraded"
    finally:
        cluster.start()
    assert tell(to, overridden(card(1, 2))) == 200
    journal.flush()
    assert to.get("/readyz").get_json() == {"status": "ready"}
    assert [one.card for one in rows(journal, "select card from feedback order by id")] == [card(1, 1), card(1, 2)]
    assert rows(journal, "select * from cards_issued")
