"""Whole patients over HTTP: every vignette, at its hook and in three dialects, brings the advice it must and no other."""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import pytest
from flask.testing import FlaskClient

from cards.recommendations import for_hook
from service.card_frame import EXTENSION
from tests.calls import TODAY, client, explain_at, post, service_at
from tests.vignettes.convert import drafts, on_record, request_body
from tests.vignettes.dialects import NAMES, dialect
from tests.vignettes.stories import Vignette, runnable

CASES = [pytest.param(one, name, id=f"{one.id}-{name}") for one in runnable() for name in NAMES]
STORIES = [pytest.param(one, id=one.id) for one in runnable()]


class Told(NamedTuple):
    """What the service said: the cards shown, and the explanation of the same call."""

    cards: list[dict[str, Any]]
    explanation: dict[str, Any]

    def advised(self) -> set[str]:
        return {one["id"] for one in self.explanation["assessments"] if one["verdict"] == "ADVISED"}

    def on_cards(self) -> set[str]:
        """The recommendations that stand on a card shown or on one the limit left out."""
        cards = [*self.cards, *self.explanation["cutCards"]]
        return {one for card in cards for one in card["extension"][EXTENSION].get("recommendations", ())}

    def answers(self, recommendation: str) -> str:
        """How a recommendation was answered, for the message of a failing test."""
        rows = [one for one in self.explanation["assessments"] if one["id"] == recommendation]
        lines = [
            f"  {c['answer']}: {c['wording']} {c.get('notKnown', '')}" for one in rows for c in one.get("criteria", ())
        ]
        return "\n".join([f"{recommendation}: {rows[0]['verdict'] if rows else 'not assessed'}", *lines])


Ask = Callable[[Vignette, str], Told]


@pytest.fixture(scope="module")
def ask() -> Ask:
    """Asks the service about a vignette in a dialect; the same question is asked once."""

    @cache
    def under(edition: str, region: str) -> FlaskClient:
        return client(edition=edition, region=region)

    kept: dict[tuple[str, str], Told] = {}

    def asked(vignette: Vignette, name: str) -> Told:
        if (vignette.id, name) not in kept:
            kept[vignette.id, name] = _ask(under(vignette.edition, vignette.region), vignette, name)
        return kept[vignette.id, name]

    return asked


def _ask(to: FlaskClient, vignette: Vignette, name: str) -> Told:
    body = request_body(vignette, dialect(name), TODAY)
    hook = vignette.hook
    cards, explanation = post(to, body, service_at(hook)), post(to, body, explain_at(hook))
    assert (cards.status_code, explanation.status_code) == (200, 200), (cards.json, explanation.json)
    return Told(cards.get_json()["cards"], explanation.get_json())


@pytest.mark.parametrize(("vignette", "name"), CASES)
def test_what_must_be_advised_is_advised_and_stands_on_a_card(ask: Ask, vignette: Vignette, name: str) -> None:
    told = ask(vignette, name)
    missing = [one for one in vignette.expected_fire if one not in told.advised()]
    assert not missing, "\n".join(told.answers(one) for one in missing)
    assert set(vignette.expected_fire) <= told.on_cards()


@pytest.mark.parametrize(("vignette", "name"), CASES)
def test_what_must_not_be_advised_is_not(ask: Ask, vignette: Vignette, name: str) -> None:
    told = ask(vignette, name)
    wrong = [one for one in vignette.must_not_fire if one in told.advised()]
    assert not wrong, "\n".join(told.answers(one) for one in wrong)
    assert not set(vignette.must_not_fire) & told.on_cards()


@pytest.mark.parametrize("vignette", STORIES)
def test_the_dialects_bring_the_same_advice(ask: Ask, vignette: Vignette) -> None:
    advised = {name: sorted(ask(vignette, name).advised()) for name in NAMES}
    assert advised["us"] == advised["eu"] == advised["cn"]


@pytest.mark.parametrize(("vignette", "name"), CASES)
def test_evidence_refers_to_the_request_and_all_of_it_was_read(ask: Ask, vignette: Vignette, name: str) -> None:
    told = ask(vignette, name)
    resources = [*on_record(vignette, dialect(name), TODAY), *drafts(vignette, dialect(name), TODAY)]
    sent = {f"{one['resourceType']}/{one['id']}" for one in resources}
    extensions = [card["extension"][EXTENSION] for card in told.cards] + told.explanation["assessments"]
    assert {row["reference"] for one in extensions for row in one.get("evidence", ())} <= sent
    assert {note["code"] for note in told.explanation["dataQuality"]} <= {"matched-by-text"}


@pytest.mark.parametrize("vignette", [one for one in STORIES if one.values[0].hook != "patient-view"])
def test_nothing_of_chart_opening_is_assessed_when_orders_are_written(ask: Ask, vignette: Vignette) -> None:
    assessed = {one["id"] for one in ask(vignette, "us").explanation["assessments"]}
    assert assessed == {one.id for one in for_hook(vignette.hook, vignette.edition)}


def test_every_vignette_ran_in_every_dialect(ask: Ask) -> None:
    told = [ask(vignette, name) for vignette in runnable() for name in NAMES]
    assert len(CASES) == len(told) == (49 + 23) * 3
    assert all(one.explanation["assessments"] for one in told)
