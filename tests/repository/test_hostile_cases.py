"""Every hostile-input case stands as a literal in a test, and the list of cases is the one that was agreed."""

import os
import re
from pathlib import Path

import pytest

from tests.hostile.checks import CASES, FILE
from tests.repository.files import ROOT

ID = re.compile(r'"([A-Z]{2,4}-\d{3})"')
# Groups and cases of parts that are built beside this one: to be emptied when those tests are here.
ELSEWHERE_GROUPS = {"AUTH", "SSRF", "FHIR-FAULT", "FEEDBACK", "CORS", "TENANT", "LIMITS"}
ELSEWHERE = {f"CTL-{n:03d}" for n in range(1, 8)} | {f"RQ-{n:03d}" for n in range(57, 69)}
SHARED = os.environ.get("SHARED_FACTS_DIR")


def written() -> set[str]:
    files = (ROOT / "tests" / "hostile").glob("test_*.py")
    return {one for file in files for one in ID.findall(file.read_text("utf-8"))}


def test_every_case_has_a_test() -> None:
    elsewhere = {one.id for one in CASES.values() if one.group in ELSEWHERE_GROUPS or one.id in ELSEWHERE}
    assert sorted(CASES.keys() - written() - elsewhere) == []


def test_every_test_is_of_a_case() -> None:
    assert sorted(written() - CASES.keys()) == []


@pytest.mark.skipif(not SHARED, reason="compares with the public reference data; set SHARED_FACTS_DIR to their folder")
def test_the_cases_are_the_agreed_ones() -> None:
    source = (Path(SHARED or "") / "safety" / "HOSTILE_INPUT.md").read_text("utf-8")
    agreed = dict(re.findall(r"^\| ([A-Z]{2,4}-\d{3}) \|.*?\| ([\d, ]+) \|", source, re.MULTILINE))
    assert {one: sorted(map(int, statuses.split(","))) for one, statuses in agreed.items()} == {
        one.id: sorted(one.statuses) for one in CASES.values()
    }
    assert FILE.read_text("utf-8").count("\n") == len(agreed) + 1
