"""Every recommendation has a boundary table with an edge for each criterion and both sides of each number it reads.

A number its own file reads is tested in its own table; one of a shared criterion in any table of tests/rules.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import ModuleType

import pytest

import tests.rules
from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE, Assessment, Interview, assess
from cards.guidelines import edition_ids, guideline
from cards.recommendation import SUMMARY_LIMIT, Recommendation, wording
from cards.recommendations import recommendations
from cards.text import fill
from tests.rules.asked import Asked, answer
from tests.rules.table import Case, judge

EACH = pytest.mark.parametrize("r", recommendations(), ids=lambda r: r.name)


class Recording(dict[str, object]):
    """A table of numbers that notes which module asked for which one."""

    def __init__(self, rows: Mapping[str, object]):
        super().__init__(rows)
        self.asked: set[tuple[str, str]] = set()

    def __getitem__(self, name: str) -> object:
        frame = sys._getframe(1)
        while not frame.f_globals["__name__"].startswith(("cards.criteria", "cards.recommendations")):
            assert frame.f_back is not None
            frame = frame.f_back
        self.asked.add((frame.f_globals["__name__"], name))
        return super().__getitem__(name)


def table_of(r: Recommendation) -> ModuleType:
    """The module of the boundary table; the test fails when there is none."""
    name = f"tests.rules.test_{r.name.lower().replace('-', '_')}"
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        pytest.fail(f"{r.name} has no boundary table: write {name.replace('.', '/')}.py")


@cache
def assessed(recommendation_id: str) -> list[tuple[Case, Assessment]]:
    """Every case of the boundary table with what the recommendation says to it."""
    r = next(r for r in recommendations() if r.name == recommendation_id)
    return [(case, judge(r.name, case.patient)) for case in table_of(r).CASES]


def with_verdict(r: Recommendation, verdict: str) -> list[Assessment]:
    return [assessment for _case, assessment in assessed(r.name) if assessment.verdict == verdict]


@EACH
def test_a_table_is_of_its_recommendation_and_tells_each_story_once(r: Recommendation) -> None:
    assert r.name == table_of(r).ID
    stories = [case.story for case in table_of(r).CASES]
    assert len(stories) == len(set(stories))


@EACH
def test_a_table_has_a_case_that_is_advised_and_one_that_cannot_be_told(r: Recommendation) -> None:
    assert with_verdict(r, ADVISED)
    assert with_verdict(r, CANNOT_TELL)


@EACH
def test_each_criterion_of_the_population_fails_once(r: Recommendation) -> None:
    missed = [wording(c) for c in r.population if not any(_alone(r, a, c) for a in with_verdict(r, NOT_APPLICABLE))]
    assert not missed, "no case where only this fails: " + "; ".join(missed)


def _alone(r: Recommendation, assessment: Assessment, criterion: object) -> bool:
    """True when the criterion is the only one for whom that fails."""
    return [c for c in (*r.everybody, *r.population) if assessment.answers[c].holds is False] == [criterion]


@EACH
def test_each_exclusion_and_each_way_to_be_satisfied_holds_once(r: Recommendation) -> None:
    excluded = with_verdict(r, EXCLUDED)
    missed = [wording(c) for c in (*r.exclusions, *r.satisfied) if not any(a.answers[c].holds for a in excluded)]
    assert not missed, "no case where this holds: " + "; ".join(missed)


def numbers_read(r: Recommendation) -> set[tuple[str, str]]:
    """(module, number) for each number read while the table is assessed, the rules for everybody left out."""
    named = replace(r, everybody=())
    asked: set[tuple[str, str]] = set()
    for case in table_of(r).CASES:
        edition = case.patient.guideline
        numbers, doses = Recording(edition.numbers), Recording(edition.tables)
        assess(named, Interview(replace(case.patient, guideline=replace(edition, numbers=numbers, tables=doses))))
        asked |= numbers.asked | doses.asked
    return asked


def sides(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Each edge a table names with what came out on that side."""
    for case in module.CASES:
        if isinstance(case, Asked):
            yield case.edge, (case.criterion, answer(case))
            continue
        yield case.edge, _outcome(judge(module.ID, case.patient))


def _outcome(a: Assessment) -> object:
    """Verdict, indicator, orders and words, without the values in them."""
    orders = tuple(s.order for s in a.suggestions)
    if a.advice is None:
        return a.verdict, orders
    words = tuple(s.template for s in (*a.advice.because, *a.advice.options))
    return a.verdict, orders, a.advice.indicator, a.advice.summary, words


@cache
def both_sides(module: ModuleType) -> frozenset[str]:
    """The numbers whose two sides make a difference in this table."""
    outcomes: dict[str, set[object]] = {}
    for edge, outcome in sides(module):
        if edge:
            outcomes.setdefault(edge, set()).add(outcome)
    return frozenset(name for name, seen in outcomes.items() if len(seen) > 1)


@cache
def tables() -> tuple[ModuleType, ...]:
    """Every module of tests/rules with a table of cases, of a recommendation or of single questions."""
    names = [m.name for m in pkgutil.iter_modules(tests.rules.__path__) if m.name.startswith("test_")]
    modules = [importlib.import_module(f"tests.rules.{name}") for name in names]
    return tuple(m for m in modules if all(isinstance(case, Case | Asked) for case in getattr(m, "CASES", [None])))


@EACH
def test_both_sides_of_each_number_it_reads_are_tested(r: Recommendation) -> None:
    own = both_sides(table_of(r))
    anywhere = frozenset[str]().union(*map(both_sides, tables()))
    read = numbers_read(r)
    missed_own = {name for module, name in read if module == r.advise.__module__} - own
    missed_shared = {name for module, name in read if module != r.advise.__module__} - anywhere
    assert not missed_own, "not in its own table"
    assert not missed_shared, "in no table of tests/rules"


@pytest.mark.parametrize("module", tables(), ids=lambda m: m.__name__.rpartition(".")[2])
def test_an_edge_names_a_number_and_makes_a_difference(module: ModuleType) -> None:
    known = set().union(*(set(guideline(e).numbers) | set(guideline(e).tables) for e in edition_ids()))
    edges = {case.edge for case in module.CASES} - {""}
    assert edges <= known
    assert edges <= both_sides(module), "both sides say the same"


@EACH
def test_what_it_says_can_be_printed(r: Recommendation) -> None:
    for _case, assessment in assessed(r.name):
        if assessment.advice is None:
            continue
        assert len(assessment.advice.summary) < SUMMARY_LIMIT
        assert assessment.advice.because
        for sentence in (*assessment.advice.because, *assessment.advice.options):
            assert "{" not in fill(sentence.template, sentence.facts)
