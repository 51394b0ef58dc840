"""The audit trail: whatever is changed, taken away, put in or moved is found, and a documented purge is none of these."""

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from service import audit
from service.cli import command
from service.journal import Journal
from service.journal_entries import Evaluation
from tests.stores import Open, change, rows

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
RECORDS = 10


@pytest.fixture
def journal(url: str, opening: Open) -> Journal:
    """Ten records, one a day from 1 January on, written in two batches."""
    one = opening(url)
    for day in range(RECORDS):
        moment = START + timedelta(days=day)
        one.record(Evaluation(audit.event(audit.EVALUATION, moment, service="s", recommendations=f"R{day}")))
        if day in {3, RECORDS - 1}:
            one.flush()
    return one


def verified(journal: Journal, expect: str = "") -> audit.Verdict:
    with journal.store.snapshot() as connection:
        return audit.verify(connection, journal.key.secret(), expect)


def test_an_untouched_trail_is_whole(journal: Journal) -> None:
    found = verified(journal)
    assert (found.records, found.seq, found.fault) == (10, 10, "")
    assert found.seal == rows(journal, "select hash from audit where seq = 10")[0].hash


COLUMNS = "event, at, kind, client, tenant, service, patient, clinician, instance, status, states, recommendations, cards, content_version, detail"
# story -> statements, first fault
TAMPERED: dict[str, tuple[list[str], str]] = {
    "a field changed": (["update audit set recommendations = 'X' where seq = 4"], "record 4 was changed"),
    "the status changed": (["update audit set status = 412 where seq = 10"], "record 10 was changed"),
    "a seal changed": (["update audit set hash = '00' where seq = 7"], "record 7 was changed"),
    "one deleted in the middle": (["delete from audit where seq = 5"], "record 5 is missing"),
    "the first deleted": (["delete from audit where seq = 1"], "record 1 is missing"),
    "the end deleted": (["delete from audit where seq > 8"], "record 9 is missing"),
    "everything deleted": (["delete from audit"], "record 1 is missing"),
    "the end deleted and the head put back": (
        ["delete from audit where seq > 8", "update audit_head set seq = 8, hash = (select hash from audit where seq = 8)"],
        "the head was changed",
    ),
    "the head deleted": (["delete from audit_head"], "the head is missing"),
    "one put in at the end": (
        [f"insert into audit (seq, {COLUMNS}, hash) select 11, 'new', {COLUMNS[7:]}, hash from audit where seq = 10"],
        "record 11 was changed",
    ),
    "one put in the middle": (
        [
            "update audit set seq = -seq where seq > 4",
            "update audit set seq = 1 - seq where seq < 0",
            f"insert into audit (seq, {COLUMNS}, hash) select 5, 'new', {COLUMNS[7:]}, hash from audit where seq = 4",
        ],
        "record 5 was changed",
    ),
    "two swapped": (
        ["update audit set seq = -3 where seq = 3", "update audit set seq = 3 where seq = 6", "update audit set seq = 6 where seq = -3"],
        "record 3 was changed",
    ),
    "a purge pretended": (
        [
            "delete from audit where seq < 5",
            """update audit set kind = 'purge', detail = '{"through":4,"seal":""}' where seq = 9""",
        ],
        "record 5 was changed",
    ),
}


@pytest.mark.requirement("SEC-07")
@pytest.mark.parametrize("story", TAMPERED)
def test_what_was_tampered_with_is_found(story: str, journal: Journal) -> None:
    statements, fault = TAMPERED[story]
    change(journal, *statements)
    assert verified(journal).fault == fault


def test_a_whole_older_copy_is_found_by_a_seal_kept_elsewhere(journal: Journal) -> None:
    noted = verified(journal).seal
    assert verified(journal, noted).fault == ""
    assert verified(journal, "0" * 64).fault == "the expected seal is not in the trail"


BEFORE: dict[str, tuple[str, int]] = {
    "nothing is so old": ("2026-01-01", 0),
    "the first four": ("2026-01-05", 4),
    "everything": ("2027-01-01", 10),
}


@pytest.mark.parametrize("story", BEFORE)
def test_a_purge_leaves_a_trail_that_verifies(story: str, journal: Journal) -> None:
    before, gone = BEFORE[story]
    for taken in (gone, 0):  # once more takes nothing away
        with journal.store.write() as connection:
            assert audit.purge(connection, journal.key.secret(), before, START + timedelta(days=400)) == taken
        found = verified(journal)
        assert (found.fault, found.records) == ("", 10 - gone + bool(gone))
    journal.record(Evaluation(audit.event(audit.EVALUATION, START)))
    journal.flush()
    assert verified(journal).fault == ""
    first = rows(journal, "select min(seq) as seq from audit")[0].seq
    change(journal, f"delete from audit where seq = {first}")
    assert verified(journal).fault


def test_the_command_tells_and_ends_with_1(url: str, journal: Journal, tmp_path: object) -> None:
    environment = {"BONE_HEALTH_DATABASE_URL": url, "BONE_HEALTH_DATA_DIR": str(tmp_path)}
    whole = CliRunner().invoke(command, ["audit", "verify"], env=environment)
    assert (whole.exit_code, "10 records, newest 10" in whole.output, "whole" in whole.output) == (0, True, True)
    purged = CliRunner().invoke(command, ["audit", "purge", "--before", "2026-01-03"], env=environment)
    assert purged.output == "2 records deleted.\n"
    change(journal, "update audit set client = 'x' where seq = 6")
    faulty = CliRunner().invoke(command, ["audit", "verify"], env=environment)
    assert (faulty.exit_code, "FAULT: record 6 was changed" in faulty.output) == (1, True)
