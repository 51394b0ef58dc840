"""Makes every call there is to make, once, and keeps the answers for the probes to look at."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from service.conformance.asking import Json, Reply, Target
from service.conformance.examples import feedback_of, request_for, variants

DISCOVERY = "/cds-services"
UNKNOWN = f"{DISCOVERY}/no-such-service-{'0' * 8}"


class Seen(NamedTuple):
    """Everything the service answered. calls, feedback: service id -> story -> reply; the others: story -> reply."""

    target: Target
    discovery: Reply
    services: list[Json]
    calls: Mapping[str, Mapping[str, Reply]]
    feedback: Mapping[str, Mapping[str, Reply]]
    around: Mapping[str, Reply]
    refused: Mapping[str, Reply]
    preflights: Mapping[str, Reply]

    def replies(self) -> list[Reply]:
        """Every answer whose body is the service's own."""
        inside = [*self.calls.values(), *self.feedback.values(), self.around, self.refused]
        return [self.discovery, *(reply for group in inside for reply in group.values())]

    def cards(self) -> list[Json]:
        """Every card of every answer."""
        return [card for group in self.calls.values() for reply in group.values() for card in reply.cards]

    def suggestions(self) -> list[Json]:
        return [one for card in self.cards() for one in _objects(card.get("suggestions"))]

    def actions(self) -> list[Json]:
        return [one for suggestion in self.suggestions() for one in _objects(suggestion.get("actions"))]

    def links(self) -> list[Json]:
        return [one for card in self.cards() for one in _objects(card.get("links"))]


def visit(target: Target, given: Mapping[str, Json]) -> Seen:
    """Ask everything; `given` are calls by hook that bring cards. A failure is a reply of status 0."""
    discovery = target.ask("discovery", "GET", DISCOVERY)
    found = discovery.json.get("services") if type(discovery.json) is dict else None
    services = _objects(found)
    calls, feedback = {}, {}
    for service in services:
        path = f"{DISCOVERY}/{service.get('id')}"
        calls[str(service.get("id"))] = replies = _calls(target, path, request_for(service, given))
        feedback[str(service.get("id"))] = _feedback(target, path, replies["well formed"].cards)
    first = f"{DISCOVERY}/{services[0].get('id')}" if services else UNKNOWN
    sample = request_for(services[0], given) if services else {}
    return Seen(
        target, discovery, services, calls, feedback,
        _around(target, first, sample), _refused(target, first, sample), _preflights(target, first),
    )  # fmt: skip


def _calls(target: Target, path: str, call: Json) -> dict[str, Reply]:
    replies = {story: target.ask(story, "POST", path, body) for story, body in variants(call).items()}
    text = {"Content-Type": "text/plain"}
    return replies | {
        "plain text": target.ask("plain text", "POST", path, b"hello", headers=text),
        "reading": target.ask("reading", "GET", path),
    }


def _feedback(target: Target, path: str, cards: list[Json]) -> dict[str, Reply]:
    address = f"{path}/feedback"
    replies = {story: target.ask(story, "POST", address, body) for story, body in feedback_of(cards).items()}
    return replies | {"reading": target.ask("reading", "GET", address)}


def _around(target: Target, first: str, sample: Json) -> dict[str, Reply]:
    return {
        "discovery again": target.ask("discovery again", "GET", DISCOVERY),
        "unknown service": target.ask("unknown service", "POST", UNKNOWN, sample),
        "unknown feedback": target.ask("unknown feedback", "POST", f"{UNKNOWN}/feedback", {"feedback": []}),
        "nothing there": target.ask("nothing there", "GET", "/no-such-address"),
        "without a token": target.ask("without a token", "POST", first, sample, token=""),
    }


def _refused(target: Target, first: str, sample: Json) -> dict[str, Reply]:
    """Answers to tokens that are none; and the second use of a good one."""
    if target.signer is None:
        return {}
    url = target.base + first
    replies = {s: target.ask(s, "POST", first, sample, token=t) for s, t in target.signer.bad_tokens(url).items()}
    once = target.signer.token(url)
    target.ask("once", "POST", first, sample, token=once)
    return replies | {"JWT-12 a second time": target.ask("a second time", "POST", first, sample, token=once)}


def _preflights(target: Target, first: str) -> dict[str, Reply]:
    if not target.origin:
        return {}
    asked = {"Origin": target.origin, "Access-Control-Request-Headers": "authorization,content-type"}
    rows = {"discovery": ("GET", DISCOVERY), "service": ("POST", first), "feedback": ("POST", f"{first}/feedback")}
    return {
        story: target.ask(story, "OPTIONS", path, token="", headers=asked | {"Access-Control-Request-Method": method})
        for story, (method, path) in rows.items()
    } | {"an error": target.ask("an error", "POST", UNKNOWN, {}, headers={"Origin": target.origin})}


def _objects(value: Any) -> list[Json]:
    return [one for one in value if type(one) is dict] if type(value) is list else []
