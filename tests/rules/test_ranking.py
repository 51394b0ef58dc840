"""Which cards are shown, in which order, and what rides on what."""

import pytest

from cards.engine import ADVISED, Assessment
from cards.ranking import Card, rank
from cards.recommendation import Advice
from cards.recommendations import recommendations

BY_ID = {r.name: r for r in recommendations()}


def advised(recommendation_id: str, indicator: str = "info") -> Assessment:
    return Assessment(BY_ID[recommendation_id], ADVISED, {}, Advice(indicator=indicator))


def ids(card: Card) -> list[str]:
    return [a.recommendation.id for a in card.all]


# fmt: off
CASES = [
    # story                                                 advised                                                                              cards
    ("drug choice and checks ride on the start card",       ["BMA-METS-START", "ZA-PREFERRED-BP", "DENOSUMAB-SOLID", "SAFETY-DENTAL"],           [{"BMA-METS-START", "ZA-PREFERRED-BP", "DENOSUMAB-SOLID", "SAFETY-DENTAL"}]),
    ("the team reminder rides on the start card",           ["BMA-METS-START", "MDT"],                                                           [{"BMA-METS-START", "MDT"}]),
    ("symptoms ride on whatever stands first",              ["BMA-DEESCALATE-Q12W", "ASSESS-SYMPTOMS-PS"],                                       [{"BMA-DEESCALATE-Q12W", "ASSESS-SYMPTOMS-PS"}]),
    ("a reminder alone is its own card",                    ["ASSESS-SYMPTOMS-PS"],                                                              [{"ASSESS-SYMPTOMS-PS"}]),
    ("advice stands before the team reminder",              ["MDT", "BMA-DEESCALATE-Q12W"],                                                      [{"BMA-DEESCALATE-Q12W"}, {"MDT"}]),
    ("single fraction rides on radiotherapy",               ["RT-LOCAL-PAIN", "RT-SINGLE-FRACTION"],                                             [{"RT-LOCAL-PAIN", "RT-SINGLE-FRACTION"}]),
]
# fmt: on


@pytest.mark.parametrize(("advice", "cards"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_advice_is_merged_and_ordered(advice: list[str], cards: list[set[str]]) -> None:
    assert [set(ids(card)) for card in rank([advised(one) for one in advice]).cards] == cards


def test_critical_stands_before_warning_before_info() -> None:
    found = rank([advised("MONITOR-LABS"), advised("SAFETY-AFF", "warning"), advised("HCM-EMERGENCY", "critical")])
    assert [card.indicator for card in found.cards] == ["critical", "warning", "info"]


def test_a_card_is_as_urgent_as_the_most_urgent_advice_on_it() -> None:
    [card] = rank([advised("BMA-METS-START"), advised("SAFETY-RENAL", "warning")]).cards
    assert card.indicator == "warning"


def test_at_most_four_cards_are_shown_and_the_rest_is_kept_apart() -> None:
    five = ["BMA-DEESCALATE-Q12W", "DDX-IMAGING", "RT-LOCAL-PAIN", "MONITOR-LABS", "CTIBL-DXA-BASELINE"]
    found = rank([advised(one) for one in five])
    assert len(found.cards) == 4
    assert len(found.cut) == 1
    assert {i for card in (*found.cards, *found.cut) for i in ids(card)} == set(five)
