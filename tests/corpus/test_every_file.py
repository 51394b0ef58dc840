"""Every file of the public data is evaluated, or refused with the sentence the service promises; nothing ever crashes."""

import os
from pathlib import Path

import pytest

from service.data_states import DataState
from tests.corpus.charts import Refused, cases, explained, judged

SHARED = os.environ.get("BONE_HEALTH_SHARED", "")
FOLDERS = sorted(path.name for path in (Path(SHARED) / "data").iterdir() if path.is_dir()) if SHARED else []
EXPECTATIONS = "_expected.ndjson"  # what measure authors expect, no FHIR


def files(folder: str) -> list[Path]:
    """The data files of one folder."""
    found = (Path(SHARED) / "data" / folder).rglob("*")
    return sorted(path for path in found if path.suffix in (".json", ".ndjson") and path.name != EXPECTATIONS)


def problem(path: Path) -> str:
    """What went wrong with the file, or "": a crash, a rule that broke, or a negative file that was read as if it were R4."""
    try:
        for case in cases(path):
            findings = judged(case)
            explained(findings)
            if findings.failed:
                return f"{path.name}: {', '.join(one.id for one in findings.failed)} broke"
    except Refused:
        return ""
    except Exception as crash:  # noqa: BLE001  the test names every file that crashes, not only the first
        return f"{path.name}: {type(crash).__name__}: {crash}"
    return ""


@pytest.mark.skipif(not SHARED, reason="the public data are not here (BONE_HEALTH_SHARED): evaluation of every file left out")
@pytest.mark.parametrize("folder", FOLDERS or ["no data"])
def test_every_file_of_the_folder_is_evaluated_or_refused(folder: str) -> None:
    found = files(folder)
    assert found, "the folder holds no data"
    assert [text for path in found if (text := problem(path))] == []
