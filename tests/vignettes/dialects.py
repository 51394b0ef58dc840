"""The three dialects of a medical record, from TOML tables: how a country's systems write each fact."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cards.codelists import code_systems

FOLDER = Path(__file__).parent
NAMES = ("us", "eu", "cn")


class Coding(NamedTuple):
    """One code of a dialect; `system` is an alias of code_systems.toml."""

    system: str
    code: str
    display: str

    def as_fhir(self) -> dict[str, str]:
        return {"system": code_systems()[self.system].uri, "code": self.code, "display": self.display}


class Wording(NamedTuple):
    """How one fact is written. Results only: `kind` is quantity, integer or answer; a quantity is the fact's value
    times `factor`, rounded to `digits` places, in `unit`; `site` is a body site of the dialect."""

    text: str
    codes: tuple[Coding, ...] = ()
    kind: str = "quantity"
    unit: str = ""
    factor: float = 1.0
    digits: int | None = None
    site: str = ""

    def as_fhir(self) -> dict[str, Any]:
        """A FHIR CodeableConcept; without `coding` when the dialect has words only."""
        coding = {"coding": [code.as_fhir() for code in self.codes]} if self.codes else {}
        return {**coding, "text": self.text}


class Habits(NamedTuple):
    """The [dialect] section of a table."""

    title: str
    clock: str
    empty: str
    ucum: bool
    weeks: bool
    fractions: str
    dose_text: str
    interval_text: str
    fractions_text: str
    single_fraction_text: str
    total_dose_text: str

    def fractions_in_words(self, fractions: int) -> str:
        """How the dialect writes a number of fractions."""
        return self.single_fraction_text if fractions == 1 else self.fractions_text.format(fractions=fractions)


class Dialect(NamedTuple):
    """One dialect: its habits, and its wordings by section and name of the fact."""

    name: str
    habits: Habits
    sections: dict[str, dict[str, Wording]]

    def wording(self, section: str, *names: str) -> Wording:
        """The wording of the first of `names` the section has; KeyError when it has none."""
        rows = self.sections.get(section, {})
        for name in names:
            if name in rows:
                return rows[name]
        raise KeyError(f"{self.name}.toml: [{section}] has no row for {' or '.join(names)}")


def _wording(row: dict[str, Any]) -> Wording:
    codes = tuple(Coding(*code) for code in row.get("codes", ()))
    return Wording(**{**row, "codes": codes})


@cache
def dialect(name: str) -> Dialect:
    """One of the dialects in NAMES."""
    rows = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    habits = Habits(**rows.pop("dialect"))
    sections = {title: {fact: _wording(row) for fact, row in facts.items()} for title, facts in rows.items()}
    return Dialect(name, habits, sections)


@cache
def facts() -> dict[str, dict[str, str]]:
    """What every fact means: codelist by section and name; and FHIR's own URIs under "uri"."""
    return tomllib.loads((FOLDER / "facts.toml").read_text("utf-8"))
