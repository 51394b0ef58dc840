"""Load with a trust table that changes all the time: no call may fail. `python -m tests.load.reload` runs a minute of it.

Four callers, each call with a token of its own; the table is replaced every half second by one with another origin.
"""

import http.client
import json
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.calls import SERVICE, demo
from tests.contract.test_server import Running, serving
from tests.signing import PUBLIC, row, token, trust_file

BODY = json.dumps(demo()).encode()
MANY = {"rate_limit": "100000/minute"}
CALLERS, BETWEEN = 4, 0.5


class Outcome(NamedTuple):
    """How often each status was answered, and how often the table changed."""

    statuses: Counter[int]
    turns: int


def status(server: Running, authorization: str) -> int:
    """The status of one call on a connection of its own."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=20)
    connection.request("POST", SERVICE, BODY, {"Content-Type": "application/json", "Authorization": authorization})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def under_reloads(server: Running, file: Path, seconds: float) -> Outcome:
    """Call for so long while the table in `file` changes."""
    answers: list[int] = []
    until = time.monotonic() + seconds

    def keep_calling() -> None:
        while time.monotonic() < until:
            answers.append(status(server, f"Bearer {token()}"))

    callers = [threading.Thread(target=keep_calling) for _ in range(CALLERS)]
    for caller in callers:
        caller.start()
    turns = 0
    while time.monotonic() < until:
        turns += 1
        folder = file.parent / f"turn-{turns}"
        folder.mkdir()
        trust_file(folder, row(origins=[f"https://app-{turns}.example"], **MANY)).replace(file)
        time.sleep(BETWEEN)
    for caller in callers:
        caller.join()
    return Outcome(Counter(answers), turns)


def main(seconds: float) -> None:
    """Print what was answered; exit code 1 when anything but 200 was."""
    with tempfile.TemporaryDirectory() as name:
        file = trust_file(Path(name), row(**MANY))
        with serving(Path(name), trust_file=str(file), public_url=PUBLIC) as server:
            outcome = under_reloads(server, file, seconds)
    print(f"{seconds:.0f} s, {outcome.turns} tables, answers by status: {dict(outcome.statuses)}")
    sys.exit(int(set(outcome.statuses) != {200}))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
