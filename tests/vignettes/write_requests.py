"""Writes fhir_fixtures/requests, whole hook requests to try out: `python -m tests.vignettes.write_requests`.

`--today 2026-12-24 --folder somewhere` dates them anew and elsewhere: a running service reads its own clock.
"""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tests.chart import TODAY
from tests.vignettes.convert import request_body
from tests.vignettes.dialects import dialect
from tests.vignettes.stories import vignettes

FOLDER = Path(__file__).parents[2] / "fhir_fixtures" / "requests"


class Example(NamedTuple):
    """One file: a vignette in a dialect. The sections of `failed` came back as errors of the record system."""

    name: str
    vignette: str
    dialect: str
    failed: tuple[str, ...] = ()


EXAMPLES = (
    Example("bone-metastasis-start", "VG-01", "us"),
    Example("bone-metastasis-renal-failure", "VG-07", "cn"),
    Example("myeloma-renal-failure", "VG-26", "eu"),
    Example("aromatase-inhibitor-bone-loss", "VG-48", "cn"),
    Example("spinal-cord-compression", "VG-61", "us"),
    Example("hypercalcaemia", "VG-91", "eu"),
    Example("pregnant-with-bone-metastasis", "VG-24", "cn"),
    Example("pain-returned-after-radiotherapy", "VG-65", "us"),
    Example("zoledronic-acid-14-months", "VG-76", "eu"),
    Example("out-of-scope-healthy", "VG-95", "us"),
    Example("radiotherapy-in-ten-fractions-being-ordered", "VG-58", "us"),
    Example("bone-scan-for-response-being-ordered", "VG-67", "cn"),
    Example("bone-marker-being-signed", "VG-71", "eu"),
    Example("radiotherapy-despite-cord-compression-being-ordered", "VG-60", "eu"),
    Example("single-fraction-being-ordered", "VG-120", "cn"),
    Example("results-could-not-be-read", "VG-01", "eu", failed=("observations",)),
)


def _failure() -> dict[str, Any]:
    issue = {"severity": "error", "code": "exception", "diagnostics": "The laboratory system did not answer."}
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def files(today: date) -> dict[str, str]:
    """The text of every file by its name, dated so that `today` is the day of the request."""
    texts = {}
    for example in EXAMPLES:
        body = request_body(vignettes()[example.vignette], dialect(example.dialect), today)
        body["prefetch"] |= {key: _failure() for key in example.failed}
        texts[f"{example.name}.json"] = json.dumps(body, ensure_ascii=False, indent=2) + "\n"
    return texts


def main() -> None:
    """Writes every file and prints where."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--today", type=date.fromisoformat, default=TODAY)
    options.add_argument("--folder", type=Path, default=FOLDER)
    chosen = options.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for name, text in files(chosen.today).items():
        (chosen.folder / name).write_text(text, "utf-8")
        print(chosen.folder / name)


if __name__ == "__main__":
    main()
