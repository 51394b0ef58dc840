"""What a probe is: a function of what was seen that yields complaints; none means that the requirement is met."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from service.conformance.asking import Json
from service.conformance.visit import Seen

Probe = Callable[[Seen], Iterable[str]]
ADDRESS = re.compile(r"https://[^\s/]+(/\S*)?")
REVERSE_DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9_-]+)+")


class NotTestable(Exception):
    """Nothing was seen that could show it; the message says what is missing."""


def some(things: list[Json], what: str) -> list[Json]:
    """The things, or NotTestable when there is none."""
    if not things:
        raise NotTestable(f"no {what} seen")
    return things


def text(thing: Any, name: str) -> str:
    """A complaint when the element is no text with words in it, else ""."""
    value = thing.get(name)
    return "" if type(value) is str and value.strip() else f"{name} is missing, empty or no string"


def texts(things: Iterable[Json], name: str) -> Iterator[str]:
    """The complaints about one required text of many things."""
    return (complaint for thing in things if (complaint := text(thing, name)))


def lists(things: Iterable[Json], name: str) -> Iterator[str]:
    """The complaints about an optional list: when it is there it has at least one object in it."""
    for thing in things:
        value = thing.get(name, [{}])
        if type(value) is not list or not value or any(type(one) is not dict for one in value):
            yield f"{name} is no list of objects, or empty"


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value inside, with the path to it."""
    yield path, value
    inside = value.items() if type(value) is dict else enumerate(value) if type(value) is list else ()
    for key, one in inside:
        yield from walk(one, f"{path}.{key}")
