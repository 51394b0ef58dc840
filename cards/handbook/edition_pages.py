"""One page per guideline edition: where it comes from, its statements, and every number the rules take from it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from cards.guidelines import UNVERIFIED, Guideline, edition_data, edition_ids, guideline
from cards.handbook.markdown import bullets, link, page, section, subsection, table
from cards.recommendations import recommendations

WHAT_UNVERIFIED_MEANS = (
    f"Entries marked {UNVERIFIED} come from a source that could not be read in full. They are not to be relied on "
    "before somebody has compared them with the published text."
)


class Number(NamedTuple):
    """One parameter of an edition, as written in its file."""

    value: float
    unit: str
    source: str


@lru_cache
def parameters(edition_id: str) -> dict[str, Number]:
    """Every number of an edition by name, with unit and source; KeyError names what the file lacks."""
    return _flat(edition_data(edition_id)["parameters"], "")


def _flat(rows: Mapping[str, dict[str, object]], prefix: str) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for name, row in rows.items():
        if "value" in row:
            value = row["value"]
            assert isinstance(value, int | float), f"{prefix}{name}: the value is no number"
            found[prefix + name] = Number(value, str(row["unit"]), str(row["source"]))
        else:
            found |= _flat(row, f"{prefix}{name}.")  # type: ignore[arg-type]  # a table of tables
    return found


def pages() -> dict[str, str]:
    """The index and one page for each edition."""
    own = {f"editions/{name}.md": _page(guideline(name)) for name in edition_ids()}
    return {"editions/README.md": _index()} | own


def _index() -> str:
    rows = [(link(e.id, f"{e.id}.md"), e.title, e.publisher, e.review_by) for e in map(guideline, edition_ids())]
    return page("Guideline editions", table(("id", "title", "publisher", "review again by"), rows))


def _page(e: Guideline) -> str:
    head = table(
        ("", ""),
        (
            ("publisher", e.publisher),
            ("citation", e.citation),
            ("address", e.url),
            ("scale", e.scale),
            *_follows(e),
            ("review again by", e.review_by),
        ),
    )
    return page(
        f"{e.edition}: {e.title}",
        head,
        _warning(e),
        section("Level and grade of each recommendation, as printed", _evidence(e)),
        section("Currency notes", bullets(f"{key}: {note}" for key, note in e.currency.items())),
        section("Numbers", _numbers(e)),
        section("Dose tables", *(_dose_table(name, rows) for name, rows in e.tables.items())),
        section("Statements, in our words", _statements(e)),
    )


def _follows(e: Guideline) -> list[tuple[str, str]]:
    """The edition whose statements and numbers count where this one writes none."""
    followed = edition_data(e.id).get("follows")
    return [("what it does not write is taken from", link(followed, f"{followed}.md"))] if followed else []


def _warning(e: Guideline) -> str:
    """How many entries are marked, so that a reader does not have to search for them."""
    statements = [s.claim + s.evidence + s.note for s in e.statements.values()]
    sources = [number.source for number in parameters(e.id).values()]
    texts = [*e.evidence.values(), *e.currency.values(), *statements, *sources]
    marked = sum(UNVERIFIED in text for text in texts)
    return f"{marked} entries of this page are marked {UNVERIFIED}. {WHAT_UNVERIFIED_MEANS}" if marked else ""


def _evidence(e: Guideline) -> str:
    written = {r.id for r in recommendations()}
    rows = [
        (link(key, f"../recommendations/{key}.md") if key in written else f"{key} (not in this version)", tag)
        for key, tag in e.evidence.items()
    ]
    return table(("recommendation", "level, grade"), rows)


def _numbers(e: Guideline) -> str:
    rows = [(f"`{name}`", n.value, n.unit, n.source) for name, n in parameters(e.id).items()]
    return table(("name", "value", "unit", "source"), rows)


def _dose_table(name: str, rows: tuple[tuple[float, float], ...]) -> str:
    return subsection(f"`{name}`", table(("from", "mg"), rows))


def _statements(e: Guideline) -> str:
    rows = [(s.id, s.claim, s.evidence, s.note) for s in e.statements.values()]
    return table(("id", "claim", "level, grade", "note"), rows)
