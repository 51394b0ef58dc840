"""The cards of each vignette as a page that a clinician can review: the patient's story beside them, both languages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.calls import TODAY, Json, client, post, service_at
from tests.vignettes.convert import request_body
from tests.vignettes.dialects import dialect
from tests.vignettes.stories import Vignette, runnable

FOLDER = Path(__file__).parents[2] / "docs" / "cards"
DIALECT = "us"  # all dialects bring the same advice
LANGUAGES = {"en": "English", "zh-CN": "中文"}
INDEX = f"""# Cards to review

What the service says about each patient of the test vignettes, as of {TODAY.isoformat()}, in both languages. The patients
are invented. A clinician can read a page and say what is wrong without reading code. **No clinician has reviewed these
pages yet.**

Written by `pytest tests/vignettes/test_card_pages.py --update-golden`; the test fails when a page and the program differ.

| patient | story | hook | edition, region | cards |
| --- | --- | --- | --- | --- |
"""
# What stands in the facts of a vignette, in the order a clinician skims a chart.
SECTIONS = ("conditions", "meds", "observations", "procedures", "allergies", "family_history", "orders")
OFFSETS = ("date_offset_days", "start_offset_days", "last_given_offset_days", "end_offset_days")


def cards_of(one: Vignette, language: str) -> list[Json]:
    """The cards shown for a vignette in a language."""
    to = client(edition=one.edition, region=one.region, language=language)
    found: list[Json] = post(to, request_body(one, dialect(DIALECT), TODAY), service_at(one.hook)).get_json()["cards"]
    return found


def pages() -> Iterator[tuple[str, str]]:
    """The name and the text of every page, the index last."""
    rows = []
    for one in runnable():
        cards = {language: cards_of(one, language) for language in LANGUAGES}
        yield f"{one.id}.md", "\n\n".join([_story(one), *(_cards(cards[key], key) for key in LANGUAGES)]) + "\n"
        summaries = "<br>".join(card["summary"] for card in cards["en"]) or "none"
        rows.append(f"| [{one.id}]({one.id}.md) | {one.story} | {one.hook} | {one.edition}, {one.region} | {summaries} |")
    yield "README.md", INDEX + "\n".join(rows) + "\n"


def _story(one: Vignette) -> str:
    age, sex = one.facts["age"], one.facts["sex"]
    facts = [f"- {section}: {_fact(fact)}" for section in SECTIONS for fact in one.all(section)]
    head = f"# {one.id}: {one.story}\n\n{sex}, {age} years; hook {one.hook}, edition {one.edition}, region {one.region}."
    return "\n\n".join([head, "\n".join(facts) or "- nothing else on record", f"Expected because: {one.why}."])


def _fact(fact: dict[str, Any]) -> str:
    """One fact in words; days before the call are told as such."""
    return ", ".join([str(fact["name"]), *(_part(key, value) for key, value in fact.items() if key != "name")])


def _part(key: str, value: Any) -> str:
    if key in OFFSETS:
        when = f"{-value} days ago" if value <= 0 else f"in {value} days"
        return when if key == OFFSETS[0] else f"{key.removesuffix('_offset_days').replace('_', ' ')} {when}"
    return f"{key.replace('_', ' ')} {value}"


def _cards(cards: list[Json], language: str) -> str:
    shown = [_card(card) for card in cards] or ["> (no card)"]
    return "\n\n---\n\n".join([f"## {LANGUAGES[language]}", *shown])


def _card(card: Json) -> str:
    """A card as an EHR would show it, in a block of its own."""
    parts = [f"**{card['summary']}** `{card['indicator']}`", card["detail"]]
    parts += ["\n".join(f"- [ ] {one['label']}" for one in card["suggestions"])] if "suggestions" in card else []
    parts += [f"*{card['source']['label']}*", "; ".join(one["display"] for one in card["overrideReasons"])]
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(parts).split("\n"))
