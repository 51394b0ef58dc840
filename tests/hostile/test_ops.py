"""OPS: health and readiness say nothing, need nothing and change nothing."""

import pytest

from tests.hostile.conftest import Ask

ROWS = [
    ("OP-002", "GET", "/readyz"),
    ("OP-003", "GET", "/healthz"),  # no address can be resolved and no socket opened in this test
    ("OP-004", "POST", "/healthz"),
]


@pytest.mark.parametrize(("case", "method", "path"), ROWS, ids=[row[0] for row in ROWS])
def test_health(case: str, method: str, path: str, ask: Ask) -> None:
    ask(case, method=method, path=path)
