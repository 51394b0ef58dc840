"""Reads SMART scopes in their three spellings and tells whether a resource type may be asked for.

Sources: SMART App Launch 1.0 (patient/Observation.read, patient/*.*), 2.x (patient/Observation.rs?category=...), and
the capital letters of Epic (user/Observation.Read). It spares a call that would be refused; the server decides.
"""

import re

SCOPE = re.compile(
    r"(?:patient|user|system)/(?P<type>[a-z]+|\*)\.(?P<what>\*|read|write|c?r?u?d?s?)(?:\?\S*)?", re.IGNORECASE
)
READING = {"*", "read"}  # SMART 1
READING_LETTERS = {"r", "s"}  # SMART 2: read, search
LONGEST = 8192


def may_read(scope: str | None, resource: str) -> bool:
    """True unless the scopes were understood and none of them lets this resource type be read or searched."""
    if not scope or len(scope) > LONGEST:
        return True
    understood = [found for found in map(SCOPE.fullmatch, scope.split()) if found and found["what"]]
    if not understood:
        return True
    return any(
        found["type"].lower() in ("*", resource.lower()) and _reads(found["what"].lower()) for found in understood
    )


def _reads(what: str) -> bool:
    return what in READING or (what != "write" and bool(READING_LETTERS & set(what)))
