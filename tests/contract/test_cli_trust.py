"""The command `trust`: add rows, list them, and tell why a token is refused."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from service.cli import command
from service.cli_trust import REASONS
from tests.signing import AUDIENCE, ISS, PUBLIC, claims, header, jwks, row, token, trust_file


def run(*arguments: str, stdin: str = "") -> Result:
    return CliRunner(env={"BONE_HEALTH_PUBLIC_URL": PUBLIC}).invoke(command, ["trust", *arguments], input=stdin)


def test_a_table_grows_row_by_row(tmp_path: Path) -> None:
    file, keys = tmp_path / "trust.json", tmp_path / "keys.json"
    keys.write_text(json.dumps(jwks()))
    at = ("--file", str(file))
    first = run("add", *at, "--iss", ISS, "--jwks", str(keys), "--fhir-base", "https://ehr.example/fhir", "--origin", "https://a.example")
    assert (first.exit_code, first.output) == (0, f"{file} now holds 1 issuer(s).\n")
    second = run("add", *at, "--iss", "https://vendor.example", "--jku", "https://vendor.example/keys", "--tenant", "north")
    assert second.exit_code == 0
    told = run("list", *at).output
    for words in (ISS, "https://vendor.example", "north", "ec-1", AUDIENCE, "https://ehr.example/fhir"):
        assert words in told


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--iss", "https://x.example", "--jku", "http://x.example/keys"], "trust.json: issuers.1.jku: must be https"),
        (["--iss", "https://x.example"], "issuers.1: needs jku, or jwks, or both"),
        (["--iss", ISS, "--jku", "https://x.example/keys"], "different tenants in each"),
        (["--iss", "https://x.example", "--jku", "https://x.example/k", "--edition", "x"], "issuers.1.edition"),
    ],
)
def test_a_row_that_is_wrong_changes_nothing(tmp_path: Path, arguments: list[str], named: str) -> None:
    file = trust_file(tmp_path)
    before = file.read_bytes()
    refused = run("add", "--file", str(file), *arguments)
    assert refused.exit_code == 1
    assert named in refused.output
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["trust.json"]


def test_a_file_that_is_no_table_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "trust.json"
    file.write_text("precious")
    refused = run("add", "--file", str(file), "--iss", ISS, "--jku", "https://x.example/keys")
    assert (refused.exit_code, file.read_text()) == (1, "precious")
    assert "left as it is" in refused.output


# fmt: off
WHY: list[tuple[str, Any, str]] = [
    ("none",          lambda: "",                                                     "no-token"),
    ("two parts",     lambda: "a.b",                                                  "not-a-token"),
    ("other issuer",  lambda: token(claims(iss="https://other.example")),             "unknown-issuer"),
    ("other key",     lambda: token(head=header(kid="x")),                            "unknown-key"),
    ("other signer",  lambda: token(by="ec2"),                                        "signature"),
    ("other service", lambda: token(claims(aud=f"{PUBLIC}/cds-services/x")),          "audience"),
    ("run out",       lambda: token(claims(exp=int(time.time()) - 500)),              "expired"),
    ("a year long",   lambda: token(claims(exp=int(time.time()) + 86400 * 365)),      "lives-too-long"),
    ("no id",         lambda: token(claims(jti=...)),                                 "token-id"),
    ("type",          lambda: token(head=header(typ="at+jwt")),                       "type"),
]
# fmt: on


@pytest.mark.parametrize(("story", "made", "reason"), WHY, ids=[one[0] for one in WHY])
def test_why_a_token_is_refused_is_told_in_plain_words(tmp_path: Path, story: str, made: Any, reason: str) -> None:
    text = made()
    told = run("check", "--file", str(trust_file(tmp_path)), "-", stdin=text)
    assert told.exit_code == 1
    assert told.output.startswith(f"Refused: {REASONS[reason]}.")
    assert not text or text not in told.output
    if reason == "audience":
        assert AUDIENCE in told.output


def test_a_good_token_is_accepted_and_not_used_up(tmp_path: Path) -> None:
    file = trust_file(tmp_path, row(tenants=["north"]))
    for text in (token(claims(tenant="north")), f"Bearer {token(claims(tenant='north'))}\n"):
        told = run("check", "--file", str(file), "-", stdin=text)
        assert told.exit_code == 0, told.output
        assert f"signed by {ISS} for the tenant north" in told.output
    assert [one.name for one in tmp_path.iterdir()] == ["trust.json"]


def test_every_reason_has_its_words() -> None:
    import re  # noqa: PLC0415
    from importlib import resources  # noqa: PLC0415

    text = (resources.files("service") / "tokens.py").read_text("utf-8")
    said = set(re.findall(r'Refused\("([a-z-]+)"', text)) | {f"{name}-{kind}" for name in ("header", "claims") for kind in ("encoding", "json")}
    assert said | {"signature-encoding", "exp", "iat", "nbf", "no-token", "not-a-token"} == set(REASONS)
