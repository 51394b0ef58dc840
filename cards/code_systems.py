"""Code systems: which URI names which system, and how its codes are compared (rows of code_systems.toml)."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


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


@lru_cache
def code_systems() -> dict[str, CodeSystem]:
    """Every code system by alias."""
    file = resources.files("cards") / "code_systems.toml"
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
        for alias, row in tomllib.loads(file.read_text("utf-8")).items()
    }


@lru_cache
def _aliases() -> dict[str, str]:
    return {uri: system.alias for system in code_systems().values() for uri in (system.uri, *system.also)}


def system_alias(uri: str) -> str | None:
    """The alias of a code system URI; `|version` and a trailing slash do not matter. None when unknown."""
    return _aliases().get(uri.partition("|")[0].rstrip("/"))
