"""The journal: evaluations arrive in the store, several processes may share it, and its failure never touches the answer."""

import json
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from service.audit import EVALUATION, event
from service.deployment_key import DeploymentKey
from service.errors import NotReady
from service.journal import Journal
from service.journal_entries import Evaluation, Row
from service.journal_tables import METADATA
from service.migrations import NEWEST
from tests.calls import client, demo, post
from tests.stores import Open, overridden, rows, served, tell

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)
KEPT_OF_A_PATIENT = {"patient", "clinician", "instance"}


def row(number: int = 0) -> Row:
    return Row(f"u{number}", "MDT,X", "patient-view", "esmo-2014", "INT", "en", "info", "abc", MOMENT)


def evaluation(*numbers: int) -> Evaluation:
    return Evaluation(event(EVALUATION, MOMENT), [row(number) for number in numbers])


def uuids(journal: Journal) -> list[str]:
    return [one.uuid for one in rows(journal, "select uuid from cards_issued order by uuid")]


def test_evaluations_are_written_when_the_process_ends_at_the_latest(url: str, opening: Open) -> None:
    journal = opening(url)
    journal.record(evaluation(1, 2))
    journal.record(evaluation())
    assert journal.waiting == 2
    journal.flush()
    found = rows(journal, "select * from cards_issued order by uuid")
    assert [(one.uuid, one.recommendations) for one in found] == [("u1", "MDT,X"), ("u2", "MDT,X")]
    assert len(rows(journal, "select * from audit")) == 2
    assert (journal.waiting, journal.failing) == (0, False)


def test_no_column_can_hold_a_name_or_an_id_of_a_patient() -> None:
    columns = {one.name for table in METADATA.tables.values() for one in table.columns}
    assert columns == KEPT_OF_A_PATIENT | {
        "at", "basis", "card", "cards", "client", "commented", "content_version", "detail", "digest", "edition", "event",
        "fingerprint", "hash", "hook", "id", "indicator", "issued_at", "kind", "language", "outcome", "outcome_at", "reason",
        "reason_system", "received_at", "recommendation", "recommendations", "region", "seal", "seq", "service", "states",
        "status", "suggestions", "tenant", "until", "uuid",
    }  # fmt: skip
    assert {str(c.type) for t in METADATA.tables.values() for c in t.columns if c.name in KEPT_OF_A_PATIENT} == {
        "VARCHAR(64)"
    }


@pytest.mark.requirement("SEC-07")
def test_a_call_leaves_keyed_hashes_of_patient_user_and_instance(url: str, opening: Open) -> None:
    journal, body = opening(url), demo()
    post(served(journal), body)
    journal.flush()
    stored = str([rows(journal, f"select * from {table}") for table in ("cards_issued", "audit", "memory")])
    for told in (body["context"]["patientId"], body["context"]["userId"], body["hookInstance"]):
        assert told not in stored
    (record,) = rows(journal, "select * from audit")
    (card, *_) = rows(journal, "select * from cards_issued")
    key = journal.key
    assert record.patient == card.patient == key.digest("patient", "", "", body["context"]["patientId"])
    assert record.clinician == card.clinician == key.digest("clinician", "", "", body["context"]["userId"])
    assert record.instance == key.digest("instance", body["hookInstance"])
    assert (record.status, record.service) == (200, "bone-health-patient-view")
    assert json.loads(card.basis).keys() == set(card.recommendations.split(","))


def test_a_call_that_found_no_patient_is_on_record(url: str, opening: Open) -> None:
    journal, body = opening(url), demo()
    del body["prefetch"]["patient"]
    assert post(served(journal), body).status_code == 412
    journal.flush()
    (record,) = rows(journal, "select status, cards from audit")
    assert (record.status, record.cards) == (412, "")


def test_data_that_were_not_read_stand_in_the_audit_record(url: str, opening: Open) -> None:
    journal, body = opening(url), demo()
    del body["prefetch"]["allergies"]
    post(served(journal), body)
    journal.flush()
    (record,) = rows(journal, "select states from audit")
    assert "allergies=not provided" in record.states


def test_sqlite_is_set_for_several_writers_and_flushes_every_commit(sqlite_url: str, opening: Open) -> None:
    with opening(sqlite_url).store.read() as connection:
        found = [
            connection.execute(text(f"pragma {name}")).scalar()
            for name in ("journal_mode", "busy_timeout", "synchronous")
        ]
    assert found == ["wal", 2000, 2]


def test_many_may_start_at_once(url: str, opening: Open) -> None:
    journals = [opening(url) for _ in range(8)]

    def write(number: int) -> None:
        journals[number].record(evaluation(number))
        journals[number].flush()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert uuids(journals[0]) == [f"u{n}" for n in range(8)]


def test_a_batch_written_twice_is_kept_once(url: str, opening: Open) -> None:
    """A commit whose answer was lost is tried again."""
    journal, batch = opening(url), [evaluation(1), evaluation(2)]
    assert journal._write(batch)
    assert journal._write(batch)
    assert uuids(journal) == ["u1", "u2"]
    assert len(rows(journal, "select * from audit")) == 2


