"""Hostile and broken feedback (group FEEDBACK): each case is answered as allowed, and nothing of it leaks or is half kept."""

import json
import logging
import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from service import feedback as route
from service import invoke, logs
from service.auth import Caller
from service.feedback_report import exported
from service.journal import Journal
from tests.calls import SERVICE, Json, demo, post
from tests.stores import FEEDBACK, Open, accepted, overridden, rows, served, tell

CARD = "6A1E5E0E-6A4C-4B0C-8F0E-0000000000AA"
GOOD = {200, 201, 202, 204}
BAD = {400}
PHI = "ZZPHI-comment"


def without(item: Json, name: str) -> Json:
    return {key: value for key, value in item.items() if key != name}


def commented(words: str) -> Json:
    return overridden(CARD, None, overrideReason={"userComment": words})


# id -> (story, items or whole body, statuses allowed, rows kept)
CASES: dict[str, tuple[str, Any, set[int], int]] = {
    "FB-001": ("accepted with suggestion id", [accepted(CARD)], GOOD, 1),
    "FB-003": ("overridden with reason", [overridden(CARD)], GOOD, 1),
    "FB-004": ("the same twice in one request", [overridden(CARD), overridden(CARD)], GOOD, 1),
    "FB-005": ("unknown card uuid is kept", [overridden(str(uuid4()))], GOOD, 1),
    "FB-007": ("card with NUL", [overridden("6a1e5e0e\0-6a4c")], BAD, 0),
    "FB-008": ("card missing", [without(overridden(CARD), "card")], BAD, 0),
    "FB-010": ("outcome unknown", [overridden(CARD, outcome="ignored")], BAD, 0),
    "FB-011": ("accepted without acceptedSuggestions", [without(accepted(CARD), "acceptedSuggestions")], BAD, 0),
    "FB-013": ("acceptedSuggestions of strings", [accepted(CARD) | {"acceptedSuggestions": ["x"]}], BAD, 0),
    "FB-016": ("outcomeTimestamp not RFC 3339", [overridden(CARD, at="yesterday")], BAD, 0),
    "FB-017": ("outcomeTimestamp in the year 2999", [overridden(CARD, at="2999-01-01T00:00:00Z")], GOOD, 1),
    "FB-018": ("userComment with script and CRLF", [commented(f"<script>{PHI}</script>\r\nforged")], GOOD, 1),
    "FB-019": ("userComment 1 MB", [commented("x" * 1_000_000)], BAD | {413}, 0),
    "FB-020": ("userComment with a formula", [commented(f'=HYPERLINK("{PHI}")')], GOOD, 1),
    "FB-021": ("PHI in userComment", [commented(PHI)], GOOD, 1),
    "FB-022": ("one bad item of two", [overridden(CARD), overridden("no uuid")], BAD, 0),
    "FB-023": ("feedback empty list", [], {200, 204}, 0),
    "FB-024": ("feedback not a list", {"feedback": {"card": CARD}}, BAD, 0),
    "FB-025": ("feedback list of null", [None], BAD, 0),
    "FB-026": ("feedback missing", {}, BAD, 0),
    "FB-027": ("10,000 items", [overridden(CARD, at=f"2026-11-01T10:00:00.{n:04}Z") for n in range(10_000)], BAD | {413}, 0),
    "FB-028": ("1,000 items", [overridden(CARD, at=f"2026-11-01T10:00:00.{n:04}Z") for n in range(1000)], GOOD, 1000),
    "FB-029": ("nested too deep", {"feedback": json.loads("[" * 70 + "]" * 70)}, BAD, 0),
    # What real clients send (SANDBOX 2.6, CDS_HOOKS 5), under names of our own.
    "dismissed": ("overridden without a reason", [overridden(CARD, None)], GOOD, 1),
    "draft of 2020": ("a flat reason", [overridden(CARD, overrideReason={"code": "x", "system": "urn:y"})], GOOD, 1),
    "foreign reason": ("a list of the client's own", [overridden(CARD, "reason of theirs")], GOOD, 1),
    "null reason": ("overrideReason null", [overridden(CARD, None, overrideReason=None)], GOOD, 1),
    "offset": ("a time with an offset", [overridden(CARD, at="2026-11-01T11:00:00.5+01:00")], GOOD, 1),
    "urn": ("card as urn", [overridden(f"urn:uuid:{CARD}")], GOOD, 1),
    "more fields": ("fields nobody knows", [overridden(CARD, extension={"a": 1})], GOOD, 1),
    "comment at the limit": ("10,000 characters", [commented("x" * 10_000)], GOOD, 1),
    "comment above it": ("10,001 characters", [commented("x" * 10_001)], BAD, 0),
    "day 31 of June": ("a day that is none", [overridden(CARD, at="2026-06-31T10:00:00Z")], BAD, 0),
    "before year one": ("a moment no clock has", [overridden(CARD, at="0001-01-01T00:00:00+14:00")], BAD, 0),
}


@pytest.fixture
def journal(url: str, opening: Open) -> Journal:
    return opening(url)


