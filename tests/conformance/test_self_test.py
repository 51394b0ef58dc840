"""The self-test on this service under the real server: nothing fails, and what it can see passes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli import command
from service.conformance.requirements import requirements
from service.conformance.verdicts import FAIL, NOT_TESTABLE, PASS, PROBES
from tests.conformance.own import ORIGIN, given, own_verdicts, private_pem, trusting
from tests.conformance.rows import reasons
from tests.contract.test_server import serving
from tests.repository.files import ROOT
from tests.signing import EC_KID, ISS

pytestmark = pytest.mark.enable_socket
# About what clients do: a service can show it in part only.
CLIENT_SIDE = {one.id for one in requirements().values() if not one.binds_a_service}


@pytest.mark.parametrize("requirement", PROBES)
def test_this_service_meets(requirement: str) -> None:
    found = own_verdicts()[requirement]
    excused = requirement in reasons().keys() | CLIENT_SIDE
    assert found.result == PASS or (excused and found.result != FAIL), found


def test_every_probe_is_about_a_requirement_and_says_what_it_checks() -> None:
    assert PROBES.keys() <= requirements().keys()
    for probe in PROBES.values():
        assert (getattr(probe, "func", probe).__doc__ or "").endswith(".")


def test_the_command_prints_a_table_or_json_and_ends_well(tmp_path_factory: pytest.TempPathFactory) -> None:
    shipped = str(ROOT / "service" / "demo" / "patient-view.json")
    with serving(tmp_path_factory.mktemp("check")) as server:
        for url in (server.url, f"{server.url}/cds-services/"):
            shown = CliRunner().invoke(command, ["check", url, "--request", shipped, "--json"])
            assert shown.exit_code == 0, shown.output
            rows = {row["id"]: row for row in json.loads(shown.stdout)}
            assert rows["CRD-02"]["result"] == PASS
            assert rows["COR-01"] | {"requirement": ""} == {
                "id": "COR-01", "level": "stated need", "requirement": "", "result": NOT_TESTABLE, "why": "no origin was given (--origin)",
            }  # fmt: skip
        table = CliRunner().invoke(command, ["check", server.url, "--origin", ORIGIN])
    assert "DSC-01" in table.output
    assert table.exit_code == 0, table.output[-500:]


def test_the_command_signs_calls_of_every_hook(tmp_path: Path) -> None:
    calls = []
    for hook, body in given().items():
        (tmp_path / f"{hook}.json").write_text(json.dumps(body), "utf-8")
        calls += ["--request", str(tmp_path / f"{hook}.json")]
    (tmp_path / "client.pem").write_bytes(private_pem())
    known = ["--token-key", str(tmp_path / "client.pem"), "--iss", ISS, "--kid", EC_KID]
    with trusting(tmp_path) as own:
        shown = CliRunner().invoke(command, ["check", own.url, *calls, *known, "--origin", ORIGIN, "--json"])
    assert shown.exit_code == 0, shown.output
    rows = {row["id"]: row["result"] for row in json.loads(shown.stdout)}
    passing = {"JWT-01", "JWT-06", "JWT-09", "JWT-11", "JWT-12", "SEC-03", "FBK-01", "COR-01", "ACT-04", "ACT-05"}
    assert {one: rows[one] for one in passing} == dict.fromkeys(passing, PASS)
    assert [one for one, result in rows.items() if result not in {PASS, NOT_TESTABLE}] == []


WRONG_USES = {
    "no address": (["check"], "Missing argument"),
    "an address without scheme": (["check", "localhost"], "http"),
    "a key without its issuer": (["check", "http://127.0.0.1:1", "--token-key", __file__], "--iss"),
    "a request that is none": (["check", "http://127.0.0.1:1", "--request", __file__], "no CDS Hooks request"),
    "nobody there": (["check", "http://127.0.0.1:1"], "nothing answers"),
}


@pytest.mark.parametrize("story", WRONG_USES)
def test_a_wrong_use_is_told_in_one_line(story: str) -> None:
    arguments, words = WRONG_USES[story]
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code != 0
    assert words in done.output
    assert "Traceback" not in done.output
