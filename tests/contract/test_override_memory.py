"""Override memory on both sides of every edge: what stays away, for whom, how long, and what brings it back at once."""

import copy
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from cards.override_memory import days_away, groups
from service import feedback as route
from service import invoke
from service.auth import Caller
from service.card_frame import EXTENSION, _reasons
from service.journal import Journal
from tests.calls import EXPLAIN, TODAY, Json, changed, demo, post
from tests.stores import Open, accepted, at_clock, overridden, rows, served, tell

LEAD = "BMA-METS-START"


@pytest.fixture
def journal(url: str, opening: Open, monkeypatch: pytest.MonkeyPatch) -> Journal:
    at_clock(monkeypatch, datetime(2026, 11, 1, 12, tzinfo=UTC))
    return opening(url)


def cards(to: FlaskClient, body: Json | None = None) -> list[Json]:
    found: list[Json] = post(to, body or demo()).get_json()["cards"]
    return found


def shown(to: FlaskClient, body: Json | None = None) -> set[str]:
    return {name for card in cards(to, body) for name in card["extension"][EXTENSION]["recommendations"]}


def told(journal: Journal, reason: str | None = "patient-declined", body: Json | None = None) -> str:
    """Override the first card; its uuid."""
    to = served(journal)
    uuid: str = cards(to, body)[0]["uuid"]
    assert tell(to, overridden(uuid, reason)) == 200
    journal.flush()
    return uuid


def after(journal: Journal, days: int) -> FlaskClient:
    """The service so many days later. The facts of the shipped request do not change."""
    return served(journal, TODAY + timedelta(days=days))


def test_every_reason_stands_in_one_group_and_the_periods_are_those_of_the_issue() -> None:
    listed = [reason for group in groups().values() for reason in group.reasons]
    assert sorted(listed) == sorted(_reasons())
    assert {name: group.days for name, group in groups().items()} == {
        "none": 0, "short": 30, "medium": 90, "long": 180, "reminder": 30,
    }  # fmt: skip
    assert all(group.why for group in groups().values())
    assert days_away("data-wrong") == 0


# story -> reason, days it stays away
PERIODS = {
    "for weeks": ("awaiting-dental", 30),
    "no reason": (None, 30),
    "a reason of the client": ("reason-of-theirs", 30),
    "for a quarter": ("done-elsewhere", 90),
    "for half a year": ("patient-declined", 180),
}


@pytest.mark.parametrize("story", PERIODS)
def test_a_card_stays_away_until_its_day(story: str, journal: Journal) -> None:
    reason, days = PERIODS[story]
    told(journal, reason)
    assert LEAD not in shown(after(journal, 0))
    assert LEAD not in shown(after(journal, days - 1))
    assert LEAD in shown(after(journal, days))


def test_wrong_data_do_not_keep_a_card_away_but_are_counted(journal: Journal) -> None:
    told(journal, "data-wrong")
    assert LEAD in shown(after(journal, 0))
    assert [one.reason for one in rows(journal, "select reason from feedback")] == ["data-wrong"]


def test_a_clock_that_runs_ahead_prolongs_nothing(journal: Journal) -> None:
    to = served(journal)
    tell(to, overridden(cards(to)[0]["uuid"], "awaiting-dental", "2999-01-01T00:00:00Z"))
    journal.flush()
    assert LEAD not in shown(after(journal, 29))
    assert LEAD in shown(after(journal, 30))


def test_card_and_feedback_may_arrive_in_either_order(journal: Journal) -> None:
    to = served(journal)
    early = cards(to)[0]["uuid"]
    tell(to, overridden(early))  # before the card is written
    assert rows(journal, "select * from memory") == []
    journal.flush()
    first = [tuple(one)[3:9] for one in rows(journal, "select * from memory order by recommendation")]
    assert first
    with journal.store.write() as connection:
        connection.exec_driver_sql("delete from memory")
        connection.exec_driver_sql("delete from feedback")
    tell(to, overridden(early))  # after it
    second = [tuple(one)[3:9] for one in rows(journal, "select * from memory order by recommendation")]
    assert second == first


def test_the_feedback_that_came_last_decides(journal: Journal) -> None:
    uuid = told(journal)
    to = served(journal)
    tell(to, accepted(uuid))
    assert LEAD in shown(to)
    tell(to, overridden(uuid, at="2026-11-01T10:00:01Z"))
    assert LEAD not in shown(to)


def test_an_accepted_card_does_not_stay_away(journal: Journal) -> None:
    to = served(journal)
    tell(to, accepted(cards(to)[0]["uuid"]))
    journal.flush()
    assert LEAD in shown(to)