def test_a_broken_store_is_degraded_cards_go_on_and_nothing_is_lost(tmp_path: Path, opening: Open) -> None:
    folder = tmp_path / "folder"
    folder.write_text("not a folder yet")
    journal = opening(f"sqlite:///{folder / 'j.sqlite3'}")
    to = served(journal)
    cards = post(to, demo()).get_json()["cards"]
    assert cards
    journal.flush()
    ready = to.get("/readyz")
    assert ready.status_code == 200
    assert ready.get_json() == {
        "status": "degraded",
        "journal": {"status": "degraded", "waiting": 1},
        "feedback": {"status": "degraded"},
    }
    folder.unlink()
    journal.flush()
    assert to.get("/readyz").get_json() == {"status": "ready"}
    assert uuids(journal) == sorted(one["uuid"] for one in cards)


def test_a_full_spool_refuses_the_call_and_a_written_one_takes_it_again(tmp_path: Path, opening: Open) -> None:
    """Use without a record is not allowed."""
    folder = tmp_path / "folder"
    folder.write_text("not a folder yet")
    journal = opening(f"sqlite:///{folder / 'j.sqlite3'}", limit=3)
    to = served(journal)
    assert [post(to, demo()).status_code for _ in range(4)] == [200, 200, 200, 503]
    refused = post(to, demo())
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.get_json()["issue"][0]["code"] == "transient"
    assert "cards" not in refused.get_json()
    folder.unlink()
    journal.flush()
    assert post(to, demo()).status_code == 200


def test_memory_that_cannot_be_read_holds_nothing_back_and_is_noted(tmp_path: Path, opening: Open) -> None:
    (tmp_path / "folder").write_text("not a folder")
    journal = opening(f"sqlite:///{tmp_path / 'folder' / 'j.sqlite3'}")
    explained = post(served(journal), demo(), "/explain/bone-health-patient-view").get_json()
    assert explained["cards"]
    assert "memory-not-read" in [note["code"] for note in explained["dataQuality"]]


def test_an_explanation_leaves_nothing(url: str, opening: Open) -> None:
    journal = opening(url)
    post(served(journal), demo(), "/explain/bone-health-patient-view")
    assert journal.waiting == 0


def test_a_file_that_was_taken_away_is_made_again(sqlite_url: str, tmp_path: Path, opening: Open) -> None:
    """Otherwise feedback would be acknowledged into a file that nobody can find any more."""
    journal = opening(sqlite_url)
    to = served(journal)
    assert tell(to, overridden("6a1e5e0e-6a4c-4b0c-8f0e-000000000001")) == 200
    for file in tmp_path.glob("journal.sqlite3*"):
        file.unlink()
    assert tell(to, overridden("6a1e5e0e-6a4c-4b0c-8f0e-000000000002")) == 200
    again = opening(sqlite_url)
    assert [one.card[-1] for one in rows(again, "select card from feedback")] == ["2"]


def test_a_database_of_a_newer_version_is_not_written(url: str, opening: Open) -> None:
    opening(url).flush()
    first = opening(url)
    with first.store.write() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    later = opening(url)
    assert not later.reachable()
    with pytest.raises(NotReady):
        later.keep([], event("feedback", MOMENT))


def test_the_tables_are_those_the_migrations_make(url: str, opening: Open) -> None:
    journal = opening(url)
    with journal.store.read() as connection:
        found = inspect(connection)
        assert set(found.get_table_names()) == {*METADATA.tables, "alembic_version"}
        for table in METADATA.tables.values():
            columns = {one["name"]: one["nullable"] for one in found.get_columns(table.name)}
            assert columns == {one.name: one.nullable for one in table.columns}
            indexes = {tuple(one["column_names"]) for one in found.get_indexes(table.name) if not one["unique"]}
            assert indexes == {tuple(c.name for c in one.columns) for one in table.indexes}


OLD = """
CREATE TABLE cards_issued (
    uuid VARCHAR(36) NOT NULL, recommendations TEXT NOT NULL, hook VARCHAR(64) NOT NULL, edition VARCHAR(64) NOT NULL,
    region VARCHAR(64) NOT NULL, language VARCHAR(16) NOT NULL, indicator VARCHAR(16) NOT NULL,
    content_version VARCHAR(64) NOT NULL, issued_at {time} NOT NULL, PRIMARY KEY (uuid))
"""
OLD_ROW = "INSERT INTO cards_issued VALUES ('old-1','MDT','patient-view','esmo-2014','INT','en','info','abc','2026-01-02 03:04:05')"


def test_a_database_of_the_first_version_is_taken_over_without_loss(url: str, opening: Open) -> None:
    older = opening(url)
    from sqlalchemy import create_engine  # noqa: PLC0415  behind the back of the store

    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.exec_driver_sql(OLD.format(time="DATETIME" if "sqlite" in url else "TIMESTAMP WITH TIME ZONE"))
        connection.exec_driver_sql(OLD_ROW)
    engine.dispose()
    older.record(evaluation(1))
    older.flush()
    assert uuids(older) == ["old-1", "u1"]
    (kept,) = rows(older, "select * from cards_issued where uuid = 'old-1'")
    assert (kept.recommendations, kept.content_version, kept.patient, kept.basis) == ("MDT", "abc", "", None)
    assert "2026-01-02" in str(kept.issued_at)
    assert [tuple(one) for one in rows(older, "select version_num from alembic_version")] == [(NEWEST,)]
    assert tell(served(older), overridden("6a1e5e0e-6a4c-4b0c-8f0e-000000000001")) == 200


