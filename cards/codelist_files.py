"""Reads the codelist files: one clinical code set with provenance each, checked as it is read.

File format: `title`, `table`, `purpose`, `version`, `sources`, `reviewed`, optional `includes` (names of other lists),
one section per code system alias of code_systems.toml (`code = "display"` or `{ display, confidence }`; a trailing `*`
takes every descendant where the system allows it), `[exclude.<system>]` for codes a wildcard must not take,
and `[text]` with regular expressions per language for records that carry words only. Switches of `[text]`:
`refines` (the words are also read beside a code), `also_suspected` (words of doubt do not matter), `also_past` (words
of history do not matter), `unguarded` (no such words matter: the expressions read them themselves).
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from cards.code_systems import code_systems

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
    "reasons",  # why something is ordered: no table of the record, but an answer of the order
)
SWITCHES = ("refines", "also_suspected", "also_past", "unguarded")
LANGUAGES = ("en", "zh")


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


@dataclass(frozen=True, eq=False)  # each list exists once; comparing by identity keeps look-ups fast
class Codelist:
    """One clinical code set. `patterns` match text-only records; the switches are those of `[text]`."""

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
    dose_mg: float | None = None  # one dose of the product, for lists of one product
    refines: bool = False
    also_suspected: bool = False
    also_past: bool = False
    unguarded: bool = False


def read_toml(path: Any) -> dict[str, Any]:
    """The content of a TOML file of this package; ValueError with its name when it is malformed."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise ValueError(f"{path.name}: {wrong}") from wrong


@lru_cache
def codelists() -> dict[str, Codelist]:
    """Every codelist by name, checked: known tables and systems, well-formed codes, existing includes."""
    folder = resources.files("cards") / "codelists"
    lists = {f.name.removesuffix(".toml"): f for f in folder.iterdir() if f.name.endswith(".toml")}
    read = {name: _codelist(name, read_toml(file)) for name, file in sorted(lists.items())}
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
    sections = {key: value for key, value in data.items() if isinstance(value, dict) and key not in ("text", "exclude")}
    text = data.get("text", {})
    if not set(text) <= {*SWITCHES, *LANGUAGES}:
        raise ValueError(f"{name}.toml: [text] knows only {SWITCHES} and {LANGUAGES}")
    return Codelist(
        name=name,
        title=data["title"],
        tables=tables,
        purpose=data["purpose"],
        version=data["version"],
        sources=tuple(data["sources"]),
        reviewed=data["reviewed"],
        includes=tuple(data.get("includes", ())),
        codes=_codes(name, sections),
        excluded=_codes(name, data.get("exclude", {})),
        patterns=tuple(pattern for language in LANGUAGES for pattern in text.get(language, ())),
        dose_mg=data.get("dose_mg"),
        **{switch: text.get(switch, False) for switch in SWITCHES},
    )


def _codes(name: str, sections: dict[str, dict[str, Any]]) -> tuple[Code, ...]:
    return tuple(_code(name, alias, code, row) for alias, rows in sections.items() for code, row in rows.items())


def _code(name: str, alias: str, code: str, row: str | dict[str, str]) -> Code:
    """One row, refused with its file when its system is unknown or the code is not of that system's form."""
    system = code_systems().get(alias)
    if system is None:
        raise ValueError(f"{name}.toml: section {alias} is no code system")
    if not system.form.fullmatch(code.removesuffix("*")) or (code.endswith("*") and not system.wildcard):
        raise ValueError(f"{name}.toml: {code} is not a code of {system.title}")
    if isinstance(row, str):
        return Code(alias, code, row)
    return Code(alias, code, row["display"], row.get("confidence", "verified"))
