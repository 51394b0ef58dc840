"""Strict JSON for request bodies: UTF-8, no duplicate keys, no NaN or infinity, bounded depth; fast for large charts.

orjson refuses what RFC 8259 forbids (NaN, trailing commas, control characters, invalid UTF-8, lone surrogates, byte
order marks, two documents) and numbers that become infinite. It keeps the last of two equal keys; that is found here.
"""

from typing import Any

import orjson

DEPTH_LIMIT = 60
_TO_BRACES = bytes.maketrans(b"[]", b"{}")
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class NotStrictJson(ValueError):
    """The body is not acceptable; the message says which rule it breaks and holds nothing of the body."""


def parse(body: bytes) -> Any:
    """The value in `body`; NotStrictJson when it is not JSON or breaks a rule above."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise NotStrictJson("not valid JSON in UTF-8") from None
    if _too_deep(body):
        raise NotStrictJson(f"nested deeper than {DEPTH_LIMIT} levels")
    try:
        again = orjson.dumps(value)
    except TypeError:  # orjson writes at most 254 levels
        raise NotStrictJson(f"nested deeper than {DEPTH_LIMIT} levels") from None
    if again != body and _quotes(again) != _quotes(body):
        raise NotStrictJson("an object has the same key twice")
    return value


def _quotes(text: bytes) -> int:
    """How many quotes open or close a string. A dropped duplicate key takes its own two away, so the counts differ.

    Inside strings a quote is always escaped: pairs of backslashes first, then escaped quotes, are taken out.
    """
    if b"\\" in text:
        text = text.replace(b"\\\\", b"").replace(b'\\"', b"")
    return text.count(b'"')


def _too_deep(body: bytes) -> bool:
    """Take out the innermost brackets again and again: one round for each level.

    Brackets inside strings rarely matter; when they leave a remainder, the strings are taken out and it is counted
    exactly. A body that hides its depth behind brackets in strings still meets orjson's own limit of 254 levels.
    """
    if not _remainder(body):
        return False
    plain = body.replace(b"\\\\", b"").replace(b'\\"', b"")
    return bool(_remainder(b"".join(plain.split(b'"')[::2])))


def _remainder(text: bytes) -> bytes:
    brackets = text.translate(_TO_BRACES, _NOT_BRACKETS)
    for _ in range(DEPTH_LIMIT):
        brackets = brackets.replace(b"{}", b"")
        if not brackets:
            break
    return brackets
