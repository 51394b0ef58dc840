"""Who calls and under which rules: for now anybody on this machine, with the deployment's own settings.

Without a trust table nobody can prove who they are, so only calls from the loopback address are answered, whatever
address a server in front of the application was bound to.
"""

from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple

from cards.text import best_language
from service.errors import Forbidden
from service.settings import Settings

NO_TRUST_TABLE = "Without authentication set up, only calls from the same machine are answered."


class Caller(NamedTuple):
    """The rules a call is answered under."""

    edition: str
    region: str
    language: str
    ceiling: str


def authenticate(settings: Settings, remote_address: str, accept_language: str | None) -> Caller:
    """The caller; Forbidden when the call does not come from this machine. An empty address is a Unix socket."""
    if remote_address and not is_loopback(remote_address):
        raise Forbidden(NO_TRUST_TABLE)
    language = best_language(accept_language, settings.language) if accept_language else settings.language
    return Caller(settings.edition, settings.region, language, settings.indicator_ceiling)


@lru_cache(maxsize=64)
def is_loopback(host: str) -> bool:
    """True for localhost and the loopback addresses of IPv4 and IPv6."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
