"""Export and report of feedback: what the commands print, counted by hand; and what a purge leaves."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from service.audit import EVALUATION, event
from service.cli import command
from service.journal import Journal
from service.journal_entries import Evaluation, Row
from tests.stores import Open, accepted, overridden, rows, served, tell

ISSUED = datetime(2026, 10, 1, 8, tzinfo=UTC)
A, B, C, D, GAP = (f"00000000-0000-4000-8000-00000000000{n}" for n in range(5))
Run = Callable[..., Result]


def card(uuid: str, names: str, basis: str | None = None) -> Row:
    facts = json.dumps({name: ["f", "info"] for name in names.split(",")})
    return Row(uuid, names, "patient-view", "esmo-2014", "INT", "en", "info", "abc", ISSUED, basis=basis or facts)


@pytest.fixture
def journal(url: str, opening: Open) -> Journal:
    """Four evaluations: A accepted, B overridden and then accepted, C overridden twice with two reasons, D not answered."""
    one = opening(url)
    cards = [[card(A, "X,Y")], [card(B, "X")], [card(C, "X"), card(GAP, "Z", "{}")], [card(D, "Y")]]
    for some in cards:
        one.record(Evaluation(event(EVALUATION, ISSUED), some))
    one.flush()
    to = served(one)
    assert tell(to, accepted(A), overridden(B), overridden(C, "done-elsewhere")) == 200
    assert tell(to, accepted(B), overridden(C, "data-wrong"), overridden(str(uuid4()))) == 200
    return one


@pytest.fixture
def run(url: str, tmp_path: Path) -> Run:
    environment = {"BONE_HEALTH_DATABASE_URL": url, "BONE_HEALTH_DATA_DIR": str(tmp_path)}
    return lambda *words: CliRunner().invoke(command, words, env=environment)


def test_the_export_has_one_object_for_each_feedback(journal: Journal, run: Run) -> None:
    found: list[Any] = [json.loads(line) for line in run("feedback", "export").stdout.splitlines()]
    assert [(one["card"], one["outcome"], one["recommendations"], one["reason"]) for one in found[:5]] == [
        (A, "accepted", ["X", "Y"], None),
        (B, "overridden", ["X"], "patient-declined"),
        (C, "overridden", ["X"], "done-elsewhere"),
        (B, "accepted", ["X"], None),
        (C, "overridden", ["X"], "data-wrong"),
    ]
    assert (len(found), found[5]["recommendations"]) == (6, [])
    assert found[0]["outcomeTimestamp"] == "2026-11-01T10:00:00.000Z"
    assert found[0]["issuedAt"] == "2026-10-01T08:00:00.000Z"
    assert len(found[0]["acceptedSuggestions"]) == 1


def test_the_report_counts_the_last_word_on_each_card(journal: Journal, run: Run) -> None:
    found = json.loads(run("feedback", "report", "--json").stdout)
    assert found["evaluations"] == 4
    lines = {one["recommendation"]: one for one in found["recommendations"]}
    assert list(lines) == ["X", "Y", "(could not be assessed)"]
    assert lines["X"] == {
        "recommendation": "X", "cards": 3, "accepted": 2, "overridden": 1, "reasons": {"data-wrong": 1}, "notAnswered": 0,
        "acceptance": 0.667, "cardsPer100Evaluations": 75.0,
    }  # fmt: skip
    assert (lines["Y"]["cards"], lines["Y"]["accepted"], lines["Y"]["notAnswered"]) == (2, 1, 1)
    assert lines["(could not be assessed)"]["acceptance"] is None


def test_the_report_is_a_table_for_people(journal: Journal, run: Run) -> None:
    printed = run("feedback", "report").stdout
    assert "4 evaluations" in printed
    assert "67%" in printed and "data-wrong 1" in printed
    assert "X" not in run("feedback", "report", "--since", "2026-10-02").stdout


def test_a_purge_forgets_what_is_old_and_is_on_record(journal: Journal, run: Run) -> None:
    assert run("feedback", "purge", "--before", "2026-10-01").output == "0 rows deleted.\n"
    assert run("feedback", "purge", "--before", "2026-10-02").output == "5 rows deleted.\n"
    assert rows(journal, "select * from cards_issued") == []
    assert len(rows(journal, "select * from feedback")) == 6
    assert run("audit", "verify").exit_code == 0
    assert len(rows(journal, "select * from audit where kind = 'retention'")) == 2


def test_a_journal_out_of_reach_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    for words in (("feedback", "export"), ("feedback", "purge", "--before", "2026-01-01")):
        done = CliRunner().invoke(command, words, env={"BONE_HEALTH_DATA_DIR": str(tmp_path / "data")})
        assert done.exit_code == 1
        assert done.output.startswith("Error: the journal is out of reach (")
