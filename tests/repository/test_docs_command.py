"""The command that writes the pages: it writes what differs, removes what is left over, and keeps off other folders."""

from pathlib import Path

from click.testing import CliRunner, Result

from service.cli import command
from tests.repository.files import ROOT


def docs(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, ["docs", *map(str, arguments)])


def test_it_fills_an_empty_folder_and_is_then_content(tmp_path: Path) -> None:
    first = docs(tmp_path)
    assert first.exit_code == 0
    assert "recommendations/BMA-METS-START.md" in first.stdout.splitlines()
    again = docs(tmp_path, "--check")
    assert (again.exit_code, again.stdout) == (0, "Every page is as it should be.\n")
    assert docs(tmp_path).stdout == again.stdout


def test_check_names_what_differs_and_writes_nothing(tmp_path: Path) -> None:
    docs(tmp_path)
    changed, lost, extra = (tmp_path / "recommendations" / n for n in ("MDT.md", "RT-LOCAL-PAIN.md", "GONE.md"))
    changed.write_text("edited by hand", "utf-8")
    lost.unlink()
    extra.write_text("a page of a recommendation that is gone", "utf-8")
    found = docs(tmp_path, "--check")
    assert found.exit_code == 1
    assert found.stdout.splitlines() == [f"recommendations/{p.name}" for p in (extra, changed, lost)]
    assert changed.read_text("utf-8") == "edited by hand"
    assert docs(tmp_path).exit_code == 0
    assert not extra.exists()
    assert docs(tmp_path, "--check").exit_code == 0


def test_hand_written_pages_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tutorial.md").write_text("mine", "utf-8")
    docs(tmp_path)
    assert (tmp_path / "tutorial.md").read_text("utf-8") == "mine"


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    theirs = tmp_path / "reference" / "theirs.md"
    theirs.write_text("not ours", "utf-8")
    refused = docs(tmp_path)
    assert refused.exit_code == 1
    assert "did not write" in refused.output
    assert theirs.exists()


def test_the_makefile_calls_it() -> None:
    assert "bone-health-cds docs\n" in (ROOT / "Makefile").read_text("utf-8")
