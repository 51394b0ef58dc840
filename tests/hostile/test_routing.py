"""ROUTING: wrong methods and addresses, and what people probe for."""

from typing import Any

import pytest

from tests.calls import SERVICE
from tests.hostile.conftest import Ask

DISCOVERY = "/cds-services"
ROWS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("RT-001", "POST", DISCOVERY, {}),
    ("RT-002", "PUT", DISCOVERY, {}),
    ("RT-003", "DELETE", DISCOVERY, {}),
    ("RT-005", "GET", SERVICE, {}),
    ("RT-006", "PUT", SERVICE, {}),
    ("RT-007", "DELETE", SERVICE, {}),
    ("RT-008", "TRACE", SERVICE, {}),
    ("RT-009", "FOO", SERVICE, {}),
    ("RT-011", "POST", f"{DISCOVERY}/no-such-service", {}),
    ("RT-012", "POST", f"{DISCOVERY}/../../etc/passwd", {}),
    ("RT-013", "POST", f"{DISCOVERY}/bone%00health", {}),
    ("RT-014", "POST", f"{DISCOVERY}/x%0d%0aSet-Cookie:%20a=b", {}),
    ("RT-015", "POST", f"{DISCOVERY}/{'a' * 8000}", {}),
    ("RT-016", "POST", f"{DISCOVERY}/<script>alert(1)</script>", {}),
    ("RT-017", "POST", SERVICE.upper().replace("CDS-SERVICES", "cds-services"), {}),
    ("RT-020", "POST", SERVICE.replace("/bone", "%2Fbone"), {}),
    ("RT-023", "POST", SERVICE, {"headers": {"X-Original-URL": "/admin", "X-Rewrite-URL": "/admin"}}),
    ("RT-027", "GET", "/console", {}),
    ("RT-028", "GET", "/debug", {}),
    ("RT-029", "GET", "/admin", {}),
    ("RT-030", "GET", "/openapi.json?leak=1", {}),
    ("RT-031", "GET", "/metrics", {}),
    ("RT-032", "GET", "/config", {}),
    ("RT-034", "GET", f"{SERVICE}/../../config", {}),
    ("RT-038", "GET", "/wp-login.php", {}),
    ("RT-040", "GET", "/robots.txt", {}),
]


@pytest.mark.parametrize(("case", "method", "path", "more"), ROWS, ids=[row[0] for row in ROWS])
def test_an_address_or_method_that_is_none(case: str, method: str, path: str, more: dict[str, Any], ask: Ask) -> None:
    ask(case, method=method, path=path, **more)