@pytest.mark.requirement("FBK-01", "FBK-02", "FBK-12")
@pytest.mark.parametrize("case", CASES)
def test_feedback_is_answered_as_allowed(case: str, journal: Journal, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.handler.setFormatter(logs.JsonLines())
    _story, content, allowed, kept = CASES[case]
    body = content if isinstance(content, dict) else {"feedback": content}
    answer = post(served(journal), body, FEEDBACK)
    assert answer.status_code in allowed
    assert answer.get_json() == {} or answer.get_json()["resourceType"] == "OperationOutcome"
    assert len(rows(journal, "select * from feedback")) == kept
    assert len(rows(journal, "select * from audit")) == (answer.status_code == 200)
    with journal.store.snapshot() as connection:
        told = json.dumps(list(exported(connection)))
    everything = str(rows(journal, "select * from feedback")) + told + caplog.text + answer.get_data(as_text=True)
    assert not [mark for mark in (PHI, "ZZPHI", "=HYPER", "<script", "forged", "no uuid", "reason of") if mark in everything]


def test_repeats_and_late_deliveries_are_acknowledged_and_kept_once(journal: Journal) -> None:
    """FB-004, over requests."""
    to = served(journal)
    assert [tell(to, overridden(CARD)), tell(to, overridden(CARD)), tell(to, overridden(CARD.lower()))] == [200] * 3
    assert tell(to, overridden(CARD, "data-wrong")) == 200
    assert tell(to, accepted(CARD)) == 200
    assert len(rows(journal, "select * from feedback")) == 3


def test_the_time_of_arrival_stands_beside_the_time_told(journal: Journal) -> None:
    """FB-017."""
    tell(served(journal), overridden(CARD, at="2999-01-01T00:00:00Z"))
    with journal.store.snapshot() as connection:
        (one,) = exported(connection)
    assert one["outcomeTimestamp"] == "2999-01-01T00:00:00.000Z"
    assert one["receivedAt"] < "2999"


@pytest.mark.requirement("FBK-11")
@pytest.mark.parametrize("case", ["FB-030"])
def test_who_may_not_call_may_not_tell(case: str, journal: Journal) -> None:
    """Without a trust table: who does not call from this machine. A token is asked for with one."""
    answer = post(served(journal), {"feedback": [overridden(CARD)]}, FEEDBACK, environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert answer.status_code in {401, 403}
    assert rows(journal, "select * from feedback") == []


def as_tenant(monkeypatch: pytest.MonkeyPatch, iss: str, tenant: str) -> None:
    caller = Caller("esmo-2014", "INT", "en", "critical", iss, tenant)
    for module in (invoke, route):
        monkeypatch.setattr(module, "authenticate", lambda *_: caller)


@pytest.mark.parametrize("case", ["FB-031"])
def test_feedback_of_another_tenant_is_not_joined(case: str, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    to = served(journal)
    as_tenant(monkeypatch, "https://vendor.example", "a")
    card = post(to, demo()).get_json()["cards"][0]["uuid"]
    journal.flush()
    for other in (("https://vendor.example", "b"), ("https://other.example", "a")):
        as_tenant(monkeypatch, *other)
        assert tell(to, overridden(card)) == 200
    with journal.store.snapshot() as connection:
        assert [one["recommendations"] for one in exported(connection)] == [[], []]
    assert rows(journal, "select * from memory where kind = 'overridden'") == []
    as_tenant(monkeypatch, "https://vendor.example", "a")
    assert tell(to, overridden(card)) == 200
    assert rows(journal, "select * from memory where kind = 'overridden'")


@pytest.mark.requirement("FBK-02")
@pytest.mark.parametrize("case", ["FB-032"])
@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_feedback_lists_nothing(case: str, method: str, journal: Journal) -> None:
    answer = getattr(served(journal), method)(FEEDBACK)
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


@pytest.mark.requirement("FBK-02")
def test_a_service_that_is_not_there_takes_no_feedback(journal: Journal) -> None:
    assert tell(served(journal), overridden(CARD), path="/cds-services/none/feedback") == 404


@pytest.mark.parametrize("case", ["FB-033"])
def test_a_hundred_at_once_are_all_kept(case: str, journal: Journal) -> None:
    app, statuses = served(journal).application, []

    def send(number: int) -> None:
        statuses.append(tell(app.test_client(), overridden(f"6a1e5e0e-6a4c-4b0c-8f0e-{number:012}")))

    threads = [threading.Thread(target=send, args=(number,)) for number in range(100)]
    _all(threads, threading.Thread.start)
    _all(threads, threading.Thread.join)
    assert set(statuses) <= {200, 429, 503}
    assert statuses.count(200) == len(rows(journal, "select * from feedback"))
    assert statuses.count(200) > 0


def _all(threads: list[threading.Thread], do: Callable[[threading.Thread], None]) -> None:
    for one in threads:
        do(one)


def test_a_body_that_is_no_json_is_refused(journal: Journal) -> None:
    assert post(served(journal), b'{"feedback": [', FEEDBACK).status_code == 400
    assert post(served(journal), b"x", f"{SERVICE}/feedback", content_type="text/plain").status_code == 415
