"""Shows the verdicts: as a table for a terminal, or as JSON."""

import json
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.conformance.verdicts import ADVICE, FAIL, NOT_TESTABLE, PASS, Verdict

COLOURS = {PASS: "green", FAIL: "bold red", ADVICE: "yellow", NOT_TESTABLE: "dim"}
WIDTH = 60  # characters of a requirement that are shown


def show(rows: Sequence[Verdict]) -> None:
    """A table on standard output: what failed stands last, where it is seen."""
    table = Table("id", "level", "result", "requirement", "why", title="CDS Hooks conformance")
    for one in sorted(rows, key=lambda row: row.result == FAIL):
        words = one.requirement.requirement
        short = words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"
        table.add_row(
            one.requirement.id,
            one.requirement.level,
            Text(one.result, COLOURS[one.result]),
            Text(short),
            Text(one.why),
        )
    console = Console()
    console.print(table)
    console.print(Text(summary(rows)))


def summary(rows: Sequence[Verdict]) -> str:
    """How many of each."""
    counted = Counter(one.result for one in rows)
    return ", ".join(f"{counted[result]} {result}" for result in (PASS, FAIL, ADVICE, NOT_TESTABLE))


def as_json(rows: Sequence[Verdict]) -> str:
    """One object for each requirement."""
    found = [
        {"id": r.id, "level": r.level, "requirement": r.requirement, "result": result, "why": why}
        for r, result, why in rows
    ]
    return json.dumps(found, ensure_ascii=False, indent=1)
