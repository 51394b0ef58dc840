"""Every hostile-input case stands in a test, and the list of cases is the one that was agreed."""

import os
import re
from pathlib import Path

import pytest

from tests.hostile.checks import CASES, FILE
from tests.repository.files import ROOT

ID = re.compile(r"\b([A-Z]{2,4}-\d{3})\b")
SHARED = os.environ.get("SHARED_FACTS_DIR")


def written() -> set[str]:
    """The ids that stand in tests. More than the list has: those of the wider set that is told in ranges only."""
    files = (ROOT / "tests").rglob("test_*.py")
    return {one for file in files for one in ID.findall(file.read_text("utf-8"))}


def test_every_case_has_a_test() -> None:
    assert sorted(CASES.keys() - written()) == []


@pytest.mark.skipif(not SHARED, reason="compares with the public reference data; set SHARED_FACTS_DIR to their folder")
def test_the_cases_are_the_agreed_ones() -> None:
    source = (Path(SHARED or "") / "safety" / "HOSTILE_INPUT.md").read_text("utf-8")
    agreed = dict(re.findall(r"^\| ([A-Z]{2,4}-\d{3}) \|.*?\| ([\d, ]+) \|", source, re.MULTILINE))
    assert {one: sorted(map(int, statuses.split(","))) for one, statuses in agreed.items()} == {
        one.id: sorted(one.statuses) for one in CASES.values()
    }
    assert FILE.read_text("utf-8").count("\n") == len(agreed) + 1
