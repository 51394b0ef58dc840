"""CONTENT: media types and encodings other than plain JSON."""

import gzip
import json
import zlib
from typing import Any

import pytest

from tests.hostile.conftest import Ask
from tests.security.test_canaries import marked

BODY = json.dumps(marked()).encode()
ZEROS = bytes(1024 * 1024)


def _bomb(wbits: int) -> bytes:
    """1 GiB of zeros in about 1 MB."""
    packer = zlib.compressobj(9, wbits=wbits)
    return b"".join(packer.compress(ZEROS) for _ in range(1024)) + packer.flush()


def _encoded(name: str) -> dict[str, Any]:
    return {"headers": {"Content-Encoding": name}}


ROWS: list[tuple[str, Any, dict[str, Any]]] = [
    ("CT-002", BODY, {"content_type": "text/plain"}),
    ("CT-005", b"--b\r\nContent-Disposition: form-data; name=a\r\n\r\n{}\r\n--b--", {"content_type": "multipart/form-data; boundary=b"}),
    ("CT-007", BODY, {"content_type": "application/json; charset=utf-16"}),
    ("CT-009", BODY, {"content_type": f"application/json; padding={'x' * 60_000}"}),
    ("CT-012", b"", {}),
    ("CT-014", gzip.compress(BODY), _encoded("gzip")),
    ("CT-015", _bomb, _encoded("gzip")),
    ("CT-016", _bomb, _encoded("deflate")),
    ("CT-017", BODY, _encoded("br")),
    ("CT-018", BODY, _encoded("gzip")),
]
WBITS = {"gzip": 31, "deflate": 15}


@pytest.mark.parametrize(("case", "body", "more"), ROWS, ids=[row[0] for row in ROWS])
def test_a_body_that_is_not_plain_json(case: str, body: Any, more: dict[str, Any], ask: Ask) -> None:
    ask(case, body(WBITS[more["headers"]["Content-Encoding"]]) if callable(body) else body, **more)
