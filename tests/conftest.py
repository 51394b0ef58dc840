"""Options of the whole test-suite."""

import os
from collections.abc import Generator

import pytest

REFERENCE_DATA = "SHARED_FACTS_DIR"  # the variable that names the folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the golden files and generated tables of the corpus tests; review the difference before it is kept",
    )
    parser.addoption("--nothing-skipped", action="store_true", help="fail when a test was skipped though all is here")


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None]:
    """Turn skipped tests into a failure where everything they need can be installed; the reference data cannot."""
    yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", ()) if reporter and session.config.getoption("--nothing-skipped") else ()
    unexplained = [one for one in skipped if REFERENCE_DATA not in str(one.longrepr) or REFERENCE_DATA in os.environ]
    if unexplained and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """True when the golden files are to be rewritten from what the program says now."""
    return bool(request.config.getoption("--update-golden"))


pytest_plugins = ["tests.stores"]
