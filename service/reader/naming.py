"""Decides on raw JSON whether a resource concerns any codelist: by its codes, else by its words. Validates nothing.

Codes come first. Words (the text, then the displays) are asked when no code is in a list of the table; lists that
refine a code (`refines` in the codelist) are asked also beside one. Junk of any shape names nothing and never raises.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from cards.codelists import Match, codelists, match_code, match_text, system_alias
from service.reader.shapes import LONGEST, Json, Signature, Unsure, concept_of, concepts, signature
from service.reader.shapes import concept as strict_concept


class Named(NamedTuple):
    """What a concept is called: its codelists, display and "system|code" of the first, and whether words decided."""

    concepts: frozenset[str]
    meaning: str
    code: str
    by_text: bool = False


@cache
def lists_of(table: str) -> frozenset[str]:
    """The codelists that select from a table."""
    return frozenset(one.name for one in codelists().values() if table in one.tables)


@lru_cache(maxsize=65536)
def _coded(system: str, code: str, table: str) -> Named | None:
    match = match_code(system, code)
    return _of_table(match, table, False)


@lru_cache(maxsize=16384)
def _worded(text: str, table: str, refining: bool = False) -> Named | None:
    match = match_text(text, table, refining)
    return _of_table(match, table, True)


def _of_table(match: Match | None, table: str, by_text: bool) -> Named | None:
    """The match, if one of its lists selects from the table; a report has only the lists it may carry."""
    if match is None:
        return None
    fitting = match.concepts & lists_of(table)
    if not fitting:
        return None
    return Named(fitting if table == "reports" else match.concepts, match.meaning, match.code, by_text)


def both(one: Named | None, other: Named | None) -> Named | None:
    """Two names of one thing as one: every list, the meaning and code of the first."""
    if one is None or other is None:
        return other if one is None else one
    added = other.concepts - one.concepts
    if not added:
        return one
    return Named(one.concepts | added, one.meaning, one.code, one.by_text or other.by_text)


class Look(NamedTuple):
    """What a concept is called, and whether it is exactly as R4 wants it, so that nobody needs to look again."""

    named: Named | None
    sure: bool


def look(concept: Any, table: str) -> Look:
    """`named`, with the answer kept for concepts met before: they say nothing about a person."""
    row = signature(concept)
    if row is not None:
        try:
            kept = _look(row, table)
            if kept is not None:
                return kept
        except TypeError:  # a part is no text, or too long to be kept
            pass
    return Look(named(concept, table), False)


@lru_cache(maxsize=32768)
def _look(row: Signature, table: str) -> Look | None:
    concept = concept_of(row)
    if concept is None:
        return None
    try:
        strict_concept(concept, "")
    except Unsure:
        return Look(named(concept, table), False)
    return Look(named(concept, table), True)


def named(concept: Any, table: str) -> Named | None:
    """What a CodeableConcept is called in the lists of `table`; None when it concerns none of them."""
    if type(concept) is not dict:
        return _odd(concept, table)
    codings = concept.get("coding", ())
    if type(codings) is not list:
        codings = [codings]
    found: Named | None = None
    for coding in codings:
        if type(coding) is dict:
            system, code = coding.get("system"), coding.get("code")
            if type(system) is str and type(code) is str and len(code) + len(system) <= LONGEST:
                found = both(found, _coded(system, code, table))
    refining = found is not None
    for text in words(concept):
        if len(text) <= LONGEST:
            found = both(found, _worded(text, table, refining))
    if found is None and "concept" in concept and type(concept["concept"]) is dict:  # R5 wraps it
        return named({name: part for name, part in concept["concept"].items() if name != "concept"}, table)
    return found


def words(concept: Json) -> list[str]:
    """The text and the displays of a concept, each once."""
    text = concept.get("text")
    found = [text] if type(text) is str else []
    codings = concept.get("coding", ())
    for coding in codings if type(codings) is list else [codings]:
        if type(coding) is dict:
            display = coding.get("display")
            if type(display) is str and display not in found:
                found.append(display)
    return found


def _odd(concept: Any, table: str) -> Named | None:
    """Plain words, or a list of concepts, where one concept should be: named all the same, so that it is not lost."""
    if type(concept) is str:
        return _worded(concept, table) if len(concept) <= LONGEST else None
    if type(concept) is list:
        return any_named((part for part in concept if type(part) is not list), table)
    return None


def any_named(concepts: Iterable[Any], table: str) -> Named | None:
    """What several concepts of one resource are called together."""
    found: Named | None = None
    for part in concepts:
        found = both(found, named(part, table))
    return found


def shapeless(concept: Any) -> bool:
    """True when a code is not of the shape of a CodeableConcept, so that what it names cannot be known."""
    if type(concept) is not dict:
        return True
    coding = concept.get("coding")
    if coding is None:
        return type(concept.get("text")) is not str and "extension" not in concept
    return type(coding) is not list or any(type(row) is not dict for row in coding)


def says_nothing(concept: Any) -> bool:
    """True when neither a code of a known system nor words say what is meant."""
    if type(concept) is not dict:
        return not concept
    if words(concept):
        return False
    codings = concept.get("coding", ())
    rows = [row for row in (codings if type(codings) is list else [codings]) if type(row) is dict]
    return not any(type(row.get("system")) is str and row.get("code") and system_alias(row["system"]) for row in rows)


def reasons_of(raw: Json) -> frozenset[str]:
    """The codelists of why something is ordered: what `listed` finds, and the words of reasons."""
    if "reasonCode" not in raw:
        return frozenset()
    found = concepts(raw, "reasonCode")
    said = any_named(found, "reasons")
    return frozenset[str]().union(said.concepts if said else (), *(listed(one) for one in found))


def listed(concept: Any) -> frozenset[str]:
    """The codelists of a coded answer, a reason or an intent: codes of any table, else words of results."""
    found = named(concept, "results")
    other: frozenset[str] = frozenset()
    codings = concept.get("coding", ()) if type(concept) is dict else ()
    for row in codings if type(codings) is list else ():
        if type(row) is dict and type(row.get("system")) is str and type(row.get("code")) is str:
            match = match_code(row["system"], row["code"])
            other |= match.concepts if match else frozenset()
    return other | (found.concepts if found else frozenset())
