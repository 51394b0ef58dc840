"""The trust table: every mistake stops the start with file, place and reason; a changed table is taken up, a broken one not."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from service.gate import open_gate
from service.settings import Settings, WrongSetting
from service.trust import Trust
from tests.signing import EC_KID, ISS, JKU, PUBLIC, jwk, jwks, key, row, trust_file
from tests.trusted import no_fetch

PRIVATE = {"keys": [jwk("ec", EC_KID) | {"d": "AAAA"}]}

# fmt: off
MISTAKES: list[tuple[str, Any, str]] = [
    # story                              rows                                                                 what the message names
    ("a field nobody knows",             [row(isss="x")],                                                     "issuers.0.isss"),
    ("no issuer",                        [row(iss=...)],                                                      "issuers.0.iss"),
    ("an issuer that is a number",       [row(iss=1)],                                                        "issuers.0.iss"),
    ("no keys",                          [row(jwks=...)],                                                     "issuers.0: needs jku, or jwks, or both"),
    ("keys over plain http",             [row(jwks=..., jku="http://ehr.example/keys")],                      "issuers.0.jku: must be https"),
    ("a jku with a fragment",            [row(jwks=..., jku=f"{JKU}#x")],                                     "issuers.0.jku: not an exact"),
    ("a private key",                    [row(jwks=PRIVATE)],                                                 "issuers.0.jwks: holds a private"),
    ("two keys of one id",               [row(jwks={"keys": [jwk("ec", "a"), jwk("ec2", "a")]})],             "issuers.0.jwks: two keys"),
    ("a weak key",                       [row(jwks={"keys": [jwk("weak", "a")]})],                            "issuers.0.jwks: an RSA key is shorter"),
    ("only a key of another curve",      [row(jwks={"keys": [jwk("k256", "a")]})],                            "issuers.0.jwks: holds no key"),
    ("a key set that is none",           [row(jwks={"key": []})],                                             "issuers.0.jwks: not a JWK set"),
    ("a key file that is not there",     [row(jwks="keys.json")],                                             "issuers.0.jwks: the file of the key set"),
    ("a FHIR base over plain http",      [row(fhir_bases=["http://ehr.example/fhir"])],                       "issuers.0.fhir_bases: must be https"),
    ("a FHIR base with a query",         [row(fhir_bases=["https://ehr.example/fhir?x=1"])],                  "issuers.0.fhir_bases: not an exact"),
    ("an edition that does not exist",   [row(edition="esmo-1999")],                                          "issuers.0.edition: there is only"),
    ("a region that does not exist",     [row(region="XX")],                                                  "issuers.0.region: there is only"),
    ("a language that does not exist",   [row(language="tlh")],                                               "issuers.0.language: there is only"),
    ("an indicator that does not exist", [row(indicator_ceiling="loud")],                                     "issuers.0.indicator_ceiling"),
    ("a recommendation unknown here",    [row(recommendations_off=["MTD"])],                                  "issuers.0.recommendations_off: there is only"),
    ("a service unknown here",           [row(services=["bone"])],                                            "issuers.0.services: there is only"),
    ("an origin with a path",            [row(origins=["https://ehr.example/app"])],                          "issuers.0.origins: each must be"),
    ("an algorithm nobody may use",      [row(algorithms=["HS256"])],                                         "issuers.0.algorithms.0"),
    ("a deadline of a minute",           [row(deadline_ms=60_000)],                                           "issuers.0.deadline_ms"),
    ("a rate that is none",              [row(rate_limit="often")],                                           "issuers.0.rate_limit: must be a rate"),
    ("an issuer twice without tenants",  [row(), row(fhir_bases=[])],                                         "different tenants in each"),
    ("an issuer twice, one tenant twice", [row(tenants=["a"]), row(tenants=["a", "b"])],                      "different tenants in each"),
]
# fmt: on


def settings(file: Path, **more: Any) -> Settings:
    replay = f"sqlite:///{file.parent / 'replay.sqlite3'}"  # tests leave nothing in the memory of the machine
    return Settings(data_dir=file.parent, trust_file=file, public_url=PUBLIC, replay_url=replay, **more)


@pytest.mark.parametrize(("story", "rows", "named"), MISTAKES, ids=[one[0] for one in MISTAKES])
def test_a_mistake_stops_the_start(tmp_path: Path, story: str, rows: Any, named: str) -> None:
    file = trust_file(tmp_path, *rows)
    with pytest.raises(WrongSetting, match=r"TRUST_FILE: trust\.json: ") as stopped:
        open_gate(settings(file))
    assert named in str(stopped.value)
    assert "\n" not in str(stopped.value)


@pytest.mark.parametrize("text", ["", "[]", '{"issuers": 1}', '{"issuers": [], "issuers": []}', "{", '{"issuers": [], "x": 1}'])
def test_a_file_that_is_no_table_stops_the_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "trust.json").write_text(text)
    with pytest.raises(WrongSetting, match=r"TRUST_FILE: trust\.json: "):
        open_gate(settings(tmp_path / "trust.json"))


def test_a_table_needs_the_address_that_tokens_are_made_for(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="PUBLIC_URL: a trust table needs"):
        Settings(data_dir=tmp_path, trust_file=trust_file(tmp_path))


def test_what_a_row_leaves_out_is_taken_from_the_settings(tmp_path: Path) -> None:
    gate = open_gate(settings(trust_file(tmp_path, row()), region="INT", language="zh-CN", indicator_ceiling="warning"))
    assert gate is not None
    issuer = gate.trust.table().of(ISS)[0].issuer
    assert (issuer.edition, issuer.region, issuer.language, issuer.ceiling) == ("esmo-2014", "INT", "zh-CN", "warning")
    assert (issuer.deadline, issuer.rate_limit, issuer.algorithms) == (2.5, "600/minute", {"ES384", "RS384"})


def test_a_key_file_beside_the_table_and_canonical_bases(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text(json.dumps(jwks()))
    gate = open_gate(settings(trust_file(tmp_path, row(jwks="keys.json", fhir_bases=["HTTPS://EHR.example:443/fhir/"]))))
    assert gate is not None
    issuer = gate.trust.table().of(ISS)[0].issuer
    assert issuer.fhir_bases == ("https://ehr.example/fhir",)
    assert EC_KID in issuer.keys


def test_plain_http_on_this_machine_needs_its_own_setting(tmp_path: Path) -> None:
    file = trust_file(tmp_path, row(fhir_bases=["http://127.0.0.1:8081/fhir"]))
    with pytest.raises(WrongSetting, match="fhir_bases: must be https"):
        open_gate(settings(file))
    assert open_gate(settings(file, allow_http_loopback=True)) is not None
    with pytest.raises(WrongSetting, match="fhir_bases: must be https"):
        open_gate(settings(trust_file(tmp_path, row(fhir_bases=["http://10.0.0.1/fhir"])), allow_http_loopback=True))


def touched(file: Path, rows: list[Any] | None) -> None:
    """Write other rows, or something broken, and make the change of the file visible to the clock."""
    before = file.stat().st_mtime_ns
    if rows is None:
        file.write_text("{")
    else:
        trust_file(file.parent, *rows)
    os.utime(file, ns=(before + 10**9, before + 10**9))


def test_a_changed_table_is_taken_up_and_a_broken_one_is_not(tmp_path: Path) -> None:
    now = [0.0]
    file = trust_file(tmp_path, row())
    trust = Trust(file, settings(file), no_fetch, lambda: now[0])
    first = trust.table()
    touched(file, [row(origins=["https://app.example"])])
    assert trust.table() is first  # looked less than a second ago
    now[0] = 1.0
    second = trust.table()
    assert (second.origins, trust.failing) == ({"https://app.example"}, False)
    assert first.origins == frozenset()  # a call that began with it ends with it
    touched(file, None)
    now[0] = 2.0
    assert (trust.table() is second, trust.failing) == (True, True)
    file.unlink()
    now[0] = 3.0
    assert (trust.table() is second, trust.failing) == (True, True)
    touched(trust_file(tmp_path), [row(), row(iss="https://second.example")])
    now[0] = 4.0
    assert (len(trust.table().rows), trust.failing) == (2, False)


def test_keys_survive_a_change_of_the_table(tmp_path: Path) -> None:
    now, asked = [0.0], []

    def fetch(address: str) -> Any:
        asked.append(address)
        from service.jwk import keys_of  # noqa: PLC0415

        return keys_of(jwks()), 600

    file = trust_file(tmp_path, row(jwks=..., jku=JKU))
    trust = Trust(file, settings(file), fetch, lambda: now[0])
    assert trust.table().of(ISS)[0].key(EC_KID) is not None
    touched(file, [row(jwks=..., jku=JKU, tenants=["a"])])
    now[0] = 2.0
    assert trust.table().of(ISS)[0].key(EC_KID) is not None
    assert asked == [JKU]
    assert key("ec") is not None
