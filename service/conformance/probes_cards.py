"""Probes of cards and everything in them; they look at every card of every answer."""

import re
from collections.abc import Iterable, Iterator
from uuid import UUID

from service.conformance.asking import Json
from service.conformance.probing import ADDRESS, Probe, lists, some, text, texts
from service.conformance.visit import Seen

SUMMARY_LIMIT = 140
INDICATORS = ("info", "warning", "critical")
BEHAVIOURS = ("any", "at-most-one")
ACTIONS = ("create", "update", "delete")
HTML = re.compile(r"<[A-Za-z/!][^>]*>")
URL = re.compile(r"https?://[^\s)>\]]+")
RELATIVE = re.compile(r"[A-Za-z]+/[A-Za-z0-9.-]{1,64}")
TYPES = ("absolute", "smart")


def cards(seen: Seen) -> list[Json]:
    return some(seen.cards(), "card (give a call that brings one with --request)")


def suggestions(seen: Seen) -> list[Json]:
    return some(seen.suggestions(), "suggestion")


def actions(seen: Seen, *types: str) -> list[Json]:
    return some(
        [one for one in seen.actions() if not types or one.get("type") in types], f"{' '.join(types)} action".strip()
    )


def sources(seen: Seen) -> list[Json]:
    return [one["source"] for one in cards(seen) if type(one.get("source")) is dict]


def codings(seen: Seen) -> list[Json]:
    topics = [one["topic"] for one in sources(seen) if type(one.get("topic")) is dict]
    return topics + reasons(seen)


def reasons(seen: Seen) -> list[Json]:
    return [r for card in cards(seen) for r in card.get("overrideReasons") or () if type(r) is dict]


def uuids(things: list[Json]) -> Iterator[str]:
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


def suggestion_label(seen: Seen) -> Iterable[str]:
    """A suggestion has a label."""
    return texts(suggestions(seen), "label")


def suggestion_uuid(seen: Seen) -> Iterable[str]:
    """A suggestion has a uuid."""
    return uuids(suggestions(seen))


def recommended(seen: Seen) -> Iterable[str]:
    """isRecommended is true or false; with at-most-one it is true once at most."""
    for card in cards(seen):
        said = [
            s.get("isRecommended") for s in card.get("suggestions") or () if type(s) is dict and "isRecommended" in s
        ]
        if any(type(one) is not bool for one in said) or (
            card.get("selectionBehavior") == BEHAVIOURS[1] and said.count(True) > 1
        ):
            yield "isRecommended"


def action_list(seen: Seen) -> Iterable[str]:
    """`actions`, when present, has at least one."""
    return lists(suggestions(seen), "actions")


def action_type(seen: Seen) -> Iterable[str]:
    """An action creates, updates or deletes."""
    return (f"type {str(a.get('type'))[:20]}" for a in actions(seen) if a.get("type") not in ACTIONS)


def action_text(seen: Seen) -> Iterable[str]:
    """An action has a description."""
    return texts(actions(seen), "description")


def created(seen: Seen) -> Iterable[str]:
    """What is created is a FHIR resource."""
    return without_resource(actions(seen, "create"))


def updated(seen: Seen) -> Iterable[str]:
    """What is updated is a whole FHIR resource with its id."""
    found = actions(seen, "update")
    yield from without_resource(found)
    yield from ("an update without id" for one in found if not (one.get("resource") or {}).get("id"))


def without_resource(found: list[Json]) -> Iterator[str]:
    for one in found:
        resource = one.get("resource")
        if type(resource) is not dict or text(resource, "resourceType"):
            yield "no FHIR resource"


def deleted(seen: Seen) -> Iterable[str]:
    """What is deleted is named by resourceId, Type/id, and not by a resource."""
    for one in actions(seen, "delete"):
        named = RELATIVE.fullmatch(str(one.get("resourceId", "")))
        if not named or "resource" in one:
            yield "resourceId is missing or no Type/id"


def reason_display(seen: Seen) -> Iterable[str]:
    """An override reason has code, system and display."""
    return (c for name in ("code", "system", "display") for c in texts(some(reasons(seen), "override reason"), name))


def links(seen: Seen) -> list[Json]:
    return some(seen.links(), "link")


def link_label(seen: Seen) -> Iterable[str]:
    """A link has a label."""
    return texts(links(seen), "label")


def link_url(seen: Seen) -> Iterable[str]:
    """A link has an https address."""
    return ("a link without https address" for one in links(seen) if not ADDRESS.fullmatch(str(one.get("url"))))


def link_type(seen: Seen) -> Iterable[str]:
    """A link is absolute or smart."""
    return (f"type {str(one.get('type'))[:20]}" for one in links(seen) if one.get("type") not in TYPES)


def app_context(seen: Seen) -> Iterable[str]:
    """appContext stands with smart links only."""
    return (
        "appContext on an absolute link" for one in links(seen) if "appContext" in one and one.get("type") != "smart"
    )


def autolaunch(seen: Seen) -> Iterable[str]:
    """autolaunchable is true or false."""
    said = some([one for one in links(seen) if "autolaunchable" in one], "autolaunchable link")
    return ("autolaunchable" for one in said if type(one["autolaunchable"]) is not bool)


def coding(seen: Seen) -> Iterable[str]:
    """A Coding has code and system."""
    return (c for name in ("code", "system") for c in texts(some(codings(seen), "Coding"), name))


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
    "SUG-01": suggestion_label, "SUG-02": suggestion_uuid, "SUG-03": recommended, "SUG-04": action_list,
    "ACT-01": action_type, "ACT-02": action_text, "ACT-03": created, "ACT-04": updated, "ACT-05": deleted,
    "OVR-02": reason_display, "LNK-01": link_label, "LNK-02": link_url, "LNK-03": link_type, "LNK-04": app_context,
    "LNK-05": autolaunch, "COD-01": coding, "BP-08": links_repeated, "BP-12": crd_needs,
}  # fmt: skip
