"""Probes of calls: statuses, errors, data that is missing or odd, and how fast the answers come."""

from collections.abc import Iterable, Iterator
from statistics import median

from service.conformance.asking import Reply
from service.conformance.probing import NotTestable, Probe
from service.conformance.visit import Seen

OK, BAD, NOT_FOUND, NOT_ALLOWED, NO_DATA, MEDIA = 200, 400, 404, 405, 412, 415
ANSWERED = {OK, NO_DATA}
SECONDS = 0.5
SERVER_ERRORS = range(500, 600)


def of(seen: Seen, *stories: str) -> Iterator[Reply]:
    """The replies of every service to these calls; NotTestable when there is no service."""
    if not seen.calls:
        raise NotTestable("no service seen")
    return (group[story] for group in seen.calls.values() for story in stories)


def status_among(seen: Seen, wanted: set[int], *stories: str) -> Iterator[str]:
    return (
        f"{one.story}: {one.status} {one.problem}".strip() for one in of(seen, *stories) if one.status not in wanted
    )


def posted(seen: Seen) -> Iterable[str]:
    """A good call is answered; reading a service is 404 or 405, an unknown service 404."""
    yield from status_among(seen, ANSWERED, "well formed")
    yield from status_among(seen, {NOT_FOUND, NOT_ALLOWED}, "reading")
    if seen.around["unknown service"].status != NOT_FOUND:
        yield f"unknown service: {seen.around['unknown service'].status}"


def hook_checked(seen: Seen) -> Iterable[str]:
    """A call without a hook, or with another hook, is 400."""
    return status_among(seen, {BAD}, "hook missing", "another hook")


def instance_checked(seen: Seen) -> Iterable[str]:
    """A call without hookInstance is 400."""
    return status_among(seen, {BAD}, "hookInstance missing")


def server_for_a_token(seen: Seen) -> Iterable[str]:
    """A token without fhirServer is refused or not used; it breaks nothing."""
    return status_among(seen, {BAD, *ANSWERED}, "token without a server")


def no_token_needed(seen: Seen) -> Iterable[str]:
    """fhirAuthorization null, which is seen, counts as absent."""
    return status_among(seen, ANSWERED, "fhirAuthorization null")


def context_checked(seen: Seen) -> Iterable[str]:
    """A call without context, or with one that is no object, or without a patient, is 400."""
    return status_among(seen, {BAD}, "context missing", "context a string", "patientId missing")


def odd_prefetch(seen: Seen) -> Iterable[str]:
    """Prefetch that is absent, empty, null or of the wrong type breaks nothing."""
    absent = ("prefetch missing", "prefetch empty", "prefetch null", "prefetch a list", "prefetch values of HTML")
    return status_among(seen, {BAD, *ANSWERED}, *absent)


def extension_ignored(seen: Seen) -> Iterable[str]:
    """A request with an extension gets the same answer as without."""
    return same_as_well_formed(seen, "an extension")


def unknown_ignored(seen: Seen) -> Iterable[str]:
    """A request with unknown fields gets the same answer as without."""
    return same_as_well_formed(seen, "unknown fields")


def same_as_well_formed(seen: Seen, story: str) -> Iterator[str]:
    for group in seen.calls.values():
        plain, other = group["well formed"], group[story]
        if (plain.status, summaries(plain)) != (other.status, summaries(other)):
            yield f"{story}: answered otherwise"


def summaries(reply: Reply) -> list[object]:
    return [card.get("summary") for card in reply.cards]


def any_part_of_prefetch(seen: Seen) -> Iterable[str]:
    """A call with all, some, or only empty prefetch is answered."""
    return status_among(seen, ANSWERED, "well formed", "one key missing", "searches null", "no encounter")


def without_data(seen: Seen) -> Iterable[str]:
    """Without prefetch and without a FHIR server: 412, or 200 from a service that needs no data."""
    return status_among(seen, ANSWERED, "prefetch missing", "prefetch empty")


def outcome_in_prefetch(seen: Seen) -> Iterable[str]:
    """An OperationOutcome in place of data breaks nothing."""
    return status_among(seen, ANSWERED, "searches failed")


def quick(seen: Seen) -> Iterable[str]:
    """The median of the good answers is below 500 ms."""
    middle = median(one.seconds for one in of(seen, "well formed", "the same again", "no encounter", "searches null"))
    return [f"median {middle * 1000:.0f} ms"] if middle > SECONDS else []


def cards_array(seen: Seen) -> Iterable[str]:
    """Every 200 of a service is an object with an array `cards` of objects."""
    for group in seen.calls.values():
        for one in (reply for reply in group.values() if reply.status == OK):
            found = one.json.get("cards") if type(one.json) is dict else None
            if type(found) is not list or any(type(card) is not dict for card in found):
                yield f"{one.story}: no array of cards"


def never_204(seen: Seen) -> Iterable[str]:
    """A call with nothing to say is 200 with an empty list, not 204 or 404."""
    return (
        f"{one.story}: {one.status}" for one in of(seen, "well formed", "searches null") if one.status in {204, 404}
    )


def no_failure(seen: Seen) -> Iterable[str]:
    """No call is answered by a 5xx or not at all; what is no JSON is 400 or 415."""
    broken = (one for one in seen.replies() if not one.status or one.status in SERVER_ERRORS)
    yield from (f"{one.story}: {one.status} {one.problem}".strip() for one in broken)
    yield from status_among(seen, {BAD, MEDIA}, "not JSON", "plain text")


def outcome_on_errors(seen: Seen) -> Iterable[str]:
    """An error of a service has an OperationOutcome as its body."""
    for one in (r for group in seen.calls.values() for r in group.values() if r.status >= BAD):
        issues = one.json.get("issue") if type(one.json) is dict else None
        named = type(one.json) is dict and one.json.get("resourceType") == "OperationOutcome"
        if not named or type(issues) is not list or not issues:
            yield f"{one.story}: {one.status} without OperationOutcome"


def no_system_actions(seen: Seen) -> Iterable[str]:
    """systemActions, when present, is a non-empty array; none may come without an agreement."""
    for group in seen.calls.values():
        for one in (r for r in group.values() if type(r.json) is dict and "systemActions" in r.json):
            yield f"{one.story}: systemActions"


def not_cached(seen: Seen) -> Iterable[str]:
    """An answer about a patient says Cache-Control: no-store."""
    return (one.story for one in of(seen, "well formed") if "no-store" not in one.headers.get("Cache-Control", ""))


def not_refused_for_little(seen: Seen) -> Iterable[str]:
    """A record that was read and holds nothing is no error."""
    return status_among(seen, {OK}, "searches null")


PROBES: dict[str, Probe] = {
    "REQ-01": posted, "REQ-02": hook_checked, "REQ-03": instance_checked, "REQ-04": server_for_a_token,
    "REQ-05": no_token_needed, "REQ-06": context_checked, "REQ-07": odd_prefetch, "REQ-15": extension_ignored,
    "PRF-01": any_part_of_prefetch, "PRF-03": without_data, "PRF-04": outcome_in_prefetch, "PERF-01": quick,
    "RSP-01": cards_array, "RSP-02": never_204, "RSP-03": without_data, "RSP-04": no_failure,
    "RSP-05": outcome_on_errors, "RSP-06": no_system_actions, "SYS-01": no_system_actions, "SYS-02": no_system_actions,
    "STL-04": not_cached, "EXT-03": extension_ignored, "BP-05": unknown_ignored, "BP-06": not_refused_for_little,
}  # fmt: skip
