"""Strings of the chart inside a card's Markdown stay text, whatever they hold."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cards.recommendation import Sentence
from service.wording import LONGEST, escape, sentence, unit_words

PLAIN = {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "https://evil.example/login",
    "www.evil.example",
    "a@evil.example",
    "<https://evil.example>",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "1) item",
    "> quote",
    "***",
    "```code",
    "    code",
    "a | b\n--|--\nc | d",
    "~~gone~~",
    "&lt;b&gt;",
    "<!-- hidden -->",
    "[ref]: https://evil.example",
    "title\n=====",
    "{{7*7}} ${jndi:ldap://evil.example} %s {0}",
    "\\[x\\](y)",
    "\u202egnitirw\u202c",
    "zero\u200bwidth",
    "\x1b[31mred",
    "line\r\nbreak",
    "=1+1",
]


def kinds(markdown: str) -> set[str]:
    parsed = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    return {token.type for block in parsed for token in (block, *(block.children or ()))}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("template", ["{x}", "Site: {x} (since 2020).", "**bold** {x}", "- {x}"])
def test_hostile_text_is_inert(text: str, template: str) -> None:
    harmless = kinds(template.format(x="harmless"))
    said = sentence(Sentence(template, {"x": text}), str)
    assert kinds(said) - harmless <= PLAIN
    assert not re.search(r"[a-z]\.[a-z]", said), "a bare address would become a link in GitHub's Markdown"


@given(st.text(max_size=200))
def test_any_text_is_inert_short_and_on_one_line(text: str) -> None:
    said = escape(text)
    assert kinds(f"{said} end") <= PLAIN
    assert len(said) <= 2 * LONGEST
    assert "\n" not in said


@given(st.text(alphabet="ab<>[]()*_`~#+-.!|&\\ 1:/@", max_size=30))
def test_escaped_text_reads_as_it_was_written(text: str) -> None:
    parsed = MarkdownIt("commonmark").parse(escape(text))
    shown = "".join(child.content for block in parsed for child in block.children or ())
    assert shown == " ".join(text.split())


@pytest.mark.parametrize("text", ["rib", "left femur, proximal", "lumbar spine (L1-L5)", "50 mg/day", "T-score"])
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u00ad"])
def test_marks_that_hide_or_turn_text_are_taken_out(mark: str) -> None:
    assert escape(f"le{mark}ft") == "left"


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("mg/dL", "mg/dL"),
        ("mL/min/{1.73_m2}", "mL/min/1.73 m2"),
        ("{score}", ""),
        ("[IU]/L", "IU/L"),
        ("kg/m2", "kg/m2"),
    ],
)
def test_units_are_written_as_people_write_them(unit: str, words: str) -> None:
    assert unit_words(unit) == words


def test_markup_in_a_unit_is_inert() -> None:
    assert kinds(unit_words("<b>mg</b>")) <= PLAIN
