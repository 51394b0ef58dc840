"""From assessments to the few cards shown: merge, order, cap. What is cut stays in the explanation."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards.engine import ADVISED, Assessment
from cards.recommendation import ANY_CARD, INDICATORS, KINDS

CARD_LIMIT = 4  # GUIDELINE 4.1: at most 4 cards per response

# Which goes first among equal indicators: safety before treatment, treatment before reminders.
KIND_ORDER = ("safety", "indication", "order advice", "review", "drug choice", "information")
assert set(KIND_ORDER) == set(KINDS)


@dataclass(frozen=True)
class Card:
    """One card: the advice that leads it and the advices merged into it."""

    lead: Assessment
    merged: tuple[Assessment, ...] = ()

    @property
    def all(self) -> tuple[Assessment, ...]:
        return (self.lead, *self.merged)

    @property
    def indicator(self) -> str:
        """The most urgent indicator of what stands on the card."""
        return max((_advice_indicator(a) for a in self.all), key=INDICATORS.index)


@dataclass(frozen=True)
class Ranking:
    """The cards to show, in order, and those the cap left out."""

    cards: tuple[Card, ...]
    cut: tuple[Card, ...]


def rank(assessments: Sequence[Assessment], limit: int = CARD_LIMIT) -> Ranking:
    """Merge the advised ones into their hosts, order the cards by urgency and kind, keep the first `limit`."""
    advised = sorted((a for a in assessments if a.verdict == ADVISED), key=_order)
    by_id = {a.recommendation.id: a for a in advised}
    hosts = {a.recommendation.id: _host(a, by_id) for a in advised}
    leads = [a for a in advised if hosts[a.recommendation.id] is None]
    if leads:
        first = leads[0].recommendation.id
        riders = [a for a in leads[1:] if ANY_CARD in a.recommendation.merge_into]
        hosts |= {a.recommendation.id: first for a in riders}
        leads = [a for a in leads if a not in riders]
    on_card = {a.recommendation.id: [b for b in advised if _lead_of(b, hosts) == a.recommendation.id] for a in leads}
    cards = [Card(a, tuple(b for b in on_card[a.recommendation.id] if b is not a)) for a in leads]
    cards.sort(key=lambda card: (-INDICATORS.index(card.indicator), _order(card.lead)))
    return Ranking(tuple(cards[:limit]), tuple(cards[limit:]))


def _advice_indicator(assessment: Assessment) -> str:
    return assessment.advice.indicator if assessment.advice else INDICATORS[0]


def _order(assessment: Assessment) -> tuple[int, bool, int, str]:
    """Urgency first, reminders last among equals, then the order of kinds."""
    r = assessment.recommendation
    return (-INDICATORS.index(_advice_indicator(assessment)), r.reminder, KIND_ORDER.index(r.kind), r.id)


def _host(assessment: Assessment, advised: dict[str, Assessment]) -> str | None:
    """The first recommendation of `merge_into` that is advised too."""
    return next((i for i in assessment.recommendation.merge_into if i in advised), None)


def _lead_of(assessment: Assessment, hosts: dict[str, str | None]) -> str:
    """Follow the hosts to the advice that leads the card (a host may itself be merged)."""
    at = assessment.recommendation.id
    while (host := hosts[at]) is not None:
        at = host
    return at
