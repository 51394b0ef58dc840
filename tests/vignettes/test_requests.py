"""The committed requests are what the converter writes today."""

from tests.chart import TODAY
from tests.vignettes.write_requests import FOLDER, files

COMMAND = "python -m tests.vignettes.write_requests"


def test_the_committed_requests_are_those_the_converter_writes() -> None:
    committed = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")}
    assert committed == files(TODAY), f"write them again: {COMMAND}"
