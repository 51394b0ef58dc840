"""JSON: bodies that one parser takes and another does not, numbers and names nobody means, and sizes."""

import json
from typing import Any

import pytest

from tests.calls import Json, changed
from tests.hostile.conftest import Ask
from tests.security.test_canaries import marked

LIMIT = 5 * 1024 * 1024
BODY = json.dumps(marked()).encode()
VALUE = b'"value": 0.9'
HOOK = b'"hook": "patient-view"'
MERSENNE = 2**61 - 1  # CPython hashes integers by this number


def value(number: bytes) -> bytes:
    """The request with one laboratory value written so."""
    assert VALUE in BODY
    return BODY.replace(VALUE, b'"value": ' + number)


def named(name: bytes) -> bytes:
    assert b"ZZPHI-name" in BODY
    return BODY.replace(b"ZZPHI-name", name)


def nested(levels: int, opening: str = '{"a":', closing: str = "}") -> bytes:
    return BODY[:-1] + b', "extension": ' + (opening * levels + "1" + closing * levels).encode() + b"}"


def padded(size: int) -> bytes:
    body = BODY[:-1] + b', "padding": "'
    return body + b"x" * (size - len(body) - 2) + b'"}'


def keys(rows: Any) -> Json:
    return changed("context", {"userId": "Practitioner/1", "patientId": "zzphi-patient-77"} | dict.fromkeys(rows, 1), marked())


ROWS: list[tuple[str, Any]] = [
    ("JS-001", b"hello"),
    ("JS-002", BODY[:-20]),
    ("JS-005", BODY.replace(b'"', b"'")),
    ("JS-008", b'"patient-view"'),
    ("JS-009", b"7"),
    ("JS-010", b"null"),
    ("JS-011", b"true"),
    ("JS-013", BODY + BODY),
    ("JS-014", BODY + b"\n" + BODY),
    ("JS-015", BODY.replace(HOOK, HOOK + b', "hook": "order-sign"')),
    ("JS-017", BODY.replace(HOOK, HOOK + b', "\\u0068ook": "order-sign"')),
    ("JS-018", BODY.replace(b'"conditions":', b'"conditions": null, "conditions":')),
    ("JS-020", value(b"NaN")),
    ("JS-021", value(b"Infinity")),
    ("JS-022", value(b"-Infinity")),
    ("JS-025", value(b"9" * 5000)),
    ("JS-026", value(b"9" * 4299)),
    ("JS-028", value(b"007")),
    ("JS-029", value(b"0x10")),
    ("JS-031", nested(100_000)),
    ("JS-032", b"[" * 50_000),
    ("JS-034", nested(30)),
    ("JS-035", keys(f"key{number}" for number in range(100_000))),
    ("JS-036", padded(LIMIT + 1)),
    ("JS-038", padded(LIMIT)),
    ("JS-040", named(b"\xff\xfe")),
    ("JS-041", named(b"\xc0\xaf")),
    ("JS-042", named(b"\\ud800")),
    ("JS-044", named(b"a\x01b")),
    ("JS-045", named(b"\\uffff")),
    ("JS-046", named(b"\\u202eabc")),
    ("JS-048", BODY[:-1] + b', "__proto__": {"polluted": true}, "constructor": {"prototype": {"x": 1}}}'),
    ("JS-049", BODY[:-1] + b', "__class__": "os.system"}'),
    ("JS-053", keys(str(number * MERSENNE) for number in range(50_000))),
]


@pytest.mark.parametrize(("case", "body"), ROWS, ids=[row[0] for row in ROWS])
def test_a_body_that_is_odd_json(case: str, body: Any, ask: Ask) -> None:
    ask(case, body)
