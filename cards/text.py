"""The wording of cards: a marker for translatable English and the catalogue look-up."""

import gettext
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import resources

LANGUAGES = {"en": "en", "zh-CN": "zh_CN"}


def _(english: str) -> str:
    """Mark a sentence for the translation catalogues; English is the source and is returned as it is."""
    return english


@lru_cache
def translator(language: str) -> Callable[[str], str]:
    """The look-up for one of `LANGUAGES`; a sentence without a reviewed translation stays English."""
    folder = str(resources.files("cards") / "locales")
    return gettext.translation("cards", folder, [LANGUAGES[language]], fallback=True).gettext


def best_language(asked: str | None, default: str) -> str:
    """The first supported language of an Accept-Language value, by order of mention; else `default`."""
    for part in (asked or "").split(","):
        wanted = part.split(";")[0].strip().lower()
        for language in LANGUAGES:
            if wanted and (language.lower() == wanted or language.lower().split("-")[0] == wanted.split("-")[0]):
                return language
    return default


def fill(template: str, facts: Mapping[str, object]) -> str:
    """Put the facts into a sentence; every name in the template must be a fact (KeyError)."""
    return template.format_map(facts)
