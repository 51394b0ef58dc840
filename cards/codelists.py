"""Look-up of clinical code sets: which codelists hold a code, and which ones the words of a text-only record name."""

import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from cards.code_systems import CodeSystem, code_systems, system_alias
from cards.codelist_files import TABLES, Code, Codelist, codelist, codelists, read_toml

__all__ = [
    "TABLES",
    "Code",
    "CodeSystem",
    "Codelist",
    "Match",
    "code_systems",
    "codelist",
    "codelists",
    "match_code",
    "match_text",
    "system_alias",
]

# Typesetting that must not matter: six kinds of hyphen and dash, and marks without width.
TYPESETTING = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | dict.fromkeys("\u200b\u200c\u200d\ufeff\u00ad", "")
)


class Match(NamedTuple):
    """The codelists a code is in, the display of the first, and "system|code" as listed ("" for a match by text)."""

    concepts: frozenset[str]
    meaning: str
    code: str


class _Index(NamedTuple):
    exact: dict[tuple[str, str], list[tuple[str, Code]]]
    stems: dict[tuple[str, str], list[tuple[str, Code]]]
    excluded: set[tuple[str, str, str]]
    containing: dict[str, frozenset[str]]


@lru_cache
def _index() -> _Index:
    exact: dict[tuple[str, str], list[tuple[str, Code]]] = {}
    stems: dict[tuple[str, str], list[tuple[str, Code]]] = {}
    excluded: set[tuple[str, str, str]] = set()
    for one in codelists().values():
        for code in one.codes:
            key = (code.system, code_systems()[code.system].normal(code.stem))
            (stems if code.code.endswith("*") else exact).setdefault(key, []).append((one.name, code))
        excluded |= {(one.name, c.system, code_systems()[c.system].normal(c.stem)) for c in one.excluded}
    return _Index(exact, stems, excluded, _containing())


def _containing() -> dict[str, frozenset[str]]:
    """For each list, itself and every list that includes it, at any depth."""
    around: dict[str, frozenset[str]] = {}

    def holders(name: str) -> frozenset[str]:
        if name not in around:
            direct = [one.name for one in codelists().values() if name in one.includes]
            around[name] = frozenset({name}).union(*(holders(outer) for outer in direct))
        return around[name]

    for name in codelists():
        holders(name)
    return around


@lru_cache(maxsize=65536)
def match_code(uri: str, code: str) -> Match | None:
    """The codelists that hold this code, or None. Codes say nothing about a person, so the answers are kept."""
    index = _index()
    alias = system_alias(uri)
    if alias is None:
        return None
    system = code_systems()[alias]
    plain = system.normal(code)
    found = list(index.exact.get((alias, plain), ()))
    if system.wildcard:
        for length in range(len(plain), 0, -1):
            found += index.stems.get((alias, plain[:length]), ())
    kept = [(name, row) for name, row in found if not _is_excluded(index, name, alias, plain)]
    if not kept:
        return None
    concepts: frozenset[str] = frozenset().union(*(index.containing[name] for name, _ in kept))
    return Match(concepts, kept[0][1].display, f"{system.uri}|{kept[0][1].stem}")


def _is_excluded(index: _Index, name: str, alias: str, plain: str) -> bool:
    return any((name, alias, plain[:length]) in index.excluded for length in range(len(plain), 0, -1))


class _Guards(NamedTuple):
    longest: int
    history_counts_in: frozenset[str]
    guard: re.Pattern[str]
    past: re.Pattern[str]
    doubt: re.Pattern[str]

    def hold_back(self, one: Codelist, table: str, text: str) -> bool:
        """True when words of negation, history or doubt keep this text from counting for the list."""
        if one.unguarded:
            return False
        past_counts = one.also_past or table in self.history_counts_in
        return bool(
            self.guard.search(text)
            or (not past_counts and self.past.search(text))
            or (not one.also_suspected and self.doubt.search(text))
        )


@lru_cache
def _guards() -> _Guards:
    rows = read_toml(resources.files("cards") / "text_guards.toml")
    guard, past, doubt = (re.compile("|".join(rows[name]), re.IGNORECASE) for name in ("guard", "past", "doubt"))
    return _Guards(rows["longest_text"], frozenset(rows["history_counts_in"]), guard, past, doubt)


@lru_cache
def _phrases(table: str, refining: bool) -> tuple[tuple[Codelist, re.Pattern[str]], ...]:
    """The lists with words for this table, each with one expression."""
    lists = [one for one in codelists().values() if one.patterns and table in one.tables]
    wanted = [one for one in lists if one.refines] if refining else lists
    return tuple((one, re.compile("|".join(one.patterns), re.IGNORECASE)) for one in wanted)


@lru_cache(maxsize=4096)
def match_text(text: str, tables: str, refining: bool = False) -> Match | None:
    """The codelists of the table `tables` whose words stand in `text`; None when there are none.

    Words are weaker than codes, so they count only when they are plain: text_guards.toml lists what makes them not.
    With `refining` only the lists that may add to a code are asked (no ICD-10 code says castration-resistant).
    """
    guards = _guards()
    if len(text) > guards.longest:
        return None
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(TYPESETTING).split())
    hits = [(one, pattern.search(plain)) for one, pattern in _phrases(tables, refining)]
    found = [(len(hit[0]), one) for one, hit in hits if hit and not guards.hold_back(one, tables, plain)]
    if not found:
        return None
    containing = _index().containing
    longest = max(found, key=lambda pair: pair[0])[1]
    return Match(frozenset().union(*(containing[one.name] for _, one in found)), longest.title, "")
