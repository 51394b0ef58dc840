"""The self-test run once on this service under the real server, for the tests and for the page."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from service.conformance.asking import Target
from service.conformance.tokens import Signer
from service.conformance.verdicts import Verdict, verdicts
from service.conformance.visit import visit
from tests.calls import Json, demo
from tests.contract.test_server import Running, free_port, serving
from tests.repository.files import ROOT
from tests.signing import EC_KID, ISS, key, row, trust_file

ORIGIN = "https://sandbox.example"
# A call of each hook that brings cards: drafts that are to be replaced and that are to be taken away among them.
GIVEN = ("bone-scan-for-response-being-ordered", "bone-marker-being-signed")


class Own(NamedTuple):
    """This service as a client sees it that its trust table knows: its address and who signs the tokens."""

    url: str
    signer: Signer
    running: Running


@contextmanager
def trusting(folder: Path, **settings: str) -> Iterator[Own]:
    """The command under gunicorn with a trust table: tokens of one client, pages of one origin, feedback."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    file = trust_file(folder, row(origins=[ORIGIN], rate_limit="100000/minute"))
    with serving(folder, port=port, trust_file=str(file), public_url=url, **settings) as running:
        yield Own(url, Signer(private_pem(), ISS, EC_KID, "ES384"), running)


def private_pem() -> bytes:
    """The private key of the client."""
    found: bytes = key("ec").private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return found


def given() -> dict[str, Json]:
    """Hook -> call."""
    orders = [body_of(ROOT / "fhir_fixtures" / "requests" / f"{name}.json") for name in GIVEN]
    return {one["hook"]: one for one in (demo(), *orders)}


@cache
def own_verdicts() -> dict[str, Verdict]:
    """The verdict on each requirement; a marked test (enable_socket) must have asked first."""
    with TemporaryDirectory() as folder, trusting(Path(folder)) as own:
        seen = visit(Target(own.url, own.signer, ORIGIN), given())
    return {one.requirement.id: one for one in verdicts(seen)}


def fixture_requests() -> list[Path]:
    """Every shipped request."""
    return sorted((ROOT / "fhir_fixtures" / "requests").glob("*.json"))


def body_of(path: Path) -> Json:
    read: Json = json.loads(path.read_text("utf-8"))
    return read
