"""Guideline editions: statements with level and grade, and every number the rules use.

An edition that `follows` another writes only what differs; statements and numbers it does not write are the other's.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

UNVERIFIED = "UNVERIFIED"  # stands in an entry of an edition that nobody has compared with the published text yet
FOLLOWED = ("parameters", "tables")  # what is taken over, entry by entry; evidence and notes belong to one edition
AS_PRINTED = "as printed in {edition}: {evidence}"


@dataclass(frozen=True)
class Statement:
    """One statement of the source text: our paraphrase, its level and grade as printed, and a note if it needs one."""

    id: str
    claim: str
    evidence: str
    note: str = ""


@dataclass(frozen=True)
class Guideline:
    """One edition, as its file in guidelines/ says."""

    id: str
    title: str
    publisher: str
    edition: str
    citation: str
    url: str
    scale: str
    review_by: date
    statements: Mapping[str, Statement]
    evidence: Mapping[str, str]
    currency: Mapping[str, str]
    numbers: Mapping[str, float]
    tables: Mapping[str, tuple[tuple[float, float], ...]]

    def table(self, name: str) -> tuple[tuple[float, float], ...]:
        """A dose table as (lowest value, mg) from the top down; KeyError when the edition lacks it."""
        return self.tables[name]

    def number(self, name: str) -> float:
        """A parameter by name, "dosing_window.denosumab_120" for nested ones; KeyError when the edition lacks it."""
        return self.numbers[name]


@lru_cache
def guideline(edition_id: str) -> Guideline:
    """The edition of that id; KeyError when there is none."""
    return _read(edition_id, edition_data(edition_id))


@lru_cache
def edition_data(edition_id: str) -> dict[str, Any]:
    """The file of an edition, with what it takes over from the one it follows; KeyError when there is none."""
    for file in (resources.files("cards") / "guidelines").iterdir():
        if file.name == f"{edition_id}.toml":
            data = tomllib.loads(file.read_text("utf-8"))
            return _completed(data, edition_data(data["follows"])) if "follows" in data else data
    raise KeyError(edition_id)


def _completed(own: dict[str, Any], followed: dict[str, Any]) -> dict[str, Any]:
    """The edition with the entries it did not write; a level taken over names the edition it was printed in."""
    taken = {name: _merged(followed.get(name, {}), own.get(name, {})) for name in FOLLOWED}
    statements = {
        key: row | {"evidence": AS_PRINTED.format(edition=followed["edition"], evidence=row["evidence"])}
        for key, row in followed["statements"].items()
    }
    return own | taken | {"statements": statements | own.get("statements", {})}


def _merged(followed: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Tables within tables, entry by entry; the own entry wins."""
    both = {key: _merged(followed[key], own[key]) for key in own if isinstance(followed.get(key), dict)}
    return followed | own | both


def edition_ids() -> list[str]:
    """Every edition that can be chosen."""
    return sorted(f.name.removesuffix(".toml") for f in (resources.files("cards") / "guidelines").iterdir())


def _read(edition_id: str, data: dict[str, Any]) -> Guideline:
    """A missing key stops the start with its name."""
    statements = {
        key: Statement(key, row["claim"], row["evidence"], row.get("note", ""))
        for key, row in data["statements"].items()
    }
    return Guideline(
        id=edition_id,
        title=data["title"],
        publisher=data["publisher"],
        edition=data["edition"],
        citation=data["citation"],
        url=data["url"],
        scale=data["scale"],
        review_by=data["review_by"],
        statements=statements,
        evidence=data["evidence"],
        currency=data.get("currency", {}),
        numbers=_flat(data["parameters"]),
        tables={k: tuple((row["from"], row["mg"]) for row in rows) for k, rows in data.get("tables", {}).items()},
    )


def _flat(table: Mapping[str, object], prefix: str = "") -> dict[str, float]:
    numbers: dict[str, float] = {}
    for key, row in table.items():
        if isinstance(row, dict) and "value" in row:
            numbers[prefix + key] = row["value"]
        elif isinstance(row, dict):
            numbers |= _flat(row, f"{prefix}{key}.")
    return numbers
