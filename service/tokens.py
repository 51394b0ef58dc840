"""Checks the JSON Web Token of a CDS client, in the order and with the strictness of the security concept.

Every failure is one Refused with a word for the log; the answer to the caller is the same for all. What a token says is
used for nothing before its signature holds, but to find the row of its issuer. Source: CDS Hooks 2.0.1, Trusting CDS
Clients; RFC 7519; RFC 8725.
"""

import math
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from service import strict_json
from service.jwk import LONGEST_KID, VERIFIERS
from service.trust import Trusted, TrustTable

LONGEST_TOKEN = 8192
COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")  # RFC 7515, 7.1
# Header parameters that would change what is checked or where a key comes from (RFC 7515, 4.1; RFC 7797).
NOT_TAKEN = {"b64", "crit", "cty", "enc", "jwk", "x5c", "x5u", "zip"}
LONGEST_JTI = 256
LONGEST_LIFE = 3600  # seconds from iat to exp
LATEST_TIME = 4e9  # no token of this century says more


class Refused(Exception):
    """The token is not accepted; `reason` is a fixed word for the log, `iss` the issuer when it is a known one."""

    def __init__(self, reason: str, iss: str = ""):
        super().__init__(reason)
        self.reason, self.iss = reason, iss


class Proven(NamedTuple):
    """What a token that holds says: the row it belongs to, whom it was signed for, and what makes it unique."""

    trusted: Trusted
    tenant: str
    jti: str
    expires: float  # seconds since the epoch


def bearer(header: str) -> str:
    """The token of an Authorization header; Refused when it holds anything else than one."""
    scheme, _blank, token = header.partition(" ")
    if scheme.lower() != "bearer" or len(token) > LONGEST_TOKEN or not COMPACT.fullmatch(token):
        raise Refused("not-a-token" if token else "no-token")
    return token


def verify(token: str, table: TrustTable, audience: Collection[str], now: float, leeway: float) -> Proven:
    """Who signed the token and for what; Refused otherwise. `now` and `leeway` are seconds."""
    signed, _dot, signature = token.rpartition(".")
    first, _dot, second = signed.partition(".")
    header = _object(first, "header")
    algorithm, kid = _header(header)
    claims = _object(second, "claims")
    trusted = _row(claims, header, table)
    iss = trusted.issuer.iss
    key = trusted.key(kid)
    if key is None:
        raise Refused("unknown-key", iss)
    if algorithm not in trusted.issuer.algorithms or algorithm not in key.algorithms:
        raise Refused("algorithm", iss)
    if not VERIFIERS[algorithm].verify(signed.encode(), key.public, _bytes(signature, "signature")):
        raise Refused("signature", iss)
    return _claims(claims, trusted, audience, now, leeway)


def _bytes(part: str, name: str) -> bytes:
    """One part of the token; the one way to write these bytes, so that no second spelling of a token exists."""
    try:
        found = urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError:
        raise Refused(f"{name}-encoding") from None
    if urlsafe_b64encode(found).rstrip(b"=") != part.encode():
        raise Refused(f"{name}-encoding")
    return found


def _object(part: str, name: str) -> dict[str, Any]:
    try:
        found = strict_json.parse(_bytes(part, name))
    except strict_json.NotStrictJson:
        raise Refused(f"{name}-json") from None
    if type(found) is not dict:
        raise Refused(f"{name}-json")
    return found


def _header(header: dict[str, Any]) -> tuple[str, str]:
    """Algorithm and key id of a header that says nothing it may not say."""
    algorithm, kid = header.get("alg"), header.get("kid")
    if header.get("typ") != "JWT":
        raise Refused("type")
    if NOT_TAKEN & header.keys():
        raise Refused("header-parameter")
    if type(algorithm) is not str or algorithm not in VERIFIERS:
        raise Refused("algorithm")
    if type(kid) is not str or not 0 < len(kid) <= LONGEST_KID or not kid.isprintable():
        raise Refused("key-id")
    return algorithm, kid


def _row(claims: dict[str, Any], header: dict[str, Any], table: TrustTable) -> Trusted:
    """The row of the issuer. Where it stands in several, the tenant decides, and so it must be said."""
    iss, tenant = claims.get("iss"), claims.get("tenant")
    rows = table.of(iss) if type(iss) is str else ()
    if not rows or type(iss) is not str:
        raise Refused("unknown-issuer")
    if tenant is not None and type(tenant) is not str:
        raise Refused("tenant", iss)
    fitting = [one for one in rows if not one.issuer.tenants or tenant in one.issuer.tenants]
    if len(fitting) != 1 or (tenant is not None and not fitting[0].issuer.tenants):
        raise Refused("tenant", iss)
    if "jku" in header and header["jku"] != fitting[0].issuer.jku:
        raise Refused("jku", iss)
    return fitting[0]


def _claims(
    claims: dict[str, Any], trusted: Trusted, audience: Collection[str], now: float, leeway: float
) -> Proven:
    """Audience, times and the token's own id; only now may what it says be believed."""
    iss, jti = trusted.issuer.iss, claims.get("jti")
    said = claims.get("aud")
    names = said if type(said) is list else [said]
    if not any(type(one) is str and plain(one) in audience for one in names):
        raise Refused("audience", iss)
    expires, issued = _time(claims, "exp", iss), _time(claims, "iat", iss)
    starts = _time(claims, "nbf", iss) if "nbf" in claims else issued
    if expires <= now - leeway:
        raise Refused("expired", iss)
    if max(issued, starts) > now + leeway:
        raise Refused("not-yet", iss)
    if expires - issued > LONGEST_LIFE or now - issued > LONGEST_LIFE + leeway:
        raise Refused("lives-too-long", iss)
    if type(jti) is not str or not 0 < len(jti) <= LONGEST_JTI:
        raise Refused("token-id", iss)
    return Proven(trusted, claims.get("tenant") or "", jti, expires + leeway)


def _time(claims: dict[str, Any], name: str, iss: str) -> float:
    """A NumericDate; Python would take true for 1."""
    found = claims.get(name)
    if type(found) not in (int, float) or not math.isfinite(found) or not 0 < found < LATEST_TIME:  # type: ignore[arg-type,operator]
        raise Refused(name, iss)
    return float(found)  # type: ignore[arg-type]


def plain(address: str) -> str:
    """An address without doubled slashes in its path and without one at its end: clients write both."""
    scheme, mark, rest = address.partition("://")
    return f"{scheme}{mark}{re.sub('/{2,}', '/', rest).rstrip('/')}"


def audiences(public_url: str, paths: Iterable[str]) -> frozenset[str]:
    """What `aud` may be at these paths below the configured address, which no request can change."""
    return frozenset(plain(f"{public_url}{path}") for path in paths)
