"""Signs tokens as an EHR does (CDS Hooks, Trusting CDS Clients), and makes each kind that a service must refuse."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any, NamedTuple
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

LIFE = 300  # seconds
ALGORITHMS = ("ES384", "RS384", "ES256", "RS256")


class Signer(NamedTuple):
    """A client the service trusts: its private key (PEM), and what its tokens say."""

    pem: bytes
    iss: str
    kid: str
    alg: str
    jku: str = ""

    def token(self, url: str, **claims: Any) -> str:
        """A good token for that address; a claim given as None is left out, others replace the good ones."""
        now = int(time.time())
        good = {"iss": self.iss, "aud": url, "iat": now, "exp": now + LIFE, "jti": str(uuid4())}
        said = {name: value for name, value in (good | claims).items() if value is not None}
        return jwt.encode(said, self.pem, self.alg, self._header())

    def bad_tokens(self, aud: str) -> dict[str, str]:
        """Requirement id and story -> a token that must be refused."""
        now = int(time.time())
        return {
            "JWT-01 no token": "",
            "JWT-02 tampered claims": self._tampered(aud),
            "JWT-02 no signature": self.token(aud).rpartition(".")[0] + ".",
            "JWT-03 no key id": jwt.encode(self._claims(aud), self.pem, self.alg),
            "JWT-04 no jti": self.token(aud, jti=None),
            "JWT-04 no exp": self.token(aud, exp=None),
            "JWT-04 no iat": self.token(aud, iat=None),
            "JWT-04 no iss": self.token(aud, iss=None),
            "JWT-04 expired": self.token(aud, iat=now - 7200, exp=now - 3600),
            "JWT-05 no aud": self.token(aud, aud=None),
            "JWT-05 another aud": self.token("https://elsewhere.example/cds-services/other"),
            "JWT-06 unknown issuer": self.token(aud, iss="https://nobody.example"),
            "JWT-09 alg none": self._unsigned(aud),
            "JWT-10 symmetric, with the public key": self._symmetric(aud),
        }

    def _header(self) -> dict[str, Any]:
        return {"kid": self.kid, "typ": "JWT"} | ({"jku": self.jku} if self.jku else {})

    def _claims(self, aud: str) -> dict[str, Any]:
        return jwt.decode(self.token(aud), options={"verify_signature": False})

    def _tampered(self, aud: str) -> str:
        head, _, signature = self.token(aud).split(".")
        return ".".join([head, _part(self._claims(aud) | {"sub": "somebody"}), signature])

    def _unsigned(self, aud: str) -> str:
        return f"{_part(self._header() | {'alg': 'none'})}.{_part(self._claims(aud))}."

    def _symmetric(self, aud: str) -> str:
        """HS256 with the text of the public key as the secret, which a careless verifier accepts."""
        public = (
            load_pem_private_key(self.pem, None)
            .public_key()
            .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
        signed = f"{_part(self._header() | {'alg': 'HS256'})}.{_part(self._claims(aud))}"
        return f"{signed}.{_text(hmac.new(public, signed.encode(), hashlib.sha256).digest())}"


def _part(value: dict[str, Any]) -> str:
    return _text(json.dumps(value).encode())


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
