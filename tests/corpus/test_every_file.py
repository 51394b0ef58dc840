"""Every file of the public data is evaluated, or refused with the sentence the service promises; nothing ever crashes."""

import os
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from service.cli_evaluate import Choice, evaluate_file
from service.settings import Settings
from tests.corpus.charts import Case, Refused, cases, explained, judged

SHARED = os.environ.get("SHARED_FACTS_DIR", "")
DATA = Path(SHARED) / "data"
EXPECTATIONS = "_expected.ndjson"  # what measure authors expect of their cases; no FHIR
# Folders of what is no R4 record: other FHIR versions, broken JSON, odd shapes, calls made for other services.
NOT_RECORDS = ["cds-hooks-requests", "negative-invalid-json", "negative-other-versions", "odd-shapes-validator"]
# Records that are refused, and rightly so.
REFUSED = {
    "Bundle-bundle-references.json": "two patients of two servers with one id",
    "Bundle-bundle-request-medsallergies.json": "searches, no resource",
    "Bundle-bundle-request-simplesummary.json": "searches, no resource",
}

if not SHARED:
    pytest.skip("SHARED_FACTS_DIR is not set: the evaluation of all public data was left out", allow_module_level=True)


def files(folder: str) -> list[Path]:
    """The data files of one folder."""
    return sorted(
        path for path in (DATA / folder).rglob("*") if path.suffix in (".json", ".ndjson") and path.name != EXPECTATIONS
    )


def problems(case: Case) -> Iterator[str]:
    """What went wrong with one patient: a rule that broke."""
    findings = judged(case)
    explained(findings)
    yield from (f"{one.id} broke" for one in findings.failed)


def problem(path: Path) -> str:
    """What went wrong with the file; nothing when it was evaluated or rightly refused."""
    try:
        found = [text for case in cases(path) for text in problems(case)]
    except Refused as wrong:
        rightly = path.name in REFUSED or path.relative_to(DATA).parts[0] in NOT_RECORDS
        found = [] if rightly else [f"refused: {wrong}"]
    except Exception as crash:  # noqa: BLE001  every file that crashes is named, not only the first
        found = [f"{type(crash).__name__}: {crash}"]
    return f"{path.name}: {'; '.join(found)}" if found else ""


@pytest.mark.parametrize("folder", sorted(path.name for path in DATA.iterdir() if path.is_dir()))
def test_every_file_of_the_folder_is_evaluated(folder: str) -> None:
    found = files(folder)
    assert found, "the folder holds no data"
    assert [text for path in found if (text := problem(path))] == []


@pytest.mark.parametrize("folder", NOT_RECORDS)
def test_the_command_line_answers_or_says_in_one_line_why_not(
    folder: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    chosen, said = Settings(), []
    for path in files(folder):
        try:
            evaluate_file(path, chosen, Choice(None, None, None, True))
        except click.ClickException as refusal:
            said.append((path.name, refusal.format_message()))
    assert said, "every file was answered, though these folders hold what cannot be"
    assert [(name, text) for name, text in said if "\n" in text or not 10 < len(text) < 250] == []


def test_nothing_of_another_fhir_version_leads_to_a_drug() -> None:
    drugs = []
    for path in files("negative-other-versions"):
        try:
            cards = [card for case in cases(path) for card in explained(judged(case))["cards"]]
        except Refused:
            continue
        actions = [action for card in cards for one in card.get("suggestions", ()) for action in one["actions"]]
        drugs += [path.name for action in actions if action["resource"]["resourceType"] == "MedicationRequest"]
    assert drugs == []
