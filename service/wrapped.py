"""Old clients wrap each prefetch value as {"response": {"status": ...}, "resource": {...}}; the resource is taken out.

Source: CDS Hooks drafts before 1.0; still sent by clients in the field.
"""

from typing import Any, NamedTuple

SUCCESS = "2"  # first digit of an HTTP status that brings data
SHAPE = frozenset({"response", "resource"})
CODE = "wrapped-prefetch"
TEXT = "The value came wrapped with an HTTP response, as before CDS Hooks 1.0; it was unwrapped."


class Unwrapped(NamedTuple):
    """The value inside, and whether it was wrapped."""

    value: Any
    wrapped: bool


def unwrapped(value: Any) -> Unwrapped:
    """The resource of a wrapped value. One of a failed response, or without a resource, stays as it is: not FHIR."""
    if type(value) is not dict or "resource" not in value or not value.keys() <= SHAPE:
        return Unwrapped(value, wrapped=False)
    response = value.get("response")
    status = str(response.get("status", SUCCESS)) if type(response) is dict else SUCCESS
    if type(value["resource"]) is not dict or not status.startswith(SUCCESS):
        return Unwrapped(value, wrapped=False)
    return Unwrapped(value["resource"], wrapped=True)
