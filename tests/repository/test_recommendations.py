"""Each recommendation is complete: statements, evidence, words for its override reasons, and a wording that tells the numbers."""

import re
from collections.abc import Iterator

import pytest

from cards.guidelines import edition_ids, guideline
from cards.handbook.edition_pages import parameters
from cards.handbook.reach import reached
from cards.handbook.recommendation_pages import editions_of, override_reasons
from cards.orderables import orderables
from cards.recommendation import HOOKS, Criterion, Recommendation, wording
from cards.recommendations import for_hook, recommendations

EACH = pytest.mark.parametrize("r", recommendations(), ids=lambda r: r.name)
NUMERAL = re.compile(r"(?<![\w.-])-?\d+(?:\.\d+)?")
# wording -> (numerals that come from no parameter, why)
NUMERALS_WITH_REASON = {
    "25-OH vitamin D on record": ({25.0}, "the name of the substance"),
    "Not: 25-OH vitamin D on record": ({25.0}, "the name of the substance"),
    "Newest 25-OH vitamin D below 50 nmol/L": ({25.0}, "the name of the substance"),
}
MONTH = 30.4  # days; a wording may say in months or years what the edition says in days
YEAR = 365


@EACH
def test_its_file_bears_its_name(r: Recommendation) -> None:
    assert r.advise.__module__.endswith(r.name.lower().replace("-", "_"))


def test_ids_are_unique() -> None:
    names = [r.name for r in recommendations()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("edition", edition_ids())
def test_one_part_of_a_row_speaks_at_a_hook(hook: str, edition: str) -> None:
    ids = [r.id for r in for_hook(hook, edition)]
    assert len(ids) == len(set(ids))


@EACH
def test_its_statements_stand_in_every_edition_it_runs_in(r: Recommendation) -> None:
    missing = {e.id: set(r.statements) - set(e.statements) for e in editions_of(r)}
    assert not any(missing.values()), missing


@EACH
def test_it_has_an_evidence_tag_in_every_edition_it_runs_in(r: Recommendation) -> None:
    assert [e.id for e in editions_of(r) if not e.evidence.get(r.id)] == []


@EACH
def test_its_editions_exist(r: Recommendation) -> None:
    assert set(r.editions) <= set(edition_ids())


@EACH
def test_its_override_reasons_have_words(r: Recommendation) -> None:
    assert set(r.override_reasons) <= set(override_reasons())
    assert len(r.override_reasons) == len(set(r.override_reasons))


@EACH
def test_what_it_is_merged_into_exists(r: Recommendation) -> None:
    assert set(r.merge_into) <= {other.id for other in recommendations()} | {"*"}
    assert r.id not in r.merge_into


def test_every_override_reason_is_offered_somewhere() -> None:
    offered = {code for r in recommendations() for code in r.override_reasons}
    assert set(override_reasons()) - offered == set()


def test_every_orderable_is_drafted_somewhere() -> None:
    drafted = {s.order for r in recommendations() for s in r.suggestions if s.order}
    assert set(orderables()) - drafted == set()


def test_evidence_and_currency_speak_of_recommendations_that_exist() -> None:
    ids = {r.id for r in recommendations()}
    spoken = {key for name in edition_ids() for key in (*guideline(name).evidence, *guideline(name).currency)}
    assert spoken - ids == set()


def every_criterion() -> dict[str, tuple[Criterion, Recommendation]]:
    found = {}
    for r in recommendations():
        for criterion in (*r.criteria, *(c for s in r.suggestions for c in s.only_if)):
            found[wording(criterion)] = (criterion, r)
    return found


def values(criterion: Criterion, edition_id: str) -> Iterator[float]:
    """Every value the edition gives the criterion; days also as weeks, months and years, an age also as the one before it."""
    numbers = parameters(edition_id)
    reach = reached(criterion)
    for name in reach.of_numbers(numbers):
        yield (value := numbers[name].value)
        if numbers[name].unit == "days":
            yield from (round(value / 7), round(value / MONTH), round(value / YEAR))
        if numbers[name].unit == "years":
            yield value - 1  # "45 to 59" is "from 45 and below 60"
        if numbers[name].unit == "months":
            yield round(value * MONTH / 7)
    for name in reach.strings & set(guideline(edition_id).tables):
        yield from (mg for _lowest, mg in guideline(edition_id).tables[name])


@pytest.mark.parametrize("words", sorted(w for w in every_criterion() if NUMERAL.search(w)))
def test_the_numbers_in_a_wording_are_those_of_the_edition(words: str) -> None:
    criterion, r = every_criterion()[words]
    excused, _why = NUMERALS_WITH_REASON.get(words, (set(), ""))
    said = {float(n) for n in NUMERAL.findall(words)} - excused
    for edition in editions_of(r):
        assert said <= {float(v) for v in values(criterion, edition.id)}, edition.id
