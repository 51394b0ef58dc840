"""Who calls and under which rules: for now anybody on this machine, with the deployment's own settings.

Without a trust table nobody can prove who they are, so only calls from the loopback address are answered, whatever
address a server in front of the application was bound to.
"""

from typing import NamedTuple

from cards.text import best_language
from service.errors import Forbidden
from service.loopback import is_loopback
from service.settings import Settings

NO_TRUST_TABLE = "Without authentication set up, only calls from the same machine are answered."


class Caller(NamedTuple):
    """Who calls, as far as proven, and the rules the call is answered under.

    iss, tenant  who the token was signed for; both empty without a trust table
    fhir_bases   the FHIR servers this client's data may be read from, in canonical form (no slash at the end)
    deadline     seconds that all reading from FHIR servers may take together
    off          ids of recommendations this client switched off
    """

    edition: str
    region: str
    language: str
    ceiling: str
    iss: str = ""
    tenant: str = ""
    fhir_bases: tuple[str, ...] = ()
    deadline: float = 2.5
    off: frozenset[str] = frozenset()


def authenticate(settings: Settings, remote_address: str, accept_language: str | None) -> Caller:
    """The caller; Forbidden when the call does not come from this machine. An empty address is a Unix socket."""
    if remote_address and not is_loopback(remote_address):
        raise Forbidden(NO_TRUST_TABLE)
    language = best_language(accept_language, settings.language) if accept_language else settings.language
    return Caller(settings.edition, settings.region, language, settings.indicator_ceiling)
