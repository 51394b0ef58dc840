"""Who calls and under which rules: the client a token proves, or, without a trust table, anybody on this machine.

Without a table nobody can prove who they are, so only calls from the loopback address are answered, whatever address a
server in front of the application was bound to.
"""

import time
from collections.abc import Collection, Mapping
from logging import WARNING
from typing import Any, NamedTuple

from cards.text import best_language
from service.errors import Forbidden, NotReady, TooManyCalls, Unauthenticated
from service.fhir_address import canonical
from service.logs import log
from service.loopback import is_loopback
from service.rate import Limiter
from service.replay import Replay, StoreDown
from service.settings import Settings
from service.tokens import Proven, Refused, audiences, bearer, verify
from service.trust import Trust, TrustTable

NO_TRUST_TABLE = "Without authentication set up, only calls from the same machine are answered."
NOT_FOR_CLIENT = "The service is not open to this client."
TOKENS_NOT_TOLD = "Whether the token was used before cannot be told at the moment."
ANOTHERS_SERVER = "The FHIR server belongs to another client."


class Caller(NamedTuple):
    """Who calls, as far as proven, and the rules the call is answered under.

    iss, tenant  who the token was signed for; both empty without a trust table
    fhir_bases   the FHIR servers this client's data may be read from, in canonical form (no slash at the end)
    deadline     seconds that all reading from FHIR servers may take together
    off          ids of recommendations this client switched off
    not_theirs   the FHIR servers that are listed, but for others
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
    not_theirs: frozenset[str] = frozenset()


class Gate(NamedTuple):
    """What stands between a token and an answer: the trust table, the tokens used, the count of calls."""

    trust: Trust
    replay: Replay
    limiter: Limiter


class Endpoint(NamedTuple):
    """What is called: the id of the CDS service, and the paths a token for it may name as its audience."""

    service_id: str
    paths: tuple[str, ...]


def authenticate(settings: Settings, gate: Gate | None, environ: Mapping[str, Any], endpoint: Endpoint) -> Caller:
    """The caller. Unauthenticated, Forbidden, TooManyCalls, or NotReady when used tokens cannot be told."""
    accepts = environ.get("HTTP_ACCEPT_LANGUAGE")
    if gate is None:
        return _anybody_here(settings, environ.get("REMOTE_ADDR", ""), accepts)
    table = gate.trust.table()  # the call ends with the table it began with
    proven = _proven(settings, gate, table, environ.get("HTTP_AUTHORIZATION", ""), endpoint.paths)
    issuer = proven.trusted.issuer
    if issuer.services and endpoint.service_id not in issuer.services:
        raise Forbidden(NOT_FOR_CLIENT)
    seconds = gate.limiter.wait(issuer.rate_limit, issuer.iss, proven.tenant)
    if seconds:
        raise TooManyCalls(seconds)
    return Caller(
        edition=issuer.edition,
        region=issuer.region,
        language=best_language(accepts, issuer.language) if accepts else issuer.language,
        ceiling=issuer.ceiling,
        iss=issuer.iss,
        tenant=proven.tenant,
        fhir_bases=issuer.fhir_bases,
        deadline=issuer.deadline,
        off=issuer.off,
        not_theirs=table.bases.difference(issuer.fhir_bases),
    )


def _anybody_here(settings: Settings, remote_address: str, accepts: str | None) -> Caller:
    """Without a trust table: a caller on this machine. An empty address is a Unix socket."""
    if remote_address and not is_loopback(remote_address):
        raise Forbidden(NO_TRUST_TABLE)
    language = best_language(accepts, settings.language) if accepts else settings.language
    return Caller(settings.edition, settings.region, language, settings.indicator_ceiling)


def _proven(settings: Settings, gate: Gate, table: TrustTable, header: str, paths: Collection[str]) -> Proven:
    """What the token proves, once. Whatever is wrong with it, the caller is told the same."""
    now = time.time()
    try:
        audience = audiences(settings.public_url, paths)
        proven = verify(bearer(header), table, audience, now, settings.clock_leeway_seconds)
    except Refused as why:
        log("not authenticated", WARNING, reason=why.reason, issuer=why.iss)
        raise Unauthenticated from None
    iss = proven.trusted.issuer.iss
    try:
        used = not gate.replay.first(iss, proven.jti, proven.expires, now)
    except StoreDown as down:
        log("used tokens cannot be told", WARNING, problem=str(down))
        raise NotReady(TOKENS_NOT_TOLD) from None
    if used:
        log("not authenticated", WARNING, reason="used-before", issuer=iss)
        raise Unauthenticated
    return proven


def keep_apart(caller: Caller, fhir_server: str | None) -> None:
    """Forbidden when the call names a FHIR server that is listed for another client."""
    if caller.not_theirs and fhir_server and canonical(fhir_server) in caller.not_theirs:
        raise Forbidden(ANOTHERS_SERVER, ["fhirServer"])
