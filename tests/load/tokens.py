"""Tokens for the benchmark: a client of its own, its public key for a trust table, and one fresh token per call."""

import json
import time
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

LASTS = 300  # seconds; CDS Hooks: a token lives at most five minutes
MAKERS: dict[str, Callable[[], Any]] = {
    "ES384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "RS384": lambda: rsa.generate_private_key(65537, 2048),
}


class Client(NamedTuple):
    """A CDS client that signs: its issuer, algorithm, key id and private key."""

    issuer: str
    algorithm: str
    kid: str
    key: Any


def new_client(algorithm: str = "ES384", issuer: str = "https://ehr.bench.example") -> Client:
    """A client with a key nobody else has."""
    return Client(issuer, algorithm, "bench", MAKERS[algorithm]())


def key_set(client: Client) -> dict[str, Any]:
    """The client's public key as a JSON Web Key Set, as a trust table or a jku address gives it."""
    public = jwt.get_algorithm_by_name(client.algorithm).to_jwk(client.key.public_key())
    key = json.loads(public) if isinstance(public, str) else public
    return {"keys": [key | {"kid": client.kid, "alg": client.algorithm, "use": "sig"}]}


def bearers(client: Client, audience: str, calls: int) -> list[dict[str, str]]:
    """The Authorization headers of so many calls, each with a token of its own (CDS Hooks 2.0.1, Trusting CDS Clients)."""
    now = int(time.time())
    claims = {"iss": client.issuer, "aud": audience, "iat": now, "exp": now + LASTS}
    head = {"typ": "JWT", "kid": client.kid}
    rows = (claims | {"jti": str(uuid.uuid4())} for _ in range(calls))
    return [{"Authorization": f"Bearer {jwt.encode(row, client.key, client.algorithm, head)}"} for row in rows]
