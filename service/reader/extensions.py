"""Reads what oncology guides add to a treatment: fractions, also in words, intent and technique (extensions.toml)."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from service.reader.data import rows
from service.reader.facts import only_one
from service.reader.names import choices
from service.reader.naming import listed, words
from service.reader.quantities import whole_number
from service.reader.shapes import Json, Unsure, concept, many, shape, shaped

URLS: dict[str, list[str]] = rows("extensions")
LEAST = {"valueUnsignedInt": 0, "valuePositiveInt": 1}
WORDS = [re.compile(one, re.IGNORECASE) for one in URLS["fractions_in_words"]]
VALUES = choices("Extension")["value"]
EXTENSION = shape("Extension", url=str, valueCodeableConcept=dict)


def fractions_of(raw: Json) -> int | None:
    """The number of fractions; of several volumes the largest; sessions only when no fractions are given."""
    if "extension" not in raw:
        return None
    found = [*_numbers(raw, URLS["fractions"]), *_of_volumes(raw)] or list(_numbers(raw, URLS["sessions"]))
    return max(found, default=None)


def fractions_said(concepts: Iterable[Json]) -> int | None:
    """The number of fractions the words of these concepts name; None when they name none, or more than one number."""
    texts = [text for one in concepts for text in words(one)]
    found = {int(number) for text in texts for one in WORDS for number in one.findall(text)} - {0}
    return found.pop() if len(found) == 1 else None


def intents_of(raw: Json) -> frozenset[str]:
    """The codelists of intent and technique."""
    if "extension" not in raw:
        return frozenset()
    found = list(_with_url(raw, URLS["answers"], "extension"))
    for outer, path in _with_url(raw, URLS["answers_inside"], "extension"):
        found += _with_url(outer, URLS["answers"], f"{path}.extension")
    coded = [(one["valueCodeableConcept"], path) for one, path in found if "valueCodeableConcept" in one]
    return frozenset[str]().union(*(listed(concept(value, f"{path}.valueCodeableConcept")) for value, path in coded))


def _of_volumes(raw: Json) -> Iterator[int]:
    for outer, path in _with_url(raw, URLS["dose_to_volume"], "extension"):
        yield from _numbers(outer, URLS["fractions_of_volume"], f"{path}.extension")


def _numbers(holder: Json, urls: list[str], path: str = "extension") -> Iterator[int]:
    for found, where in _with_url(holder, urls, path):
        name = only_one(found, VALUES)
        if name in LEAST:
            value = whole_number(found[name], f"{where}.{name}")
            if value < LEAST[name]:
                raise Unsure(f"{where}.{name}")
            yield value


def _with_url(holder: Json, urls: list[str], path: str) -> Iterator[tuple[Json, str]]:
    if "extension" not in holder:
        return
    for place, found in enumerate(many(holder["extension"], path)):
        where = f"{path}.{place}"
        url: Any = found.get("url") if type(found) is dict else None
        if type(url) is not str:
            raise Unsure(where)
        if url in urls:
            yield shaped(found, EXTENSION, where), where
