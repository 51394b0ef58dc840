"""Facts as words: numbers, units and dates for the reader, and every string of the chart made harmless for Markdown."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from cards.partial_date import PartialDate
from cards.recommendation import Fact, Quantity, Sentence
from cards.text import _, fill

Translate = Callable[[str], str]

TITLE_LIMIT = 300
LONGEST = 80  # characters of a chart string that reach a card
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")
# Letters, digits and marks without meaning in Markdown: no list, link or heading can come of them.
_HARMLESS = re.compile(r"(?!\d+[.)])[^\W_](?:[^\W_]|[ ,/%'()+-]|(?<=\d)\.(?=\d))*")
NOT_RECORDED = _("not recorded")
MORE = _("and {count} more")


def escape(text: str, longest: int = LONGEST) -> str:
    """A string for use inside Markdown: no control or direction marks, one line, cut to `longest`, marks escaped."""
    if _HARMLESS.fullmatch(text) and len(text) <= longest:
        return text
    shown = (c for c in text[: 4 * longest] if not _hidden(c))
    visible = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in shown)
    clean = " ".join("".join(visible).split())[:longest]
    return clean if _HARMLESS.fullmatch(clean) else _MARKS.sub(r"\\\1", clean)


def _hidden(character: str) -> bool:
    """Zero-width, direction and private characters: they show nothing, or something else than is there."""
    return unicodedata.category(character) in ("Cf", "Co", "Cs", "Cn")


def words(fact: Fact, translate: Translate) -> str:
    """One fact as it stands in a sentence."""
    if fact is None:
        return translate(NOT_RECORDED)
    if isinstance(fact, Quantity):
        return f"{number(fact.value)} {unit_words(fact.unit)}".rstrip()
    if isinstance(fact, PartialDate):
        return str(fact)
    if isinstance(fact, str):
        return escape(translate(fact))
    return number(fact)


def number(value: float) -> str:
    """A number without trailing zeros; whole numbers without a point."""
    return f"{value:.10g}"


@lru_cache(maxsize=256)
def unit_words(unit: str) -> str:
    """A UCUM unit as people write it: "mL/min/{1.73_m2}" is "mL/min/1.73 m2", "{score}" is nothing."""
    plain = re.sub(r"\{([^}]*)\}", lambda m: m[1].replace("_", " ") if any(c.isdigit() for c in m[1]) else "", unit)
    return escape(plain.replace("[", "").replace("]", ""))


def sentence(one: Sentence, translate: Translate) -> str:
    """A sentence with its facts in it; a fact that begins it gets a capital letter."""
    template = translate(one.template)
    said = fill(template, {name: words(fact, translate) for name, fact in one.facts.items()}) if one.facts else template
    return said[:1].upper() + said[1:] if template.startswith("{") else said


def paragraph(sentences: Iterable[Sentence], translate: Translate) -> str:
    return " ".join([sentence(one, translate) for one in sentences])


def listing(rows: Iterable[str]) -> str:
    """A bullet list."""
    return "\n".join([f"- {row}" for row in rows])


def titles(rows: Iterable[str], translate: Translate) -> list[str]:
    """What was looked for; these are titles of codelists, so they are not cut."""
    return [escape(translate(one), TITLE_LIMIT) for one in rows]


def first_few(rows: Sequence[str], most: int, translate: Translate) -> list[str]:
    """The first `most` rows, and how many more there are; one more row is shown rather than counted."""
    if len(rows) <= most + 1:
        return list(rows)
    return [*rows[:most], translate(MORE).format(count=len(rows) - most)]


def by_reason(gaps: Iterable[str], translate: Translate) -> str:
    """ "A: why" and "B: why" as "A, B (why)": what could not be read, grouped by the reason."""
    rows = _grouped(gaps, translate).items()
    return "; ".join([f"{', '.join(things)} ({why})" if why else ", ".join(things) for why, things in rows])


def reasons(gaps: Iterable[str], most: int, translate: Translate) -> list[str]:
    """The same with the reason first, a row for each: "Why: A, B"; `most` things of each reason are named."""
    shown = ((why, ", ".join(first_few(things, most, translate))) for why, things in _grouped(gaps, translate).items())
    return [f"{why}: {things}" if why else things for why, things in shown]


def _grouped(gaps: Iterable[str], translate: Translate) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for gap in gaps:
        what, _colon, why = gap.partition(": ")
        found.setdefault(escape(translate(why), TITLE_LIMIT), []).append(escape(translate(what), TITLE_LIMIT))
    return found
