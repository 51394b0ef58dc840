"""JSON Web Keys (RFC 7517) as public keys: which algorithm each may verify, and which sets are refused."""

from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt import InvalidKeyError
from jwt.algorithms import Algorithm, ECAlgorithm, RSAAlgorithm

LEAST_RSA_BITS = 2048  # RFC 7518, 3.3
LONGEST_KID = 256
MOST_KEYS = 100
PRIVATE = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}  # RFC 7518, 6: only private and symmetric keys have these
VERIFIERS: dict[str, Algorithm] = {
    "ES384": ECAlgorithm(ECAlgorithm.SHA384, ec.SECP384R1),
    "RS384": RSAAlgorithm(RSAAlgorithm.SHA384),
    "ES256": ECAlgorithm(ECAlgorithm.SHA256, ec.SECP256R1),
    "RS256": RSAAlgorithm(RSAAlgorithm.SHA256),
}
BY_CURVE = {"P-384": ("ES384",), "P-256": ("ES256",)}


class BadKey(ValueError):
    """A key set that may not be used; the message says why and holds nothing of it."""


class Key(NamedTuple):
    """One public key and the algorithms it may verify."""

    algorithms: frozenset[str]
    public: Any


def keys_of(jwk_set: Any) -> dict[str, Key]:
    """The usable keys of a JWK set by key id. BadKey when the set is none, holds a private key, or repeats an id.

    Keys for other uses or algorithms are passed over: a set may serve more than us.
    """
    rows = jwk_set.get("keys") if type(jwk_set) is dict else None
    if type(rows) is not list or len(rows) > MOST_KEYS:
        raise BadKey(f"not a JWK set with at most {MOST_KEYS} keys")
    found: dict[str, Key] = {}
    for row in rows:
        if type(row) is not dict:
            raise BadKey("a key is no object")
        if PRIVATE & row.keys():
            raise BadKey("holds a private or symmetric key")
        kid = row.get("kid")
        if type(kid) is not str or not 0 < len(kid) <= LONGEST_KID:
            continue  # it could never be asked for
        key = _key(row)
        if key is None:
            continue
        if kid in found:
            raise BadKey("two keys have the same key id")
        found[kid] = key
    return found


def _key(row: dict[str, Any]) -> Key | None:
    kind = row.get("kty")
    if kind not in ("EC", "RSA") or row.get("use", "sig") != "sig":
        return None
    fitting = BY_CURVE.get(str(row.get("crv")), ()) if kind == "EC" else ("RS384", "RS256")
    allowed = frozenset(fitting) & ({row["alg"]} if type(row.get("alg")) is str else set(fitting))
    if not allowed:
        return None
    try:
        public = (ECAlgorithm if kind == "EC" else RSAAlgorithm).from_jwk(row)
    except (InvalidKeyError, ValueError, TypeError):
        raise BadKey("a key cannot be read") from None
    if isinstance(public, rsa.RSAPublicKey) and public.key_size < LEAST_RSA_BITS:
        raise BadKey(f"an RSA key is shorter than {LEAST_RSA_BITS} bits")
    return Key(allowed, public)
