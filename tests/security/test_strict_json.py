"""Strict JSON: what a lenient parser would let through is refused, and what real charts hold is not."""

import json
import time

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.strict_json import NotStrictJson, parse
from tests.calls import client, demo, post

NESTED = 60
REFUSED: dict[str, bytes] = {
    "empty": b"",
    "blanks": b"  \n",
    "cut": b'{"a": [1, 2',
    "trailing comma": b'{"a": 1,}',
    "comment": b'{"a": 1 /* x */}',
    "single quotes": b"{'a': 1}",
    "two documents": b"{}{}",
    "two lines": b"{}\n{}",
    "NaN": b'{"a": NaN}',
    "Infinity": b'{"a": Infinity}',
    "minus Infinity": b'{"a": -Infinity}',
    "a number that becomes infinite": b'{"a": 1e400}',
    "5 000 digits": b'{"a": ' + b"9" * 5000 + b"}",
    "leading zero": b'{"a": 012}',
    "hex": b'{"a": 0x1F}',
    "byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "invalid UTF-8": b'{"a": "\xff"}',
    "overlong UTF-8": b'{"a": "\xc0\xaf"}',
    "lone surrogate": b'{"a": "\\ud800"}',
    "control character": b'{"a": "\x01"}',
    "duplicate key": b'{"hook": "a", "hook": "b"}',
    "duplicate key with equal values": b'{"hook": "a", "hook": "a"}',
    "duplicate key deep inside": b'{"a": [{"b": {"status": "final", "status": "entered-in-error"}}]}',
    "duplicate key written with an escape": b'{"hook": "a", "h\\u006fok": "b"}',
    "duplicate key beside escaped quotes": b'{"a": "x\\"y", "a": "x\\"y"}',
    "duplicate key beside backslashes": b'{"a": "\\\\", "a": "\\\\"}',
    "duplicate key with a quote in it": b'{"a\\"": 1, "a\\u0022": 2}',
    "duplicate empty key": b'{"": 1, "": 2}',
    "61 levels of arrays": b"[" * 61 + b"]" * 61,
    "61 levels of objects": b'{"a":' * 61 + b"1" + b"}" * 61,
    "900 levels": b'{"a":' * 900 + b"1" + b"}" * 900,
    "100 000 levels": b"[" * 100_000 + b"]" * 100_000,
    "50 000 open brackets": b"[" * 50_000,
    "61 levels beside brackets in a string": b'{"text": "[", "deep": ' + b"[" * 60 + b"]" * 60 + b"}",
    "300 levels hidden behind brackets in strings": b'{"a":"}","b":' * 300 + b"1" + b',"c":"{"}' * 300,
}


@pytest.mark.parametrize("story", REFUSED)
def test_it_is_refused(story: str) -> None:
    with pytest.raises(NotStrictJson):
        parse(REFUSED[story])


@pytest.mark.parametrize("story", REFUSED)
def test_it_gets_400_over_http(story: str) -> None:
    assert post(client(), REFUSED[story]).status_code == 400


TAKEN: dict[str, bytes] = {
    "60 levels": b"[" * 60 + b"]" * 60,
    "brackets in strings": b'{"a": "[[[[", "b": "}}}}", "c": {"d": "[x] {y}"}}',
    "the same key in two objects": b'[{"a": 1}, {"a": 1}]',
    "escaped quotes": b'{"a\\"b": "c\\"d", "a": "\\u0022"}',
    "backslashes before a quote": b'{"a": "\\\\", "b": "\\\\\\\\"}',
    "white space everywhere": b' { "a" : [ 1 , 2 ] ,\r\n\t"b" : { } } ',
    "escapes of every kind": b'{"a": "\\b\\f\\n\\r\\t\\/\\u00e9\\ud83d\\ude00"}',
    "a large and a small number": b"[1e308, -0.0, 1e-320, 18446744073709551616]",
    "names of Python's own": b'{"__proto__": 1, "__class__": 2}',
    "a quote as text": '{"a": "\u201c\u300c\ufffe"}'.encode(),
}


@pytest.mark.parametrize("story", TAKEN)
def test_it_is_taken(story: str) -> None:
    assert parse(TAKEN[story]) == json.loads(TAKEN[story])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=12),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=6), inside, max_size=4),
    max_leaves=20,
)


@given(JSON, st.booleans(), st.sampled_from([None, 1]))
def test_any_json_is_read_as_it_is(value: object, escaped: bool, indent: int | None) -> None:
    assert parse(json.dumps(value, ensure_ascii=escaped, indent=indent).encode("utf-8", "strict")) == value


@given(st.dictionaries(st.text(max_size=6), JSON, min_size=1, max_size=4), st.data())
def test_any_doubled_key_is_found(value: dict[str, object], data: st.DataObject) -> None:
    twice = data.draw(st.sampled_from(sorted(value)))
    rows = [*value.items(), (twice, data.draw(JSON))]
    text = ", ".join(f"{json.dumps(key)}: {json.dumps(one)}" for key, one in rows)
    with pytest.raises(NotStrictJson):
        parse(f'[{{"x": {{{text}}}}}]'.encode())


def test_a_message_holds_nothing_of_the_body() -> None:
    for body in (b'{"ZZPHI": 1, "ZZPHI": 2}', b'{"ZZPHI": tru}', b'{"ZZPHI":' * 70 + b"1" + b"}" * 70):
        with pytest.raises(NotStrictJson) as refused:
            parse(body)
        assert "ZZPHI" not in str(refused.value)
        assert refused.value.__cause__ is None


HEAVY = {
    "100 000 keys": orjson.dumps({f"k{i}": i for i in range(100_000)}),
    "a key of a megabyte": orjson.dumps({"x" * 1_000_000: 1}),
    "a string of 4 MB": orjson.dumps({"a": "x" * 4_000_000}),
    "4 MB of quotes": orjson.dumps({"a": '"\\' * 1_000_000}),
    "200 000 items": orjson.dumps(list(range(200_000))),
    "4 MB of brackets in a string": orjson.dumps({"a": "[" * 4_000_000}),
    "4 MB of pairs of brackets": b"[" + b"[]," * 1_300_000 + b"[]]",
    "integers that collide as keys": orjson.dumps({str(i * (2**61 - 1)): i for i in range(50_000)}),
}


@pytest.mark.parametrize("story", HEAVY)
def test_a_heavy_body_takes_bounded_time(story: str) -> None:
    start = time.process_time()
    parse(HEAVY[story])
    assert time.process_time() - start < 3


def test_depth_30_in_an_extension_works() -> None:
    extension: dict[str, object] = {}
    for _ in range(30):
        extension = {"extension": [extension]}
    body = demo() | {"extension": {"com.example": json.loads(json.dumps({"a": [1]}))}}
    body["prefetch"]["patient"]["extension"] = [{"url": "x", "valueString": "y"}]
    assert post(client(), body | {"deep": json.loads('{"a":' * 30 + "1" + "}" * 30)}).status_code == 200
