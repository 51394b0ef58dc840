"""FF-051 to FF-054: a record server that cannot prove who it is gets no token, and its data count as not read."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from tests.calls import demo
from tests.hostile.faulty import peer, record
from tests.hostile.scene import application, asking, call, complete, same

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The authority that the service is told to trust."""
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


def context(issuer: trustme.CA, name: str = "localhost", not_after: datetime | None = None) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer.issue_cert(name, not_after=not_after).configure_cert(made)
    return made


def test_a_server_with_a_certificate_of_the_authority_is_read(authority: trustme.CA, ca_file: Path) -> None:
    with peer(lambda asked, _c: record(demo()["prefetch"])(asked), context(authority)) as server:
        answer = call(application(server.base, deadline=3, ca_file=ca_file), asking(server.base, ()))
        assert same(answer.cards) == complete()


PAST = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("name", ["FF-051 self-signed", "FF-052 expired", "FF-053 another host", "FF-054 plain HTTP"])
def test_a_server_that_does_not_prove_who_it_is_gets_no_token(name: str, authority: trustme.CA, ca_file: Path) -> None:
    tls = {
        "FF-051 self-signed": lambda: context(trustme.CA()),
        "FF-052 expired": lambda: context(authority, not_after=PAST),
        "FF-053 another host": lambda: context(authority, "other.example"),
        "FF-054 plain HTTP": lambda: None,
    }[name]()
    with peer(lambda asked, _c: record(demo()["prefetch"])(asked), tls) as server:
        base = server.base.replace("http://127.0.0.1", "https://localhost")
        answer = call(application(base, deadline=2, ca_file=ca_file), asking(base))
        assert answer.status == 200
        assert "could not be reached over a secure connection" in answer.gap
        assert not answer.drafts_a_drug
        assert server.seen == []


def test_the_public_authorities_are_the_default(authority: trustme.CA) -> None:
    with peer(lambda asked, _c: record(demo()["prefetch"])(asked), context(authority)) as server:
        assert "over a secure connection" in call(application(server.base, deadline=2), asking(server.base)).gap
        assert server.seen == []
