"""Benchmark, not a test: server CPU and latency of a chart-open call as a ratio to a bare Flask call, same workers.

Run with `make bench`. Both servers run under the same gunicorn settings and take turns in every round, so that the
ratio holds on a noisy machine. CPU is user + system time of the server's processes divided by completed requests.
"""

import http.client
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import orjson

from tests.load.request import request
from tests.load.tokens import Client, bearers, key_set, new_client

PUBLIC = "https://cds.bench.example"
PATH = "/cds-services/bone-health-patient-view"
WORKERS = ["-w", "2", "-k", "gthread", "--threads", "4", "--worker-tmp-dir", tempfile.gettempdir()]
ROUNDS, CALLS, CONCURRENT = 5, 400, 8
TICKS = os.sysconf("SC_CLK_TCK")


class Server(NamedTuple):
    """One running server: its name, port, the id of its process group, and who signs the calls to it."""

    name: str
    port: int
    group: int
    client: Client | None = None


class Measured(NamedTuple):
    """One round: milliseconds of server CPU per request, median and 99th percentile of the answer in milliseconds."""

    cpu: float
    p50: float
    p99: float


def _cpu_ticks(group: int) -> int:
    """User and system ticks of every process of the group, and of its children that ended."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
    return ticks


@contextmanager
def running(
    name: str, app: str, folder: str, client: Client | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Start gunicorn with this application and environment on a free port; stop it afterwards."""
    port = _free_port()
    environment = dict(os.environ) | {"BONE_HEALTH_DATA_DIR": folder, "PYTHONPATH": str(Path.cwd())}
    environment |= settings or {}
    command = [sys.executable, "-m", "gunicorn", *WORKERS, "-b", f"127.0.0.1:{port}", "--log-level", "error", app]
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        _wait_until_it_answers(process, port)
        yield Server(name, port, process.pid, client)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise SystemExit("the server stopped before it answered")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"nothing answers on port {port}")


def _headers(server: Server, calls: int) -> list[dict[str, str]]:
    """The headers of so many calls. Tokens are signed here, before anything is measured; each is used once."""
    plain = {"Content-Type": "application/json"}
    if server.client is None:
        return [plain] * calls
    return [plain | one for one in bearers(server.client, f"{PUBLIC}{PATH}", calls)]


def _call_many(port: int, body: bytes, headers: list[dict[str, str]], seconds: list[float]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for one in headers:
        start = time.perf_counter()
        connection.request("POST", PATH, body, one)
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.client.OK:
            raise SystemExit(f"status {answer.status}")
        seconds.append(time.perf_counter() - start)


def measure(server: Server, body: bytes, calls: int, concurrent: int) -> Measured:
    """Send `calls` requests over `concurrent` connections."""
    _call_many(server.port, body, _headers(server, 20), [])
    seconds: list[float] = []
    headers = [_headers(server, calls // concurrent) for _ in range(concurrent)]
    before = _cpu_ticks(server.group)
    threads = [
        threading.Thread(target=_call_many, args=(server.port, body, part, seconds))
        for part in headers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cpu = (_cpu_ticks(server.group) - before) / TICKS / len(seconds)
    ordered = sorted(seconds)
    return Measured(cpu * 1000, statistics.median(ordered) * 1000, ordered[int(len(ordered) * 0.99)] * 1000)


def compare(title: str, servers: list[Server], body: bytes) -> None:
    """Print the medians over the rounds of every server, and the ratios to the first one round by round."""
    for concurrent in (1, CONCURRENT):
        rounds = [[measure(s, body, CALLS, concurrent) for s in servers] for _ in range(ROUNDS)]
        for position, server in enumerate(servers):
            cpu, p50, p99 = (statistics.median(r[position][i] for r in rounds) for i in range(3))
            print(f"{title:34} c={concurrent} {server.name:9} cpu {cpu:6.2f} ms  p50 {p50:6.2f} ms  p99 {p99:6.2f} ms")
        for position, server in enumerate(servers[1:], start=1):
            for i, figure in enumerate(Measured._fields):
                ratios = [r[position][i] / r[0][i] for r in rounds]
                words = f"{server.name} ratio {figure:4} median {statistics.median(ratios):.2f}"
                print(f"{title:34} c={concurrent} {words}  (min {min(ratios):.2f}, max {max(ratios):.2f})")


def where_the_time_goes(body: bytes, repeats: int = 300) -> None:
    """Print the mean time of each line of the request, measured in this process."""
    from tests.load.stages import stages  # noqa: PLC0415  starts the service's code only for this part

    print("\nwhere the time goes (this process, one thread)")
    total = 0.0
    for name, seconds in stages(body, repeats):
        total += seconds
        print(f"  {name:28} {seconds * 1e6:8.0f} us")
    print(f"  {'sum':28} {total * 1e6:8.0f} us")


SERVICE = "service.server:application()"


def trusting(folder: str, algorithm: str) -> tuple[Client, dict[str, str]]:
    """A client that signs this way, and the settings of a service that trusts it; everything else is as shipped."""
    client = new_client(algorithm)
    file = Path(folder) / f"trust-{algorithm}.json"
    row = {"iss": client.issuer, "jwks": key_set(client), "rate_limit": "1000000/minute"}
    file.write_text(json.dumps({"issuers": [row]}), "utf-8")
    return client, {"BONE_HEALTH_TRUST_FILE": str(file), "BONE_HEALTH_PUBLIC_URL": PUBLIC}


def main(report: Callable[[str], None] = print) -> None:
    """Both requests against every server, then the stages."""
    bodies = {"60 relevant resources": request(), "60 relevant and 500 irrelevant": request(500)}
    with (
        tempfile.TemporaryDirectory() as folder,
        running("baseline", "tests.load.baseline:app", folder) as baseline,
        running("service", SERVICE, folder) as service,
        running("RS384", SERVICE, folder, *trusting(folder, "RS384")) as rsa,
        running("ES384", SERVICE, folder, *trusting(folder, "ES384")) as elliptic,
    ):
        for title, body in bodies.items():
            raw = orjson.dumps(body)
            report(f"\n{title}: {len(raw)} bytes")
            compare(title, [baseline, service, rsa, elliptic], raw)
    for title, body in bodies.items():
        report(f"\n{title}")
        where_the_time_goes(orjson.dumps(body))


if __name__ == "__main__":
    main()
