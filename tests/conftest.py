"""Options of the whole test-suite."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the golden files and generated tables of the corpus tests; review the difference before it is kept",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """True when the golden files are to be rewritten from what the program says now."""
    return bool(request.config.getoption("--update-golden"))


pytest_plugins = ["tests.stores"]
