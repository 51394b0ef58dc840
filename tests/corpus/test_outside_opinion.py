"""The page on outside opinions says what the cases say now, and every difference has its reason."""

import os
from functools import cache
from pathlib import Path

import pytest

from tests.corpus.opinion_page import PAGE, written
from tests.corpus.outside_opinion import DXA_ADVICE, Opinion, opinions, reason_for, same, table

SHARED = os.environ.get("SHARED_FACTS_DIR", "")
if not SHARED:
    pytest.skip(
        "SHARED_FACTS_DIR is not set: the comparison with three quality measures was left out", allow_module_level=True
    )


@cache
def found(measure: str) -> list[Opinion]:
    return list(opinions(Path(SHARED), measure))


def test_every_difference_on_dxa_under_androgen_deprivation_has_a_reason() -> None:
    assert [(o.case, o.edition) for o in found("cms645") if not same(o) and reason_for(o, "cms645") is None] == []


def test_no_reason_is_kept_for_a_case_on_which_we_agree() -> None:
    assert [(o.case, o.edition) for o in found("cms645") if same(o) and reason_for(o, "cms645")] == []
    assert {row["reason"] for row in table()["cms645"].values()} == set(table()["reasons"])


def test_where_the_authors_miss_a_dxa_the_service_never_stays_silent_without_saying_why() -> None:
    silent = [
        o
        for o in found("cms645")
        if o.expected["denominator"] and not o.expected["numerator"] and not o.advised(DXA_ADVICE)
    ]
    assert {reason_for(o, "cms645") for o in silent} <= {"late", "display", "future"}


@pytest.mark.parametrize("measure", ["cms129", "cms249"])
def test_no_dxa_is_advised_without_hormone_depleting_therapy(measure: str) -> None:
    assert len(found(measure)) >= 30
    assert [o.case for o in found(measure) if o.advised(DXA_ADVICE)] == []


def test_the_page_says_what_the_cases_say(update_golden: bool) -> None:
    page = PAGE.read_text("utf-8")
    made = written(Path(SHARED), page)
    if update_golden:
        PAGE.write_text(made, "utf-8")
    assert made == page or update_golden, "pytest tests/corpus --update-golden rewrites the tables of the page"
