"""Strict JSON for request bodies: UTF-8, no duplicate keys, no NaN or infinity, bounded depth; fast for large charts.

orjson refuses what RFC 8259 forbids (NaN, trailing commas, control characters, invalid UTF-8, lone surrogates, byte
order marks, two documents) and numbers that become infinite. It keeps the last of two equal keys; that is found here.
"""

from typing import Any

import orjson

DEPTH_LIMIT = 60
_TO_BRACES = bytes.maketrans(b"[]", b"{}")
_NO_MARKS = bytes(set(range(256)) - set(b'"[]{}'))


class NotStrictJson(ValueError):
    """The body is not acceptable; the message says which rule it breaks and holds nothing of the body."""


def parse(body: bytes) -> Any:
    """The value in `body`; NotStrictJson when it is not JSON or breaks a rule above."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise NotStrictJson("not valid JSON in UTF-8") from None
    marks = _marks(body)
    if _too_deep(marks):
        raise NotStrictJson(f"nested deeper than {DEPTH_LIMIT} levels")
    try:
        again = orjson.dumps(value)
    except TypeError:  # orjson writes at most 254 levels
        raise NotStrictJson(f"nested deeper than {DEPTH_LIMIT} levels") from None
    if again != body and _quotes(again) != marks.count(b'"'):
        raise NotStrictJson("an object has the same key twice")
    return value


def _quotes(text: bytes) -> int:
    """How many quotes open or close a string. A dropped duplicate key takes its own two away, so the counts differ."""
    return _without_escapes(text).count(b'"')


def _marks(text: bytes) -> bytes:
    """The quotes that open or close a string, and every bracket."""
    return _without_escapes(text).translate(None, _NO_MARKS)


def _without_escapes(text: bytes) -> bytes:
    """Inside strings a quote is always escaped: pairs of backslashes first, then escaped quotes, are taken out."""
    return text.replace(b"\\\\", b"").replace(b'\\"', b"") if b"\\" in text else text


def _too_deep(marks: bytes) -> bool:
    """Take out the innermost brackets again and again: one round for each level.

    Brackets inside strings rarely matter; when they leave a remainder, the strings are taken out and it is counted
    exactly. A body that hides its depth behind brackets in strings still meets orjson's own limit of 254 levels.
    """
    return bool(_remainder(marks) and _remainder(b"".join(marks.split(b'"')[::2])))


def _remainder(marks: bytes) -> bytes:
    brackets = marks.translate(_TO_BRACES, b'"')
    for _ in range(DEPTH_LIMIT):
        brackets = brackets.replace(b"{}", b"")
        if not brackets:
            break
    return brackets
