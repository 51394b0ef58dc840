"""Hostile input, group CORS: pages of listed origins may call, all others get no permission, errors included."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.calls import EXPLAIN, SERVICE
from tests.signing import row, token
from tests.trusted import call, trusted

OURS = "https://app.ehr.example"
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
# fmt: off
FOREIGN = [
    # id        origin
    ("CO-001", "https://evil.example"),
    ("CO-002", "null"),
    ("CO-003", "https://app.ehr.example.evil.example"),
    ("CO-004", "https://evil-app.ehr.example"),
    ("CO-005", "http://app.ehr.example"),
]
# fmt: on


@pytest.fixture
def ehr(tmp_path: Path) -> FlaskClient:
    return trusted(tmp_path, row(origins=[OURS]), allowed_origins=("http://127.0.0.1:9001",))


@pytest.mark.requirement("COR-01")
@pytest.mark.parametrize("path", [SERVICE, EXPLAIN, "/cds-services"])
@pytest.mark.parametrize(("case", "origin"), FOREIGN, ids=[one[0] for one in FOREIGN])
def test_a_foreign_origin_gets_no_permission(ehr: FlaskClient, case: str, origin: str, path: str) -> None:
    answer = ehr.options(path, headers={"Origin": origin} | PREFLIGHT)
    assert answer.status_code == 200
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


@pytest.mark.requirement("COR-01")
@pytest.mark.parametrize("origin", [OURS, "http://127.0.0.1:9001"])
@pytest.mark.parametrize("path", [SERVICE, EXPLAIN, "/cds-services"])
def test_a_listed_origin_gets_the_methods_and_headers_it_needs_without_a_token(ehr: FlaskClient, path: str, origin: str) -> None:
    """CO-006."""
    answer = ehr.options(path, headers={"Origin": origin} | PREFLIGHT)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert set(answer.headers["Access-Control-Allow-Headers"].split(", ")) == {"authorization", "content-type"}
    assert answer.headers["Vary"] == "Origin"


@pytest.mark.requirement("COR-01")
def test_the_permission_stands_on_answers_and_on_errors(ehr: FlaskClient) -> None:
    """CO-007: a page must be able to read why it was refused."""
    for authorization, status in ((f"Bearer {token()}", 200), (None, 401)):
        answer = call(ehr, authorization, headers={"Origin": OURS})
        assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (status, OURS)


def test_discovery_answers_a_foreign_origin_without_a_permission(ehr: FlaskClient) -> None:
    """CO-008."""
    answer = ehr.get("/cds-services", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_private_networks_are_opened_to_nobody(ehr: FlaskClient) -> None:
    """CO-009, CO-010: neither to a foreigner nor for a method that does not exist here."""
    for origin in ("https://evil.example", OURS):
        headers = {"Origin": origin, "Access-Control-Request-Private-Network": "true"} | PREFLIGHT
        assert "Access-Control-Allow-Private-Network" not in ehr.options(SERVICE, headers=headers).headers
    allowed = ehr.options(SERVICE, headers={"Origin": OURS} | PREFLIGHT).headers["Access-Control-Allow-Methods"]
    assert "DELETE" not in allowed
