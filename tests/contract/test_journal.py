"""The journal: rows arrive in the store, several processes may share it, and its failure never touches the answer."""

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from service import journal as journal_module
from service.journal import Journal, Row, opened
from tests.calls import client, demo, post


def row(number: int = 0) -> Row:
    return Row(
        f"u{number}",
        "MDT,X",
        "patient-view",
        "esmo-2014",
        "INT",
        "en",
        "info",
        "abc",
        datetime(2026, 11, 1, tzinfo=UTC),
    )


def stored(file: Path) -> list[Any]:
    engine: Engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        rows = list(connection.execute(text("select * from cards_issued order by uuid")))
    engine.dispose()
    return rows


@pytest.fixture(autouse=True)
def _closed_stores(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Close what the tests open, so that no connection is left to the garbage collector."""
    engines: list[Engine] = []

    def remembered(url: str) -> Engine:
        engines.append(opened(url))
        return engines[-1]

    monkeypatch.setattr(journal_module, "opened", remembered)
    yield
    for engine in engines:
        engine.dispose()


def test_rows_of_a_call_are_written_when_the_process_ends_at_the_latest(tmp_path: Path) -> None:
    journal = Journal(f"sqlite:///{tmp_path / 'a' / 'j.sqlite3'}")
    journal.record([row(1), row(2)])
    journal.flush()
    found = stored(tmp_path / "a" / "j.sqlite3")
    assert [one.uuid for one in found] == ["u1", "u2"]
    assert found[0].recommendations == "MDT,X"
    assert not journal.failing


def test_the_table_has_no_column_for_a_patient(tmp_path: Path) -> None:
    engine = journal_module.opened(f"sqlite:///{tmp_path / 'j.sqlite3'}")
    columns = {one["name"] for one in inspect(engine).get_columns("cards_issued")}
    assert columns == {
        "uuid", "recommendations", "hook", "edition", "region", "language", "indicator", "content_version", "issued_at",
    }  # fmt: skip


def test_sqlite_is_set_for_several_writers(tmp_path: Path) -> None:
    engine = journal_module.opened(f"sqlite:///{tmp_path / 'j.sqlite3'}")
    with engine.connect() as connection:
        assert connection.execute(text("pragma journal_mode")).scalar() == "wal"
        assert connection.execute(text("pragma busy_timeout")).scalar() == 5000


def test_many_may_start_at_once(tmp_path: Path) -> None:
    journals = [Journal(f"sqlite:///{tmp_path / 'j.sqlite3'}") for _ in range(8)]

    def write(number: int) -> None:
        journals[number].record([row(number)])
        journals[number].flush()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(stored(tmp_path / "j.sqlite3")) == 8


def test_a_broken_store_is_degraded_and_cards_go_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    journal = Journal(f"sqlite:///{tmp_path / 'file' / 'j.sqlite3'}")
    to = client(journal)
    assert post(to, demo()).get_json()["cards"]
    journal.flush()
    ready = to.get("/readyz")
    assert (ready.status_code, ready.get_json()["status"]) == (200, "degraded")
    assert ready.get_json()["journal"] == {"lost": len(post(to, demo()).get_json()["cards"])}


def test_a_store_that_works_again_is_ready_and_the_loss_stays_told(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.write_text("not a folder yet")
    journal = Journal(f"sqlite:///{folder / 'j.sqlite3'}")
    journal.record([row(1)])
    journal.flush()
    assert (journal.failing, journal.lost) == (True, 1)
    folder.unlink()
    journal.record([row(2)])
    journal.flush()
    assert client(journal).get("/readyz").get_json() == {"status": "ready", "journal": {"lost": 1}}
    assert [one.uuid for one in stored(folder / "j.sqlite3")] == ["u2"]


def test_a_store_that_cannot_be_opened_is_tried_a_few_times_and_then_given_up(tmp_path: Path) -> None:
    journal = Journal(f"sqlite:///{tmp_path}")
    journal.record([row(1)])
    journal.flush()
    assert (journal.failing, journal.lost) == (True, 1)


def test_a_full_queue_loses_rows_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "BATCH_SECONDS", 60)
    journal = Journal("sqlite://", limit=1)
    journal.record([row(1)])
    assert (journal.failing, journal.lost) == (False, 0)
    journal.record([row(2), row(3)])
    assert (journal.failing, journal.lost) == (True, 2)


def test_no_cards_leave_no_row(tmp_path: Path) -> None:
    journal = Journal(f"sqlite:///{tmp_path / 'j.sqlite3'}")
    journal.record([])
    journal.flush()
    assert not (tmp_path / "j.sqlite3").exists()


def test_a_working_service_is_alive_and_ready() -> None:
    to = client()
    assert to.get("/healthz").get_json() == {"status": "ok"}
    assert to.get("/readyz").get_json() == {"status": "ready"}