def test_it_stays_away_for_this_clinician_and_this_patient_only(journal: Journal) -> None:
    told(journal)
    to = served(journal)
    assert LEAD in shown(to, changed("context.userId", "Practitioner/another"))
    other = copy.deepcopy(demo())
    other["context"]["userId"] = demo()["context"]["userId"]
    text = str(demo()["context"]["patientId"])
    assert LEAD in shown(to, json.loads(json.dumps(other).replace(text, "another-1")))
    assert LEAD not in shown(to)


@pytest.mark.parametrize("other", [("https://ehr.example", "b"), ("https://other.example", "a")])
def test_it_stays_away_in_this_tenant_only(
    other: tuple[str, str], journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def called_by(iss: str, tenant: str) -> None:
        for module in (invoke, route):
            monkeypatch.setattr(module, "authenticate", lambda *_: Caller("esmo-2014", "INT", "en", "critical", iss, tenant))

    called_by("https://ehr.example", "a")
    told(journal)
    assert LEAD not in shown(served(journal))
    called_by(*other)
    assert LEAD in shown(served(journal))


def _moved(body: Json) -> Json:
    """The metastasis was recorded on another day."""
    for entry in body["prefetch"]["conditions"]["entry"]:
        entry["resource"]["onsetDateTime"] = "2026-10-20"
    return body


def test_facts_that_change_bring_it_back_at_once(journal: Journal) -> None:
    told(journal)
    assert LEAD not in shown(served(journal))
    assert LEAD in shown(served(journal), _moved(demo()))


def test_the_order_and_the_words_of_the_facts_change_nothing(journal: Journal) -> None:
    told(journal)
    body = demo()
    for section in body["prefetch"].values():
        if isinstance(section, dict) and "entry" in section:
            section["entry"].reverse()
    assert LEAD not in shown(served(journal), body)


def test_more_urgent_brings_it_back_and_critical_never_stays_away(journal: Journal) -> None:
    told(journal)
    to = served(journal)
    with journal.store.write() as connection:
        connection.exec_driver_sql("update memory set indicator = 'info'")  # overridden when it was less urgent
    assert LEAD in shown(to)
    assert "MDT" not in shown(to)


def test_a_critical_card_never_stays_away(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    from service import memory  # noqa: PLC0415

    told(journal)
    monkeypatch.setattr(memory, "indicator", lambda _one: "critical")
    assert LEAD in shown(served(journal))


def test_what_is_held_back_is_in_the_explanation(journal: Journal) -> None:
    told(journal)
    explained = post(served(journal), demo(), EXPLAIN).get_json()
    (held,) = [one for one in explained["heldBack"] if one["id"] == LEAD]
    assert (held["why"], held["reason"], held["until"]) == ("overridden", "patient-declined", "2027-04-30")
    assert [one["verdict"] for one in explained["assessments"] if one["id"] == LEAD] == ["ADVISED"]


def test_a_reminder_stands_alone_at_most_once_in_thirty_days(journal: Journal) -> None:
    """After the advice was overridden for one clinician, what is left of it would be reminders."""
    to = served(journal)
    told(journal)
    with journal.store.write() as connection:
        connection.exec_driver_sql("delete from memory where recommendation in ('MDT', 'SUPPLEMENT-CA-VITD', 'ASSESS-SYMPTOMS-PS')")
    reminders = shown(to)
    assert "MDT" in reminders
    assert reminders <= {"MDT", "SUPPLEMENT-CA-VITD", "ASSESS-SYMPTOMS-PS"}
    journal.flush()
    assert shown(to) == set()
    assert "MDT" not in shown(after(journal, 29))
    assert "MDT" in shown(after(journal, 30))
    explained = post(to, demo(), EXPLAIN).get_json()
    assert {one["until"] for one in explained["heldBack"] if one["why"] == "reminded"} == {date(2026, 12, 1).isoformat()}


def test_a_chart_opened_many_times_leaves_one_row_for_a_reminder(journal: Journal) -> None:
    """Memory is asked at every call: what it holds of a patient must not grow with the calls."""
    to = served(journal)
    told(journal)
    forget = "delete from memory where recommendation in ('MDT', 'SUPPLEMENT-CA-VITD', 'ASSESS-SYMPTOMS-PS')"
    for _ in range(2):
        with journal.store.write() as connection:
            connection.exec_driver_sql(forget + (" and kind = 'overridden'"))
        assert all("MDT" in shown(to) for _ in range(5))  # before the first of them is written
        journal.flush()
        found = rows(journal, "select count(*) as n from memory where recommendation = 'MDT' and kind = 'reminded'")
        assert [one.n for one in found] == [1]
        with journal.store.write() as connection:
            connection.exec_driver_sql("update memory set until = '2026-10-01' where kind = 'reminded'")