def test_a_key_is_made_once_whoever_comes_first(tmp_path: Path) -> None:
    file = tmp_path / "deeper" / "hmac.key"
    keys = [DeploymentKey(file) for _ in range(8)]
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda one=one: found.append(one.secret())) for one in keys]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 8 and len(set(found)) == 1
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["hmac.key"]


@pytest.mark.parametrize("content", ["", "short", "\n" * 100])
def test_a_key_that_is_none_is_not_used(content: str, tmp_path: Path) -> None:
    (tmp_path / "hmac.key").write_text(content)
    key = DeploymentKey(tmp_path / "hmac.key")
    with pytest.raises(OSError, match="too short"):
        key.secret()
    assert len(key.digest("patient", "x")) == 64  # one that joins with nothing


def test_hashes_tell_apart_what_would_run_together() -> None:
    key = DeploymentKey()
    assert key.digest("patient", "a", "bc") != key.digest("patient", "ab", "c")
    assert key.digest("patient", "a", "b") != DeploymentKey().digest("patient", "a", "b")


def test_a_journal_under_another_key_is_not_written(url: str, opening: Open, tmp_path: Path) -> None:
    first = opening(url)
    first.record(evaluation(1))
    first.flush()
    other = opening(url, key=DeploymentKey(tmp_path / "other.key"))
    other.record(evaluation(2))
    other.flush()
    assert (other.failing, other.waiting) == (True, 1)
    assert uuids(first) == ["u1"]


def test_a_working_service_is_alive_and_ready(url: str, opening: Open) -> None:
    to = served(opening(url))
    assert to.get("/healthz").get_json() == {"status": "ok"}
    assert to.get("/readyz").get_json() == {"status": "ready"}
    assert client().get("/readyz").get_json() == {"status": "ready"}


def test_a_corrupt_file_is_degraded_and_cards_go_on(sqlite_url: str, tmp_path: Path, opening: Open) -> None:
    (tmp_path / "journal.sqlite3").write_bytes(b"no database at all" * 1000)
    _degraded(opening(sqlite_url))


def test_a_read_only_store_is_degraded_and_cards_go_on(tmp_path: Path, opening: Open) -> None:
    file = tmp_path / "journal.sqlite3"
    opening(f"sqlite:///{file}").reachable()
    _degraded(opening(f"sqlite:///file:{file}?mode=ro&uri=true"))


def _degraded(journal: Journal) -> None:
    journal.prepare()
    to = served(journal)
    assert post(to, demo()).get_json()["cards"]
    journal.flush()
    assert to.get("/readyz").get_json()["feedback"] == {"status": "degraded"}
    assert tell(to, overridden("6a1e5e0e-6a4c-4b0c-8f0e-000000000001")) == 503


def test_a_locked_store_takes_no_feedback_and_cards_go_on(sqlite_url: str, tmp_path: Path, opening: Open) -> None:
    import sqlite3  # noqa: PLC0415  a second process would do the same

    journal = opening(sqlite_url)
    to = served(journal)
    journal.reachable()
    with closing(sqlite3.connect(tmp_path / "journal.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused: Any = to.post("/cds-services/bone-health-patient-view/feedback", json={"feedback": []})
        assert refused.status_code == 503
        assert int(refused.headers["Retry-After"]) > 0
        assert post(to, demo()).get_json()["cards"]
        journal.flush()
        assert journal.waiting == 1
        other.execute("ROLLBACK")
    journal.flush()
    assert (journal.waiting, journal.failing) == (0, False)


def test_a_full_disk_takes_no_feedback_and_cards_go_on(
    sqlite_url: str, opening: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from service import store  # noqa: PLC0415

    journal = opening(sqlite_url)
    to = served(journal)
    journal.reachable()
    journal.store.close()
    usual = store._for_many_writers

    def full(connection: Any, record: object) -> None:
        usual(connection, record)
        connection.execute(f"PRAGMA max_page_count={connection.execute('PRAGMA page_count').fetchone()[0]}")

    monkeypatch.setattr(store, "_for_many_writers", full)
    kept = 0
    for number in range(2000):
        if tell(to, overridden(f"6a1e5e0e-6a4c-4b0c-8f0e-{number:012}")) == 503:
            break
        kept += 1
    assert kept < 1999
    assert post(to, demo()).get_json()["cards"]
    journal.flush()
    assert journal.failing
    monkeypatch.setattr(store, "_for_many_writers", usual)
    journal.store.close()
    journal.flush()
    assert (journal.waiting, journal.failing) == (0, False)
    assert len(rows(journal, "select * from feedback")) == kept
    assert tell(to, overridden(f"6a1e5e0e-6a4c-4b0c-8f0e-{9999:012}")) == 200
