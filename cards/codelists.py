"""Clinical code sets with provenance: one TOML file each, indexed once for look-up by code or text.

File format: `title`, `table`, `purpose`, `version`, `sources`, `reviewed`, optional `includes` (names of other lists),
one section per code system alias of code_systems.toml (`code = "display"` or `{ display, confidence }`; a trailing `*`
takes every descendant where the system allows it), `[exclude.<system>]` for codes a wildcard must not take,
and `[text]` with regular expressions per language for records that carry words only.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

TABLES = (
    "conditions",
    "medications",
    "results",
    "reports",
    "procedures",
    "orders",
    "allergies",
    "family_history",
    "encounters",
)


@dataclass(frozen=True)
class CodeSystem:
    """One row of code_systems.toml."""

    alias: str
    title: str
    uri: str
    also: tuple[str, ...]
    form: re.Pattern[str]
    wildcard: bool
    strip: str
    cut: re.Pattern[str] | None

    def normal(self, code: str) -> str:
        """A code as it is compared: without separators, national extensions cut, upper case."""
        plain = code.strip().upper()
        for mark in self.strip:
            plain = plain.replace(mark, "")
        return self.cut.split(plain)[0] if self.cut else plain


@dataclass(frozen=True)
class Code:
    """One row of a codelist."""

    system: str
    code: str
    display: str
    confidence: str = "verified"

    @property
    def stem(self) -> str:
        return self.code.removesuffix("*")


@dataclass(frozen=True)
class Codelist:
    """One clinical code set. `patterns` match text-only records."""

    name: str
    title: str
    tables: tuple[str, ...]
    purpose: str
    version: str
    sources: tuple[str, ...]
    reviewed: str
    includes: tuple[str, ...]
    codes: tuple[Code, ...]
    excluded: tuple[Code, ...]
    patterns: tuple[str, ...]


class Match(NamedTuple):
    """The codelists a code is in, the display of the first, and "system|code" as listed."""

    concepts: frozenset[str]
    meaning: str
    code: str


def _read(path: Any) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise ValueError(f"{path.name}: {wrong}") from wrong


@lru_cache
def code_systems() -> dict[str, CodeSystem]:
    """Every code system by alias."""
    rows = _read(resources.files("cards") / "code_systems.toml")
    return {
        alias: CodeSystem(
            alias=alias,
            title=row["title"],
            uri=row["uri"],
            also=tuple(row.get("also", ())),
            form=re.compile(row["form"]),
            wildcard=row.get("wildcard", False),
            strip=row.get("strip", ""),
            cut=re.compile(row["cut"]) if "cut" in row else None,
        )
        for alias, row in rows.items()
    }


@lru_cache
def codelists() -> dict[str, Codelist]:
    """Every codelist by name, checked: known tables and systems, well-formed codes, existing includes."""
    folder = resources.files("cards") / "codelists"
    lists = {f.name.removesuffix(".toml"): f for f in folder.iterdir() if f.name.endswith(".toml")}
    read = {name: _codelist(name, _read(file)) for name, file in sorted(lists.items())}
    for one in read.values():
        for name in one.includes:
            if name not in read:
                raise ValueError(f"{one.name}.toml: includes {name}, which is no codelist")
    return read


def codelist(name: str) -> Codelist:
    """One codelist; KeyError when there is none, so a misspelt name stops the start."""
    return codelists()[name]


def _codelist(name: str, data: dict[str, Any]) -> Codelist:
    tables = tuple([data["table"]] if isinstance(data["table"], str) else data["table"])
    if not set(tables) <= set(TABLES):
        raise ValueError(f"{name}.toml: table {tables} is none of {TABLES}")
    systems = {alias: rows for alias, rows in data.items() if isinstance(rows, dict) and alias in code_systems()}
    unknown = [k for k, v in data.items() if isinstance(v, dict) and k not in systems and k not in ("reviewed", "text", "exclude")]
    if unknown:
        raise ValueError(f"{name}.toml: section {unknown[0]} is no code system")
    codes = tuple(_code(name, alias, code, row) for alias, rows in systems.items() for code, row in rows.items())
    excluded = tuple(
        _code(name, alias, code, row) for alias, rows in data.get("exclude", {}).items() for code, row in rows.items()
    )
    return Codelist(
        name=name,
        title=data["title"],
        tables=tables,
        purpose=data["purpose"],
        version=data["version"],
        sources=tuple(data["sources"]),
        reviewed=data["reviewed"],
        includes=tuple(data.get("includes", ())),
        codes=codes,
        excluded=excluded,
        patterns=tuple(p for phrases in data.get("text", {}).values() for p in phrases),
    )


def _code(name: str, alias: str, code: str, row: str | dict[str, str]) -> Code:
    """One row, refused with its file when the code is not of the system's form or a wildcard is not allowed."""
    system = code_systems()[alias]
    if not system.form.fullmatch(code.removesuffix("*")) or (code.endswith("*") and not system.wildcard):
        raise ValueError(f"{name}.toml: {code} is not a code of {system.title}")
    if isinstance(row, str):
        return Code(alias, code, row)
    return Code(alias, code, row["display"], row.get("confidence", "verified"))


class _Index(NamedTuple):
    exact: dict[tuple[str, str], list[tuple[str, Code]]]
    stems: dict[tuple[str, str], list[tuple[str, Code]]]
    excluded: set[tuple[str, str, str]]
    aliases: dict[str, str]
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
    aliases = {uri: s.alias for s in code_systems().values() for uri in (s.uri, *s.also)}
    return _Index(exact, stems, excluded, aliases, _containing())


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


def system_alias(uri: str) -> str | None:
    """The alias of a code system URI; `|version` and a trailing slash do not matter. None when unknown."""
    return _index().aliases.get(uri.split("|")[0].rstrip("/"))


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


@lru_cache
def _phrases() -> tuple[list[tuple[Codelist, re.Pattern[str]]], re.Pattern[str]]:
    guards = _read(resources.files("cards") / "text_guards.toml")["guard"]
    phrases = [(one, re.compile("|".join(one.patterns), re.IGNORECASE)) for one in codelists().values() if one.patterns]
    return phrases, re.compile("|".join(guards), re.IGNORECASE)


@lru_cache(maxsize=4096)
def match_text(text: str, tables: Iterable[str] | str) -> Match | None:
    """The codelists whose words stand in `text` and that select from one of `tables`; None when there are none.

    Text with a word of doubt, negation or family history (text_guards.toml) matches nothing: words are weaker than
    codes, so they count only when they are plain.
    """
    phrases, guard = _phrases()
    if guard.search(text):
        return None
    wanted = {tables} if isinstance(tables, str) else set(tables)
    found = [one for one, pattern in phrases if wanted & set(one.tables) and pattern.search(text)]
    if not found:
        return None
    containing = _index().containing
    return Match(frozenset().union(*(containing[one.name] for one in found)), found[0].title, "")
