"""Unit conversion by the table in units.toml: analyte, unit written, unit wanted, factor."""

import tomllib
import unicodedata
from functools import lru_cache
from importlib import resources


@lru_cache
def _plain(spelling: str) -> str:
    """A unit as it is compared: no case, no blanks, one micro sign, no raised figures."""
    return "".join(unicodedata.normalize("NFKC", spelling).lower().replace("μ", "u").split())


@lru_cache
def _table() -> dict[tuple[str, str, str], float]:
    rows = tomllib.loads((resources.files("cards") / "units.toml").read_text("utf-8"))["conversion"]
    table: dict[tuple[str, str, str], float] = {}
    for row in rows:
        for spelling in (row["from"], *row.get("also_written", ())):
            table[row.get("analyte", ""), _plain(spelling), row["to"]] = row["factor"]
    return table


@lru_cache
def _spellings() -> frozenset[str]:
    return frozenset(spelling for _, spelling, _ in _table())


def convert(value: float, written: str | None, wanted: str, analyte: str = "") -> float | None:
    """`value` in the unit `wanted`; None when the table has no row for the written unit and this analyte.

    A missing unit is accepted where the table says so (scores) and nowhere else.
    """
    spelling = _plain(written or "")
    table = _table()
    for key in ((analyte, spelling, wanted), ("", spelling, wanted)):
        if key in table:
            return value * table[key]
    return None


def known(written: str | None) -> bool:
    """True when some row of the table knows this spelling."""
    return _plain(written or "") in _spellings()
