"""What the authors of three quality measures expect of their own test cases, beside what the service says of them."""

import json
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE, Assessment
from cards.recommendation import wording
from service.evaluation import Findings
from tests.corpus.charts import cases, judged

DXA_ADVICE = ("CTIBL-DXA-BASELINE", "CTIBL-DXA-REPEAT")
ABOUT_DXA = (*DXA_ADVICE, "CTIBL-TREAT")
FOLDERS = {
    "cms645": "ecqm-cms645-adt-dxa",
    "cms129": "ecqm-cms129-prostate-bonescan",
    "cms249": "ecqm-cms249-dxa-women",
}
SAYS_NO = {"everybody": False, "population": False, "exclusions": True, "satisfied": True}


class Opinion(NamedTuple):
    """One case: what its authors say and expect, and what we find on the last day of the measure's year."""

    edition: str
    case: str  # first eight characters of its id
    name: str
    words: str
    expected: dict[str, int]
    findings: Findings

    @property
    def assessments(self) -> dict[str, Assessment]:
        return {one.recommendation.id: one for one in self.findings.assessments}

    def advised(self, ids: Iterable[str]) -> list[str]:
        return [one for one in ids if self.assessments[one].verdict == ADVISED]


@cache
def table() -> dict[str, Any]:
    """The reasons and the cases they explain."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def opinions(shared: Path, measure: str) -> Iterator[Opinion]:
    """Every case of every edition of a measure."""
    folder = shared / "data" / FOLDERS[measure]
    for edition in table()["editions"]:
        listed = folder / edition / "_expected.ndjson"
        for line in listed.read_text("utf-8").splitlines() if listed.exists() else ():
            yield _opinion(listed.parent, edition, json.loads(line))


def _opinion(folder: Path, edition: str, row: dict[str, Any]) -> Opinion:
    """The last day of the year sees everything the case holds, as the measure does."""
    (case,) = cases(folder / f"{row['case']}.json", date.fromisoformat(row["period"]["end"]))
    words = " ".join(f"{row.get('description') or ''}".split())
    name = " ".join([row["name"]["family"], *row["name"]["given"]])
    return Opinion(table()["editions"][edition], row["case"][:8], name, words, row["expected"], judged(case))


def dxa_missing(opinion: Opinion) -> bool:
    """The authors: the patient is counted, no DXA was done in time, and nothing excuses that."""
    e = opinion.expected
    return bool(e["denominator"] and not e["numerator"] and not e["denominator-exception"])


def same(opinion: Opinion) -> bool:
    """Ours and theirs agree on whether a DXA is missing."""
    return dxa_missing(opinion) == bool(opinion.advised(DXA_ADVICE))


def verdict(opinion: Opinion) -> str:
    """The baseline's verdict, and the other two when they have something to say."""
    others = [one for one in ABOUT_DXA[1:] if opinion.assessments[one].verdict == ADVISED]
    return " + ".join([opinion.assessments[DXA_ADVICE[0]].verdict, *others])


def deciding(opinion: Opinion) -> str:
    """The criteria of the baseline recommendation that decided its verdict."""
    one = opinion.assessments[DXA_ADVICE[0]]
    groups = {c: group for group in SAYS_NO for c in getattr(one.recommendation, group)}
    said = {
        NOT_APPLICABLE: [
            f"no: {wording(c)}" for c, a in one.answers.items() if a.holds is False and not _against(groups, c)
        ],
        EXCLUDED: [f"yes: {wording(c)}" for c, a in one.answers.items() if a.holds and _against(groups, c)],
        CANNOT_TELL: [f"not known: {a.not_known}" for a in one.answers.values() if a.holds is None],
        ADVISED: ["therapy found, no DXA found"],
    }
    return "; ".join(said[one.verdict])


def _against(groups: dict[Any, str], criterion: Any) -> bool:
    return SAYS_NO.get(groups.get(criterion, ""), False)


def reason_for(opinion: Opinion, measure: str) -> str | None:
    """The key of the reason for a difference; None when the table has none for this case and edition."""
    row = table()[measure].get(opinion.case)
    if row is None or opinion.edition not in row.get("editions", [opinion.edition]):
        return None
    return str(row["reason"])
