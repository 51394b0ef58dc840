"""HEADERS: what stands around an answer, under the real server."""

import json
import time

import pytest

from tests.calls import SERVICE
from tests.contract.test_server import Running
from tests.hostile.checks import check
from tests.hostile.conftest import connected, received
from tests.security.test_canaries import marked

pytestmark = pytest.mark.enable_socket
GOOD = json.dumps(marked()).encode()
EVIL = "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: ftp\r\nX-Host: evil.example\r\nForwarded: host=evil.example\r\n"


def head(line: str, more: str = "", body: bytes = b"", host: str = "127.0.0.1") -> bytes:
    typed = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
    return f"{line} HTTP/1.1\r\nHost: {host}\r\n{typed}{more}\r\n".encode() + body


ROWS = [
    ("HD-001", head(f"POST {SERVICE}", body=GOOD)),
    ("HD-003", head(f"POST {SERVICE}", body=b"{")),
    ("HD-005", head(f"POST {SERVICE}", "Range: bytes=0-9\r\n", GOOD)),
    ("HD-006", head("GET /cds-services", EVIL, host="evil.example")),
]


@pytest.mark.parametrize(("case", "sent"), ROWS, ids=[row[0] for row in ROWS])
def test_the_headers_of_an_answer(case: str, sent: bytes, server: Running) -> None:
    with connected(server) as connection:
        began = time.perf_counter()
        connection.sendall(sent)
        check(case, received(connection, began), "", [])
