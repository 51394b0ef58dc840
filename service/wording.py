"""Facts as words: numbers, units and dates for the reader, and every string of the chart made harmless for Markdown."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from cards.partial_date import PartialDate
from cards.recommendation import Fact, Quantity, Sentence
from cards.text import fill

Translate = Callable[[str], str]

TITLE_LIMIT = 300
LONGEST = 80  # characters of a chart string that reach a card
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")
# Letters, digits and marks without meaning in Markdown: no list, link or heading can come of them.
_HARMLESS = re.compile(r"(?!\d+[.)])[^\W_](?:[^\W_]|[ ,/%'()+-]|(?<=\d)\.(?=\d))*")
NOT_RECORDED = "not recorded"


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


def titles(rows: Iterable[str], translate: Translate) -> str:
    """What was looked for, in a row; these are titles of codelists, so they are not cut."""
    return "; ".join([escape(translate(one), TITLE_LIMIT) for one in rows])


def by_reason(gaps: Iterable[str], translate: Translate) -> str:
    """ "A: why" and "B: why" as "A, B (why)": what could not be read, grouped by the reason."""
    reasons: dict[str, list[str]] = {}
    for gap in gaps:
        what, _, why = gap.partition(": ")
        reasons.setdefault(why, []).append(escape(translate(what), TITLE_LIMIT))
    rows = ((", ".join(things), escape(translate(why), TITLE_LIMIT)) for why, things in reasons.items())
    return "; ".join([f"{things} ({why})" if why else things for things, why in rows])
