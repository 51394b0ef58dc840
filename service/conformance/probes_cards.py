"""Probes of cards and their sources; they look at every card of every answer."""

import re
from collections.abc import Iterable, Iterator
from uuid import UUID

from service.conformance.asking import Json
from service.conformance.probing import ADDRESS, Probe, lists, some, text, texts
from service.conformance.visit import Seen

SUMMARY_LIMIT = 140
INDICATORS = ("info", "warning", "critical")
BEHAVIOURS = ("any", "at-most-one")
HTML = re.compile(r"<[A-Za-z/!][^>]*>")
URL = re.compile(r"https?://[^\s)>\]]+")


def cards(seen: Seen) -> list[Json]:
    return some(seen.cards(), "card (give a call that brings one with --request)")


def sources(seen: Seen) -> list[Json]:
    return [one["source"] for one in cards(seen) if type(one.get("source")) is dict]


def reasons(seen: Seen) -> list[Json]:
    return [r for card in cards(seen) for r in card.get("overrideReasons") or () if type(r) is dict]


def uuids(things: list[Json]) -> Iterator[str]:
    """The complaints about a uuid of each of these."""
    for thing in things:
        try:
            UUID(str(thing["uuid"]))
        except (KeyError, ValueError):
            yield "uuid is missing or none"


def card_uuid(seen: Seen) -> Iterable[str]:
    """A card has a uuid, without which there is no feedback; no two are the same."""
    yield from uuids(cards(seen))
    found = [one.get("uuid") for one in cards(seen)]
    if len(found) > len(set(found)):
        yield "a uuid stands twice"


def summary(seen: Seen) -> Iterable[str]:
    """`summary` is text of less than 140 characters in one line."""
    for card in cards(seen):
        problem = text(card, "summary")
        if problem or len(card["summary"]) >= SUMMARY_LIMIT or "\n" in card["summary"]:
            yield problem or f"summary of {len(card['summary'])} characters, or of several lines"


def detail(seen: Seen) -> Iterable[str]:
    """`detail`, when present, is text."""
    return texts((card for card in cards(seen) if "detail" in card), "detail")


def no_html(seen: Seen) -> Iterable[str]:
    """`detail` holds no HTML."""
    return ("detail holds HTML" for card in cards(seen) if HTML.search(str(card.get("detail", ""))))


def indicator(seen: Seen) -> Iterable[str]:
    """`indicator` is info, warning or critical."""
    return (f"indicator {str(c.get('indicator'))[:20]}" for c in cards(seen) if c.get("indicator") not in INDICATORS)


def source(seen: Seen) -> Iterable[str]:
    """`source` is an object with something in it."""
    return (
        "source is no object, or empty" for c in cards(seen) if type(c.get("source")) is not dict or not c["source"]
    )


def suggestion_list(seen: Seen) -> Iterable[str]:
    """`suggestions`, when present, has at least one."""
    return lists(cards(seen), "suggestions")


def behaviour(seen: Seen) -> Iterable[str]:
    """selectionBehavior is any or at-most-one, and is there when there are suggestions."""
    for card in cards(seen):
        said = card.get("selectionBehavior")
        if ("suggestions" in card and said not in BEHAVIOURS) or (said is not None and said not in BEHAVIOURS):
            yield f"selectionBehavior {str(said)[:20]}"


def reason_list(seen: Seen) -> Iterable[str]:
    """overrideReasons, when present, has at least one."""
    return lists(cards(seen), "overrideReasons")


def link_list(seen: Seen) -> Iterable[str]:
    """`links`, when present, has at least one."""
    return lists(cards(seen), "links")


def source_label(seen: Seen) -> Iterable[str]:
    """`source` has a label."""
    return texts(sources(seen), "label")


def address(name: str, things: list[Json]) -> Iterator[str]:
    return (f"{name} is no https address" for one in things if name in one and not ADDRESS.fullmatch(str(one[name])))


def source_url(seen: Seen) -> Iterable[str]:
    """The source's url is an absolute https address."""
    return address("url", sources(seen))


def source_icon(seen: Seen) -> Iterable[str]:
    """The source's icon is an absolute https address."""
    return address("icon", some([one for one in sources(seen) if "icon" in one], "icon"))


def topic(seen: Seen) -> Iterable[str]:
    """The source has a topic with code and system."""
    for one in sources(seen):
        found = one.get("topic")
        if type(found) is not dict or text(found, "code") or text(found, "system"):
            yield "topic without code and system"


def links_repeated(seen: Seen) -> Iterable[str]:
    """An address in detail stands among the links, too."""
    for card in cards(seen):
        listed = {str(one.get("url")) for one in card.get("links") or () if type(one) is dict}
        yield from (
            f"{url[:40]} only in detail" for url in URL.findall(str(card.get("detail", ""))) if url not in listed
        )


def crd_needs(seen: Seen) -> Iterable[str]:
    """Suggestion uuids and topics are always there."""
    yield from topic(seen)
    yield from uuids(seen.suggestions())


PROBES: dict[str, Probe] = {
    "CRD-01": card_uuid, "CRD-02": summary, "CRD-03": detail, "CRD-04": no_html, "CRD-05": indicator, "CRD-06": source,
    "CRD-07": suggestion_list, "CRD-08": behaviour, "CRD-09": reason_list, "CRD-10": link_list,
    "SRC-01": source_label, "SRC-02": source_url, "SRC-03": source_icon, "SRC-04": topic,
    "BP-08": links_repeated, "BP-12": crd_needs,
}  # fmt: skip
