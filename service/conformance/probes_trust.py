"""Probes of feedback, tokens and CORS."""

from collections.abc import Iterable, Iterator
from functools import partial

from service.conformance.asking import Reply
from service.conformance.probing import NotTestable, Probe
from service.conformance.visit import Seen

BAD, UNAUTHORIZED, NOT_FOUND, NOT_ALLOWED = 400, 401, 404, 405
TAKEN = range(200, 300)
REFUSED = range(400, 500)
MUST_BE_REFUSED = ("JWT-01", "JWT-02", "JWT-03", "JWT-04", "JWT-05", "JWT-06", "JWT-09", "JWT-10", "JWT-12")
WRONG = ("no list", "nothing")


def of(seen: Seen, *stories: str) -> list[Reply]:
    """The replies of every feedback endpoint to these; NotTestable when there is none."""
    found = [group[story] for group in seen.feedback.values() for story in stories]
    offered = [group["accepted"].status for group in seen.feedback.values()]
    if not found or all(status in {NOT_FOUND, NOT_ALLOWED} for status in offered):
        raise NotTestable("the service takes no feedback")
    return found


def status_among(seen: Seen, wanted: Iterable[int], *stories: str) -> Iterator[str]:
    return (
        f"{one.story}: {one.status} {one.problem}".strip() for one in of(seen, *stories) if one.status not in wanted
    )


def taken(stories: tuple[str, ...], seen: Seen) -> Iterable[str]:
    """Feedback of these shapes is taken."""
    return status_among(seen, TAKEN, *stories)


def refused(stories: tuple[str, ...], seen: Seen) -> Iterable[str]:
    """Feedback of these shapes is 400."""
    return status_among(seen, {BAD}, *stories)


def address(seen: Seen) -> Iterable[str]:
    """Feedback is a POST to {id}/feedback: reading it is 404 or 405, an unknown service 404."""
    yield from status_among(seen, TAKEN, "accepted")
    yield from status_among(seen, {NOT_FOUND, NOT_ALLOWED}, "reading")
    if seen.around["unknown feedback"].status != NOT_FOUND:
        yield f"unknown service: {seen.around['unknown feedback'].status}"


def never_5xx(seen: Seen) -> Iterable[str]:
    """Feedback, good or bad, is 2xx or 4xx."""
    stories = tuple(next(iter(seen.feedback.values()), {}))
    return status_among(seen, {*TAKEN, *REFUSED}, *stories)


def tokens(seen: Seen) -> dict[str, Reply]:
    """The answers to bad tokens; NotTestable when none was sent."""
    if not seen.refused:
        raise NotTestable("no key was given to sign tokens with (--token-key)")
    return dict(seen.refused)


def unauthorized(requirement: str, seen: Seen) -> Iterable[str]:
    """Such tokens are 401."""
    rows = ((story, one) for story, one in tokens(seen).items() if story.startswith(requirement))
    return (f"{story}: {one.status}" for story, one in rows if one.status != UNAUTHORIZED)


def good_token(seen: Seen) -> Iterable[str]:
    """A good token of the given algorithm is taken."""
    tokens(seen)
    replies = (group["well formed"] for group in seen.calls.values())
    return (f"{one.story}: {one.status}" for one in replies if one.status in {UNAUTHORIZED, 403})


def token_needed(seen: Seen) -> Iterable[str]:
    """Without a token a call about a patient is 401."""
    if seen.target.signer is None:
        raise NotTestable("no key was given, so calls without a token are all there were")
    status = seen.around["without a token"].status
    return [] if status == UNAUTHORIZED else [f"without a token: {status}"]


def no_reason(seen: Seen) -> Iterable[str]:
    """Every 401 has the same body, whatever was wrong."""
    bodies = {one.body for one in tokens(seen).values() if one.status == UNAUTHORIZED}
    if not bodies:
        raise NotTestable("no 401 seen")
    return ["the bodies of 401 differ"] if len(bodies) > 1 else []


def no_token_repeated(seen: Seen) -> Iterable[str]:
    """No answer repeats a token."""
    return (one.story for one in tokens(seen).values() if b"eyJ" in one.body)


def cors(seen: Seen) -> Iterable[str]:
    """Preflights succeed on discovery, service and feedback; errors carry the header; no star with credentials."""
    if not seen.preflights:
        raise NotTestable("no origin was given (--origin)")
    for story, one in seen.preflights.items():
        allowed = one.headers.get("Access-Control-Allow-Origin")
        names = one.headers.get("Access-Control-Allow-Headers", "").lower()
        if allowed not in {seen.target.origin, "*"}:
            yield f"{story}: the origin is not allowed"
        elif story != "an error" and (
            one.status not in TAKEN or "authorization" not in names or "content-type" not in names
        ):
            yield f"{story}: the preflight fails"
        if allowed == "*" and one.headers.get("Access-Control-Allow-Credentials") == "true":
            yield f"{story}: every origin, with credentials"


PROBES: dict[str, Probe] = {
    "FBK-01": partial(taken, ("accepted", "overridden")), "FBK-02": address, "FBK-03": partial(refused, WRONG),
    "FBK-04": partial(taken, ("unknown card",)), "FBK-05": partial(refused, ("unknown outcome",)),
    "FBK-06": partial(refused, ("accepted nothing",)), "FBK-07": partial(taken, ("overridden", "dismissed")),
    "FBK-08": partial(refused, ("no time",)), "FBK-09": partial(taken, ("accepted again", "two at once")),
    "FBK-12": never_5xx, "OVR-03": partial(taken, ("overridden",)), "SEC-03": token_needed,
    **{one: partial(unauthorized, one) for one in MUST_BE_REFUSED},
    "JWT-11": good_token, "BP-03": no_token_repeated, "BP-04": no_reason, "COR-01": cors,
}  # fmt: skip
