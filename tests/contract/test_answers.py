"""Cards and what happens around them: the journal, a rule that breaks, limits, language, and how facts are written."""

from dataclasses import replace
from typing import Any

import pytest

from cards.recommendation import Advice, Quantity, Recommendation, Sentence
from service.card_frame import shortened
from service.catalog import build_catalog
from service.wording import sentence
from tests.calls import RememberedJournal, client, demo, post, without
from tests.contract.card_calls import CALLS, EXTENSION, cards_of


def test_no_drug_is_proposed_when_results_were_not_read() -> None:
    cards = cards_of(without("prefetch.observations"))
    kinds = {a["resource"]["resourceType"] for c in cards for s in c.get("suggestions", ()) for a in s["actions"]}
    assert "MedicationRequest" not in kinds


@pytest.mark.parametrize(("ceiling", "highest"), [("critical", "critical"), ("warning", "warning"), ("info", "info")])
def test_no_card_is_more_urgent_than_the_ceiling(ceiling: str, highest: str) -> None:
    cards = post(client(indicator_ceiling=ceiling), CALLS["several bone conditions"]).get_json()["cards"]
    order = ["info", "warning", "critical"]
    assert max((one["indicator"] for one in cards), key=order.index) == highest


def test_there_are_never_more_than_four_cards() -> None:
    for story, body in CALLS.items():
        assert len(cards_of(body)) <= 4, story


def test_a_summary_is_cut_before_140_characters() -> None:
    assert shortened("x" * 139) == "x" * 139
    assert len(shortened("x" * 500)) == 139


def test_an_unsupported_language_falls_back_to_the_setting() -> None:
    plain, other = cards_of(demo()), cards_of(demo(), headers={"Accept-Language": "xx-YY, *;q=0.1"})
    assert [one["summary"] for one in plain] == [one["summary"] for one in other]


def test_the_journal_gets_one_row_for_each_card_and_nothing_of_the_patient() -> None:
    journal = RememberedJournal()
    cards = post(client(journal), demo()).get_json()["cards"]
    assert [row.uuid for row in journal.rows] == [one["uuid"] for one in cards]
    assert [row.recommendations.split(",") for row in journal.rows] == [
        one["extension"][EXTENSION]["recommendations"] for one in cards
    ]
    assert {(row.hook, row.edition, row.region, row.language) for row in journal.rows} == {
        ("patient-view", "esmo-2014", "INT", "en")
    }
    assert "demo-1" not in str(journal.rows)


def crash(_p: object) -> Advice:
    raise RuntimeError("ZZPHI-in-a-traceback")


def with_a_broken_rule() -> Any:
    """The application, with the advice of one recommendation broken."""
    app = client().application
    desk = app.extensions["bone_health_cds"]
    service = build_catalog()["bone-health-patient-view"]
    rows = service.recommendations["esmo-2014"]
    broken = [_broken(one) if one.id == "MDT" else one for one in rows]
    changed_service = service._replace(recommendations={"esmo-2014": tuple(broken)})
    app.extensions["bone_health_cds"] = desk._replace(catalog={service.id: changed_service})
    return app.test_client()


def _broken(one: Recommendation) -> Recommendation:
    return replace(one, advise=crash)


def test_a_recommendation_that_breaks_is_named_and_the_others_go_on() -> None:
    answer = post(with_a_broken_rule(), demo())
    cards = answer.get_json()["cards"]
    assert answer.status_code == 200
    assert any(one["source"]["topic"]["code"] == "BMAMETSSTART" for one in cards)
    last = cards[-1]
    assert last["source"]["topic"]["code"] == "COULDNOTASSESS"
    assert "internal error" in last["detail"]
    assert last["extension"][EXTENSION]["recommendations"] == ["MDT"]
    assert "ZZPHI" not in answer.get_data(as_text=True)


def test_facts_are_written_as_people_write_them() -> None:
    facts = {
        "a": Quantity(2.5, "mmol/L"),
        "b": Quantity(45, "mL/min/{1.73_m2}"),
        "c": Quantity(-2.0, "{score}"),
        "d": None,
    }
    assert sentence(Sentence("{a}; {b}; {c}; {d}", facts), str) == "2.5 mmol/L; 45 mL/min/1.73 m2; -2; not recorded"
