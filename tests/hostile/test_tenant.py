"""Hostile input, group TENANT, and what each row of the trust table allows its own client."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.calls import EXPLAIN, changed, demo
from tests.signing import EC_KID, claims, jwk, row, token
from tests.trusted import call, trusted

VENDOR = "https://cds-hooks.vendor.example"
NORTH, SOUTH = "https://north.example/fhir", "https://south.example/fhir"
ROWS = [
    row(iss=VENDOR, tenants=["north"], fhir_bases=[NORTH], language="en", recommendations_off=["BMA-METS-START"]),
    row(iss=VENDOR, tenants=["south"], fhir_bases=[SOUTH], language="zh-CN", indicator_ceiling="info"),
    row(iss="https://alone.example", jwks={"keys": [jwk("ec2", EC_KID)]}, fhir_bases=[], services=["bone-health-order-sign"]),
]


@pytest.fixture
def vendor(tmp_path: Path) -> FlaskClient:
    return trusted(tmp_path, *ROWS)


def signed(tenant: Any) -> str:
    return f"Bearer {token(claims(iss=VENDOR, tenant=tenant))}"


# fmt: off
CASES = [
    # id        tenant    fhirServer                      status
    ("MT-001", "north",  SOUTH,                          403),
    ("MT-004", "south",  NORTH,                          403),
    ("own",    "north",  NORTH,                          200),
    ("nobody's", "north", "https://unknown.example/fhir", 200),
    ("MT-003", "west",   NORTH,                          401),
    ("no tenant of an issuer with several", ..., NORTH,  401),
]
# fmt: on


@pytest.mark.parametrize(("case", "tenant", "server", "status"), CASES, ids=[one[0] for one in CASES])
def test_a_tenant_and_a_record_server_that_do_not_belong_together(
    vendor: FlaskClient, case: str, tenant: Any, server: str, status: int
) -> None:
    answer = call(vendor, signed(tenant), changed("fhirServer", server))
    assert answer.status_code == status, answer.get_json()
    assert "cards" not in (answer.get_json() if status != 200 else {})


def test_each_tenant_is_answered_under_its_own_rules(vendor: FlaskClient) -> None:
    """MT-005: taking turns changes nothing."""
    for _ in range(2):
        north, south = (call(vendor, signed(name)).get_json()["cards"] for name in ("north", "south"))
        assert all(ord(letter) < 0x3000 for card in north for letter in card["summary"])
        assert {card["indicator"] for card in south} == {"info"}
        assert not any("BMA-METS-START" in str(card["extension"]) for card in north)
        assert any("BMA-METS-START" in str(card["extension"]) for card in south)


def test_what_is_switched_off_is_named_in_the_explanation(vendor: FlaskClient) -> None:
    told = call(vendor, signed("north"), demo(), EXPLAIN).get_json()
    assert told["switchedOff"] == ["BMA-METS-START"]
    assert "BMA-METS-START" not in {one["id"] for one in told["assessments"]}
    assert "switchedOff" not in call(vendor, signed("south"), demo(), EXPLAIN).get_json()


@pytest.mark.requirement("SEC-07")
def test_a_service_that_is_not_open_to_a_client_is_forbidden(vendor: FlaskClient) -> None:
    alone = claims(iss="https://alone.example")
    answer = call(vendor, f"Bearer {token(alone, by='ec2')}")
    assert answer.status_code == 403
    assert answer.get_json()["issue"][0]["code"] == "forbidden"


def test_a_key_of_one_issuer_opens_nothing_of_another(vendor: FlaskClient) -> None:
    """MT-002."""
    assert call(vendor, f"Bearer {token(claims(iss='https://alone.example'))}").status_code == 401


def test_the_language_of_the_row_gives_way_to_what_the_reader_asks_for(vendor: FlaskClient) -> None:
    answer = call(vendor, signed("south"), headers={"Accept-Language": "en"})
    assert all(ord(letter) < 0x3000 for card in answer.get_json()["cards"] for letter in card["summary"])
