"""The strict fast look at raw JSON: an element is exactly of the expected type and form, or the reader is unsure.

What is looked at here is also what is read. Whatever raises Unsure goes to the arbiter (arbiter.py).
"""

import re
from datetime import datetime
from functools import lru_cache
from math import isfinite
from typing import Any

from cards.partial_date import PartialDate, partial_date
from service.reader.data import LIMITS
from service.reader.names import element_names

Json = dict[str, Any]
Shape = dict[str, tuple[type, ...] | None]
LARGEST: float = LIMITS["largest_number"]
LONGEST: int = LIMITS["longest_name"]
_NOT_THERE = object()


class Unsure(Exception):
    """An element is not exactly as expected; the message is its path, never its value."""


def shape(model: str, **read: type | tuple[type, ...]) -> Shape:
    """The names of an R4 datatype: those that are read with their JSON types, the others with None."""
    types = {name: kind if isinstance(kind, tuple) else (kind,) for name, kind in read.items()}
    return {name: types.get(name) for name in element_names(model)} | types


NUMBER = (int, float)
CODING = shape("Coding", system=str, code=str, display=str)
CONCEPT = shape("CodeableConcept", coding=list, text=str)
QUANTITY = shape("Quantity", value=NUMBER, comparator=str, unit=str, system=str, code=str)
PERIOD = shape("Period", start=str, end=str)
REFERENCE = shape("Reference", reference=str, display=str)


def shaped(thing: Any, names: Shape, path: str) -> Json:
    """`thing` as an object whose names R4 knows and whose read elements have their JSON type; else Unsure."""
    if type(thing) is not dict or not thing:
        raise Unsure(path)
    for key, value in thing.items():
        expected = names.get(key, _NOT_THERE)
        if expected is None:
            continue
        if expected is _NOT_THERE:
            raise Unsure(path)
        if type(value) not in expected or (type(value) is str and not value.strip()):  # type: ignore[operator]
            raise Unsure(f"{path}.{key}")
    return thing


Signature = tuple[Any, ...]


def signature(thing: Any) -> Signature | None:
    """A CodeableConcept as one hashable row, so that the answers about it can be kept; None for another shape.

    Text, the number of its elements, then system, code, display and the number of elements of each coding. The numbers
    tell whether there is more. The parts may be of any type: whoever keeps answers looks at them when a row is new.
    """
    try:
        coding = thing["coding"]
        if len(coding) == 1:
            one = coding[0]
            return (thing.get("text"), len(thing), one.get("system"), one.get("code"), one.get("display"), len(one))
        row = [thing.get("text"), len(thing)]
        for one in coding:
            row += (one.get("system"), one.get("code"), one.get("display"), len(one))
        return tuple(row)
    except (TypeError, KeyError, AttributeError):
        return None


def concept_of(row: Signature) -> Json | None:
    """The concept a signature stands for; None when there was more to it. TypeError for a part too long to keep."""
    if any(type(part) is str and len(part) > LONGEST for part in row):
        raise TypeError
    whole = {"coding": [_coding_of(row[at : at + 4]) for at in range(2, len(row), 4)], "text": row[0]}
    counted = [row[1], *row[5::4]]
    plain = {name: part for name, part in whole.items() if part is not None}
    lengths = [len(plain), *(len(coding) for coding in whole["coding"])]
    return plain if counted == lengths else None


def _coding_of(row: Signature) -> Json:
    return {name: part for name, part in zip(("system", "code", "display"), row[:3], strict=True) if part is not None}


def concept(thing: Any, path: str) -> Json:
    """A CodeableConcept; its codes have no blanks at the ends."""
    found = shaped(thing, CONCEPT, path)
    coding = found.get("coding", _NOT_THERE)
    if coding is _NOT_THERE:
        return found
    if not coding:
        raise Unsure(f"{path}.coding")
    for number, row in enumerate(coding):
        code = shaped(row, CODING, path).get("code")
        if code is not None and not is_code(code):
            raise Unsure(f"{path}.coding.{number}.code")
    return found


def is_code(text: str) -> bool:
    """The form of the datatype `code`: single blanks inside, none at the ends."""
    return " ".join(text.split()) == text


def many(thing: Any, path: str) -> list[Any]:
    """A list with at least one part; else Unsure."""
    if type(thing) is not list or not thing:
        raise Unsure(path)
    return thing


def concepts(resource: Json, name: str) -> list[Json]:
    """Every CodeableConcept of a repeating element; none when it is absent."""
    if name not in resource:
        return []
    return [concept(part, f"{name}.{number}") for number, part in enumerate(many(resource[name], name))]


def word(resource: Json, name: str) -> str:
    """A required code such as a status; Unsure when it is absent or no code."""
    found = resource.get(name)
    if type(found) is not str or not found or not is_code(found):
        raise Unsure(name)
    return found


def flag(resource: Json, name: str) -> bool:
    """A true-or-false element; False when absent."""
    found = resource.get(name, False)
    if type(found) is not bool:
        raise Unsure(name)
    return found


def number(value: Any, path: str) -> float:
    """A finite number that can be a measurement; a truth value is none."""
    if type(value) not in NUMBER or abs(value) > LARGEST or not isfinite(value):
        raise Unsure(path)
    return float(value)


_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)"
_TIME = rf"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]{{1,9}})?{_ZONE}"
_DAY = re.compile(rf"[0-9]{{4}}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01])(?:{_TIME})?)?)?")


@lru_cache(maxsize=8192)
def _day(text: str) -> PartialDate:
    if not _DAY.fullmatch(text):
        raise ValueError("not a FHIR date")
    return partial_date(text)


def day(text: Any, path: str) -> PartialDate:
    """A date or dateTime of R4: a time of day has seconds and a time zone. Unsure for anything else."""
    if type(text) is not str:
        raise Unsure(path)
    try:
        return _day(text)
    except ValueError:
        raise Unsure(path) from None


def instant(text: Any) -> datetime | None:
    """The moment a dateTime with a time of day means; None for anything else."""
    if type(text) is not str or "T" not in text or not _DAY.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def day_of(resource: Json, name: str) -> PartialDate | None:
    """The date of one element, or None when it is absent."""
    if name not in resource:
        return None
    text = resource[name]
    if type(text) is str:
        try:
            return _day(text)
        except ValueError:
            pass
    raise Unsure(name)


def day_or(known: PartialDate | None, resource: Json, name: str) -> PartialDate | None:
    """`known`, else the date of the element, which is looked at in either case."""
    if name not in resource:
        return known
    other = day_of(resource, name)
    return known or other


def period(thing: Any, path: str) -> tuple[PartialDate | None, PartialDate | None]:
    """Start and end of a Period."""
    found = shaped(thing, PERIOD, path)
    start, end = found.get("start"), found.get("end")
    return (
        None if start is None else day(start, f"{path}.start"),
        None if end is None else day(end, f"{path}.end"),
    )
