"""Journals on real databases: the fixtures that run a test on SQLite and on PostgreSQL, and what the tests ask of them."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from service import create_app, feedback_rows, journal, journal_rows
from service.deployment_key import DeploymentKey
from service.desk import Collaborators
from service.journal import Journal
from service.settings import Settings
from tests import postgres
from tests.calls import SERVICE, TODAY, Json

FEEDBACK = f"{SERVICE}/feedback"
Open = Callable[..., Journal]


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A running PostgreSQL."""
    programs = postgres.available()
    if programs is None:
        pytest.skip(f"{postgres.MISSING}")
    with postgres.running(programs) as one:
        yield one


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'journal.sqlite3'}"
    found: postgres.Cluster = request.getfixturevalue("cluster")
    return found.new_database(f"t{uuid4().hex}")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'journal.sqlite3'}"


@pytest.fixture
def opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Journals under the key of one deployment, which write only when they are told to, and are closed at the end."""
    monkeypatch.setattr(journal, "BATCH_SECONDS", 3600)
    made: list[Journal] = []

    def open_(at: str, **more: Any) -> Journal:
        made.append(Journal(at, more.pop("key", None) or DeploymentKey(tmp_path / "hmac.key"), **more))
        return made[-1]

    yield open_
    for one in made:
        one._spool.clear()
        one.store.close()


def served(one: Journal, today: date | Callable[[], date] = TODAY) -> FlaskClient:
    """A client of an application with this journal, on that day."""
    clock = today if callable(today) else lambda: today
    return create_app(Settings(data_dir=Path("unused")), Collaborators(clock, one)).test_client()


def rows(one: Journal, query: str) -> list[Any]:
    """What a query finds."""
    with one.store.read() as connection:
        return list(connection.execute(text(query)))


def change(one: Journal, *statements: str) -> None:
    """Change the database behind the journal's back."""
    with one.store.write() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def overridden(
    card: str, reason: str | None = "patient-declined", at: str = "2026-11-01T10:00:00Z", **more: Any
) -> Json:
    """One item of feedback."""
    given = {"overrideReason": {"reason": {"code": reason, "system": "urn:bone-health-cds:override-reason"}}}
    return {"card": card, "outcome": "overridden", "outcomeTimestamp": at} | (given if reason else {}) | more


def accepted(card: str, at: str = "2026-11-01T10:00:00Z") -> Json:
    """One item of feedback."""
    return {"card": card, "outcome": "accepted", "acceptedSuggestions": [{"id": str(uuid4())}], "outcomeTimestamp": at}


def tell(to: FlaskClient, *items: Any, path: str = FEEDBACK) -> int:
    """Post feedback; the status."""
    return to.post(path, data=json.dumps({"feedback": list(items)}), content_type="application/json").status_code


def at_clock(monkeypatch: pytest.MonkeyPatch, moment: Any) -> None:
    """Set the clock that stamps rows."""
    for module in (feedback_rows, journal_rows):
        monkeypatch.setattr(module, "now", lambda: moment)
