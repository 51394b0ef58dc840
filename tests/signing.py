"""Tokens of CDS clients in one line, signed by keys made here, and forged in every way a library would refuse to."""

import base64
import hashlib
import hmac
import json
import time
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

ISS, PUBLIC = "https://ehr.example/oauth", "https://cds.example/bone"
JKU = "https://ehr.example/keys"
EC_KID, RSA_KID = "ec-1", "cnNhLWtleQ+/=="  # the second as Epic writes them
AUDIENCE = f"{PUBLIC}/cds-services/bone-health-patient-view"
HASHES: dict[str, Any] = {"256": hashes.SHA256, "384": hashes.SHA384}
Json = dict[str, Any]


@cache
def key(name: str) -> Any:
    """A private key of this test run: ec, rsa (trusted), ec2, rsa2 (of others), p256, weak, ed, k256."""
    curves = {"ec": ec.SECP384R1(), "ec2": ec.SECP384R1(), "p256": ec.SECP256R1(), "k256": ec.SECP256K1()}
    if name in curves:
        return ec.generate_private_key(curves[name])
    if name == "ed":
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(65537, 1024 if name == "weak" else 2048)


def jwk(name: str, kid: str | None, **more: Any) -> Json:
    """The public key as a JWK."""
    maker = RSAAlgorithm if isinstance(key(name), rsa.RSAPrivateKey) else ECAlgorithm
    made: Json = maker.to_jwk(key(name).public_key(), as_dict=True)
    return made | ({"kid": kid} if kid is not None else {}) | more


def jwks() -> Json:
    """The key set of the trusted issuer."""
    return {"keys": [jwk("ec", EC_KID), jwk("rsa", RSA_KID)]}


def pem(name: str) -> bytes:
    """The public key as others see it."""
    found: bytes = key(name).public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return found


def part(value: Any) -> str:
    """One part of a token: JSON, or bytes as they are."""
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def claims(**changes: Any) -> Json:
    """What a good token says; a claim given as ... is left out."""
    now = int(time.time())
    good = {"iss": ISS, "aud": AUDIENCE, "iat": now, "exp": now + 300, "jti": str(uuid4())}
    return {name: value for name, value in (good | changes).items() if value is not ...}


def header(alg: Any = "ES384", **changes: Any) -> Json:
    """The header of a good token; a parameter given as ... is left out."""
    kid = RSA_KID if type(alg) is str and alg[:2] in ("RS", "PS") else EC_KID
    good = {"alg": alg, "kid": kid, "typ": "JWT"}
    return {name: value for name, value in (good | changes).items() if value is not ...}


def signature(alg: str, signed: bytes, by: Any) -> bytes:
    """The signature of these bytes: `by` names a key, or is the secret of an HMAC."""
    if alg.startswith("HS"):
        return hmac.new(by, signed, getattr(hashlib, f"sha{alg[2:]}")).digest()
    private = key(by)
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return private.sign(signed)
    digest = HASHES.get(alg[2:5], hashes.SHA256)()
    if isinstance(private, rsa.RSAPrivateKey):
        how = padding.PSS(padding.MGF1(digest), 48) if alg.startswith("PS") else padding.PKCS1v15()
        return private.sign(signed, how, digest)
    size = (private.key_size + 7) // 8
    r, s = utils.decode_dss_signature(private.sign(signed, ec.ECDSA(digest)))
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def token(said: Any = None, head: Any = None, by: Any = None, alg: str | None = None) -> str:
    """A signed token; what it says, its header, the key and the way of signing can each be something else."""
    head = header() if head is None else head
    alg = alg or (head.get("alg") if type(head) is dict and type(head.get("alg")) is str else "ES384")
    signer = by if by is not None else ("rsa" if str(alg)[:2] in ("RS", "PS") else "ec")
    signed = f"{part(head)}.{part(claims() if said is None else said)}"
    return f"{signed}.{part(signature(str(alg), signed.encode(), signer))}"


def row(**changes: Any) -> Json:
    """One row of a trust table."""
    good = {"iss": ISS, "jwks": jwks(), "fhir_bases": ["https://ehr.example/fhir"]}
    return {name: value for name, value in (good | changes).items() if value is not ...}


def trust_file(folder: Path, *rows: Json) -> Path:
    """A trust table in `folder`."""
    file = folder / "trust.json"
    file.write_text(json.dumps({"issuers": list(rows) or [row()]}), "utf-8")
    return file
