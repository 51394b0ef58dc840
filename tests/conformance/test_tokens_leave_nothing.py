"""What a token leaves behind: nothing in logs and stores, and no use of it before it has proven who signed it."""

import signal
from pathlib import Path
from uuid import uuid4

import pytest

from service.conformance.asking import Target
from tests.calls import SERVICE, demo
from tests.conformance.own import trusting
from tests.signing import claims, token
from tests.trusted import call, trusted

pytestmark = pytest.mark.enable_socket
ACCESS = "CANARY-ACCESS-91c2"
OPENED = {"access_token": ACCESS, "token_type": "Bearer", "expires_in": 300, "scope": "patient/*.read", "subject": "x"}
FEEDBACK = f"{SERVICE}/feedback"


@pytest.mark.requirement("BP-03", "FRA-03", "SEC-03", "FBK-11")
def test_tokens_are_neither_logged_nor_stored(tmp_path: Path) -> None:
    """Under gunicorn, with the journal and the store of used tokens as they are, and every log line there is."""
    body = demo() | {"fhirServer": "https://ehr.example/fhir", "fhirAuthorization": OPENED}
    told = {"feedback": [{"card": str(uuid4()), "outcome": "overridden", "outcomeTimestamp": "2026-11-01T10:00:00Z"}]}
    with trusting(tmp_path, log_level="DEBUG") as own:
        target = Target(own.url, own.signer, "")
        good, other = (own.signer.token(own.url + SERVICE) for _ in range(2))
        forged = f"{other[:-8]}AAAAAAAA"
        for path, sent, status in (
            (SERVICE, good, 200), (SERVICE, good, 401), (SERVICE, forged, 401), (SERVICE, "", 401), (FEEDBACK, other, 200), (FEEDBACK, "", 401),
        ):  # fmt: skip
            asked = target.ask("", "POST", path, told if path == FEEDBACK else body, token=sent)
            assert asked.status == status, (path, asked.json)
        own.running.process.send_signal(signal.SIGTERM)
        _, complaints = own.running.process.communicate(timeout=20)
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()) + complaints.encode()
    assert b"refused" in kept
    parts = {part for one in (good, other, forged) for part in one.split(".")[1:]}
    assert [part for part in (*parts, ACCESS) if part.encode() in kept] == []


@pytest.mark.requirement("JWT-12")
def test_only_a_token_that_holds_uses_up_its_id(tmp_path: Path) -> None:
    """Else anybody could spoil the id of a token that he saw or guessed."""
    to, said = trusted(tmp_path), claims(jti="the same")
    wrong = [token(said, by="ec2"), token(said | {"aud": "https://elsewhere.example"}), token(said | {"exp": 1})]
    assert [call(to, f"Bearer {one}").status_code for one in wrong] == [401] * 3
    assert [call(to, f"Bearer {token(said)}").status_code for _ in range(2)] == [200, 401]
