"""Slashes a client adds or doubles in an address are passed over, before routing and without a redirect.

A person types ".../cds-services/" into an EHR, which then calls ".../cds-services//id". A redirect would bring the
call again without its data, so the address is put right here. A slash written as %2F is no slash: such an address
stays as it was written and leads nowhere.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
SLASHES = re.compile(r"/{2,}")
WRITTEN_SLASH = "%2f"


def tolerant(application: Application) -> Application:
    """The WSGI application behind addresses whose superfluous slashes are gone."""

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["PATH_INFO"] = path(environ.get("PATH_INFO", ""), environ.get("RAW_URI", ""))
        return application(environ, start_response)

    return call


def path(decoded: str, as_sent: str) -> str:
    """The path to route by: `decoded` as the server gives it, `as_sent` as it stands in the request line."""
    if WRITTEN_SLASH in as_sent.lower():
        undecoded = as_sent.partition("?")[0]
        if WRITTEN_SLASH in undecoded.lower():
            return undecoded
    if "//" in decoded:
        decoded = SLASHES.sub("/", decoded)
    return decoded.rstrip("/") or "/"
