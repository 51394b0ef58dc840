"""Every requirement that binds a service has a test that names it or a reason why not, and the page says which."""

from collections import Counter

import pytest

from cards.handbook.markdown import table
from service.conformance.requirements import requirements
from service.conformance.verdicts import NOT_TESTABLE, PASS
from tests.conformance.own import own_verdicts
from tests.conformance.rows import binding, marked, reasons
from tests.repository.files import ROOT

PAGE = ROOT / "docs" / "reference" / "conformance.md"
SELF_TEST = "`tests/conformance/test_self_test.py`"
INTRO = (
    "Written by `pytest tests/conformance/test_page.py --update-golden`. Every requirement of CDS Hooks 2.0.1 and 3.0 on a"
    " service, or on both sides; the tests that prove it, or why none can; and what the self-test says"
    " ([check a service](../how-to/check-a-service.md)) of this service under gunicorn, with a trust table."
)
pytestmark = pytest.mark.enable_socket


def proofs(one: str) -> str:
    """The tests that prove a requirement, or the reason why none can."""
    tests = [f"`{test}`" for test in sorted(set(marked().get(one, [])))]
    if own_verdicts()[one].result == PASS:
        tests.append(SELF_TEST)
    if tests:
        return "<br>".join(tests)
    return reasons().get(one, "")


def written() -> str:
    rows = [
        (one, f"{row.level}", row.requirement, proofs(one), own_verdicts()[one].result)
        for one in binding()
        for row in [requirements()[one]]
    ]
    counted = Counter(row[-1] for row in rows)
    total = (
        f"{len(rows)} requirements; self-test: {counted[PASS]} pass, {counted[NOT_TESTABLE]} not testable over HTTP."
    )
    listed = table(("id", "level", "requirement", "proven by", "self-test"), rows)
    return f"# Conformance\n\n{INTRO}\n\n{total}\n\n{listed}\n"


def test_every_requirement_has_a_test_or_a_reason() -> None:
    assert [one for one in binding() if not proofs(one)] == []


def test_no_marker_names_a_requirement_that_is_none() -> None:
    assert marked().keys() | reasons().keys() <= requirements().keys()


def test_a_reason_stands_only_where_there_is_no_test() -> None:
    """What the self-test passes, or a marked test proves, needs no excuse."""
    passed = {one for one in binding() if own_verdicts()[one].result == PASS}
    assert reasons().keys() & (passed | marked().keys()) == set()


def test_the_page_says_so(update_golden: bool) -> None:
    if update_golden:
        PAGE.write_text(written(), "utf-8")
    assert PAGE.read_text("utf-8") == written(), "pytest tests/conformance/test_page.py --update-golden"
