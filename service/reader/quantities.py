"""Numbers with units as results carry them: which of the two unit spellings counts, and the report's lower limit."""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from cards.units import known
from service.reader.shapes import LARGEST, LONGEST, NUMBER, QUANTITY, Json, Unsure, is_code, many, number, shape, shaped

RANGE = shape("ObservationReferenceRange", low=dict, type=dict, appliesTo=list, age=dict)
PLAIN_RANGE = {"low", "high", "text"}
NORMAL = "normal"  # code of referencerange-meaning; a range without a type is the normal range


class Unit(NamedTuple):
    """The words around a number: the unit that counts, whether it is only a limit, whether unit and code disagree."""

    unit: str | None
    limited: bool
    disagree: bool
    parts: int


def quantity(thing: Any, path: str) -> tuple[float | None, Unit]:
    """The number of a Quantity, finite if there is one, and its unit; else Unsure."""
    try:
        value = thing.get("value")
        unit = _unit(thing.get("unit"), thing.get("code"), thing.get("system"), thing.get("comparator"))
        exact = len(thing) == unit.parts + (value is not None)
    except (TypeError, AttributeError):  # no object, or a part is no text
        exact = False
    if not exact:
        found = shaped(thing, QUANTITY, path)
        value, unit = found.get("value"), _other_unit(found, path)
    if value is None:
        return None, unit
    if type(value) not in NUMBER or not -LARGEST <= value <= LARGEST:  # not a number fails this too
        raise Unsure(f"{path}.value")
    return float(value), unit


def _other_unit(found: Json, path: str) -> Unit:
    """The same for a Quantity that has more parts; Unsure when a word is no code or too long."""
    try:
        return _unit(found.get("unit"), found.get("code"), found.get("system"), found.get("comparator"))
    except TypeError:
        raise Unsure(path) from None


@lru_cache(maxsize=4096)
def _unit(words: Any, code: Any, system: Any, comparator: Any) -> Unit:
    """The unit as written: the code where the unit table knows it, else the words. TypeError for what is no text."""
    given = [part for part in (words, code, system, comparator) if part is not None]
    if not all(type(part) is str and part.strip() and len(part) <= LONGEST for part in given):
        raise TypeError
    if not all(part is None or is_code(part) for part in (code, comparator)):
        raise TypeError
    unit = code if code is not None and (words is None or known(code)) else words
    disagree = words is not None and code is not None and words != code and _differ(words, code)
    return Unit(unit, comparator is not None, disagree, len(given))


@lru_cache(maxsize=4096)
def _differ(one: str, other: str) -> bool:
    if not (known(one) and known(other)):
        return False
    table = _factors()
    first, second = table.get(_plain(one), {}), table.get(_plain(other), {})
    shared = first.keys() & second.keys()
    return not shared or any(first[key] != second[key] for key in shared)


@lru_cache
def _factors() -> dict[str, dict[tuple[str, str], float]]:
    """For each spelling its factors by analyte and wanted unit, from the unit table of the guideline core."""
    factors: dict[str, dict[tuple[str, str], float]] = {}
    for row in tomllib.loads((resources.files("cards") / "units.toml").read_text("utf-8"))["conversion"]:
        for spelling in (row["from"], *row.get("also_written", ())):
            factors.setdefault(_plain(spelling), {})[row.get("analyte", ""), row["to"]] = row["factor"]
    return factors


def _plain(spelling: str) -> str:
    return "".join(spelling.lower().replace("μ", "u").replace("µ", "u").split())


def lower_limit(thing: Json, unit: str | None) -> float | None:
    """The one lower limit of the normal range for everybody, in the unit of the value; None for none or several."""
    ranges = many(thing["referenceRange"], "referenceRange")
    if len(ranges) == 1:
        return _low(ranges[0], 0, unit)
    lows = {_low(row, place, unit) for place, row in enumerate(ranges)} - {None}
    return lows.pop() if len(lows) == 1 else None


def _low(row: Any, place: int, unit: str | None) -> float | None:
    if type(row) is not dict or not row or not row.keys() <= PLAIN_RANGE:
        shaped(row, RANGE, f"referenceRange.{place}")
        if "appliesTo" in row or "age" in row or not _is_normal(row.get("type")):
            return None
    if "low" not in row:
        return None
    low, words = quantity(row["low"], "referenceRange.low")
    return low if not words.limited and words.unit in (unit, None) else None


def _is_normal(meaning: Any) -> bool:
    if meaning is None:
        return True
    codings = meaning.get("coding") if type(meaning) is dict else None
    return type(codings) is list and any(type(row) is dict and row.get("code") == NORMAL for row in codings)


def whole_number(value: Any, path: str) -> int:
    """An integer of R4; a truth value is none."""
    if type(value) is not int:
        raise Unsure(path)
    number(value, path)
    return value
