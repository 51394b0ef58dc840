"""Probes of what a card holds: suggestions, actions, override reasons, links and codings."""

import re
from collections.abc import Iterable, Iterator

from service.conformance.asking import Json
from service.conformance.probes_cards import BEHAVIOURS, cards, reasons, sources, uuids
from service.conformance.probing import ADDRESS, Probe, lists, some, text, texts
from service.conformance.visit import Seen

ACTIONS = ("create", "update", "delete")
RELATIVE = re.compile(r"[A-Za-z]+/[A-Za-z0-9.-]{1,64}")
TYPES = ("absolute", "smart")


def codings(seen: Seen) -> list[Json]:
    """Every topic and override reason."""
    topics = [one["topic"] for one in sources(seen) if type(one.get("topic")) is dict]
    return topics + reasons(seen)


def actions(seen: Seen, *types: str) -> list[Json]:
    return some(
        [one for one in seen.actions() if not types or one.get("type") in types], f"{' '.join(types)} action".strip()
    )


def suggestions(seen: Seen) -> list[Json]:
    return some(seen.suggestions(), "suggestion")


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


PROBES: dict[str, Probe] = {
    "SUG-01": suggestion_label, "SUG-02": suggestion_uuid, "SUG-03": recommended, "SUG-04": action_list,
    "ACT-01": action_type, "ACT-02": action_text, "ACT-03": created, "ACT-04": updated, "ACT-05": deleted,
    "OVR-02": reason_display, "LNK-01": link_label, "LNK-02": link_url, "LNK-03": link_type, "LNK-04": app_context,
    "LNK-05": autolaunch, "COD-01": coding,
}  # fmt: skip
