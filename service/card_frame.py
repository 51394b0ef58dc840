"""What is the same on every card of a recommendation, made once per edition and language."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from cards.guidelines import UNVERIFIED, Guideline, guideline
from cards.recommendation import SUMMARY_LIMIT, Recommendation
from cards.recommendations import recommendations
from cards.text import _, translator

TOPIC_SYSTEM = "urn:bone-health-cds:recommendation"
REASON_SYSTEM = "urn:bone-health-cds:override-reason"
EXTENSION = "org.bone-health-cds.assessment"

UNGRADED = _("not graded in this edition")
FOOT = _("{edition}, {title}. Scale: {scale}. Content to be reviewed by {review}.")
NOT_VERIFIED = _("not verified")
LIMITS = _("As of {date}. Decision support for clinicians; check against the patient.")
CURRENCY = _("Since that edition: {note}")


class Frame(NamedTuple):
    """The fixed parts of a recommendation's card."""

    summary: str
    title: str
    source: dict[str, Any]
    evidence: str  # level and grade
    currency: str  # what changed since the edition, or ""
    foot: str  # guideline, edition, name of the scale, review date


@lru_cache
def frames(edition: str, language: str) -> Mapping[str, Frame]:
    """The frame of every recommendation, by its name."""
    return {one.name: _frame(one, guideline(edition), translator(language)) for one in recommendations()}


def _frame(one: Recommendation, edition: Guideline, translate: Callable[[str], str]) -> Frame:
    graded = _as_verified(edition.evidence.get(one.id, ""), translate) or translate(UNGRADED)
    note = _as_verified(edition.currency.get(one.id, ""), translate)
    scale, title = translate(edition.scale), translate(edition.title)
    facts = {"edition": edition.edition, "title": title, "scale": scale, "review": edition.review_by}
    return Frame(
        summary=translate(one.summary),
        title=translate(one.title),
        source=source(edition, one.id.replace("-", ""), translate(one.title)),
        evidence=f"{graded}.",
        currency=translate(CURRENCY).format(note=note) if note else "",
        foot=translate(FOOT).format(**facts),
    )


def _as_verified(entry: str, translate: Callable[[str], str]) -> str:
    """An entry of the edition in the reader's language; what nobody compared with the published text says so."""
    return translate(entry).replace(UNVERIFIED, translate(NOT_VERIFIED)) if entry else ""


def source(edition: Guideline, topic: str, display: str) -> dict[str, Any]:
    """CDS Hooks Source: society and edition, where to read it, and the topic by which an EHR remembers overrides."""
    return {
        "label": f"{edition.edition}, {edition.title}",
        "url": edition.url,
        "topic": {"system": TOPIC_SYSTEM, "code": topic, "display": display},
    }


@lru_cache(maxsize=512)
def override_reasons(codes: tuple[str, ...], language: str) -> list[dict[str, str]]:
    """The reasons a clinician may give for not following the card."""
    translate, known = translator(language), _reasons()
    return [{"code": one, "system": REASON_SYSTEM, "display": translate(known[one])} for one in dict.fromkeys(codes)]


@lru_cache
def _reasons() -> dict[str, str]:
    return tomllib.loads((resources.files("cards") / "override_reasons.toml").read_text("utf-8"))


def check_reasons(rows: Iterable[Recommendation]) -> None:
    """ValueError for an override reason that override_reasons.toml does not have; called at start."""
    for one in rows:
        for code in one.override_reasons:
            if code not in _reasons():
                raise ValueError(f"recommendation {one.id}: override reason {code} is not in override_reasons.toml")


def shortened(summary: str) -> str:
    """A summary within the limit of CDS Hooks, whatever was put into it."""
    return summary if len(summary) < SUMMARY_LIMIT else summary[: SUMMARY_LIMIT - 2] + "…"
