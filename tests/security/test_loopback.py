"""Without authentication only this machine is answered, whatever the server was bound to."""

import pytest
from click.testing import CliRunner

from service.cli import command
from service.loopback import is_loopback
from tests.calls import EXPLAIN, SERVICE, client, demo, post

ADDRESSES = {
    "127.0.0.1": True,
    "127.8.9.1": True,
    "::1": True,
    "localhost": True,
    "[::1]": True,
    "0.0.0.0": False,  # noqa: S104  the address that must be refused
    "::": False,
    "10.0.0.7": False,
    "192.168.1.2": False,
    "example.org": False,
    "127.0.0.1.example.org": False,
    "": False,
    "2130706433": False,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_loopback_or_not(address: str) -> None:
    assert is_loopback(address) is ADDRESSES[address]


@pytest.mark.parametrize("path", [SERVICE, EXPLAIN])
@pytest.mark.parametrize(
    ("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("10.0.0.7", 403), ("203.0.113.9", 403)]
)
def test_a_call_from_elsewhere_is_refused(path: str, address: str, status: int) -> None:
    answer = post(client(), demo(), path, environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == status


def test_a_header_cannot_claim_to_come_from_here() -> None:
    headers = {"X-Forwarded-For": "127.0.0.1", "Forwarded": "for=127.0.0.1", "X-Real-Ip": "127.0.0.1"}
    answer = post(client(), demo(), headers=headers, environ_base={"REMOTE_ADDR": "10.0.0.7"})
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.7", "example.org"])  # noqa: S104
def test_serving_on_another_address_is_refused_in_one_sentence(host: str) -> None:
    result = CliRunner().invoke(command, ["serve", "--host", host])
    assert result.exit_code == 1
    assert f"refused to listen on {host}" in result.stderr
    assert "loopback" in result.stderr
