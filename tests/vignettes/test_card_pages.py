"""The review pages are what the program says, and the text of every card fits a narrow panel."""

import pytest

from service.card_frame import EXTENSION
from tests.calls import Json
from tests.vignettes.card_pages import FOLDER, cards_of, pages
from tests.vignettes.stories import Vignette, runnable

STORIES = [pytest.param(one, id=one.id) for one in runnable()]
# "At most about 120 words before the evidence": a card that carries six and more advices may take a few more.
WORDS, WORDS_OF_MANY, MANY = 120, 135, 6


def test_the_review_pages_are_what_the_program_says(update_golden: bool) -> None:
    written = dict(pages())
    if update_golden:
        FOLDER.mkdir(exist_ok=True)
        for name, text in written.items():
            (FOLDER / name).write_text(text, "utf-8")
    kept = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
    assert kept.keys() == written.keys()
    assert [name for name, text in written.items() if kept[name] != text] == []


@pytest.mark.parametrize("vignette", STORIES)
def test_no_card_is_a_wall_of_text(vignette: Vignette) -> None:
    for card in cards_of(vignette, "en"):
        words = len(_before_the_evidence(card).split())
        many = len(card["extension"][EXTENSION]["recommendations"]) > MANY
        assert words <= (WORDS_OF_MANY if many else WORDS), card["summary"]


@pytest.mark.parametrize("vignette", STORIES)
def test_no_sentence_stands_twice_on_a_card(vignette: Vignette) -> None:
    for card in cards_of(vignette, "en"):
        lines = [line for line in _before_the_evidence(card).replace(". ", ".\n").split("\n") if line.strip()]
        assert len(lines) == len(set(lines)), card["detail"]


def _before_the_evidence(card: Json) -> str:
    detail: str = card["detail"]
    return detail.partition("**Evidence**")[0]
