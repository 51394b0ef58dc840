"""The tables of docs/explanation/outside-opinion.md, made from the cases."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from cards.engine import NOT_APPLICABLE
from tests.corpus.outside_opinion import DXA_ADVICE, Opinion, deciding, opinions, reason_for, same, table, verdict

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "outside-opinion.md"
MEASURES = ("cms645", "cms129", "cms249")
_PART = r"(<!-- {name} -->\n)(.*?)(<!-- end of {name} -->)"
SHORT = {
    "initial-population": "counted",
    "denominator": "denominator",
    "numerator": "numerator",
    "denominator-exclusion": "excluded",
    "numerator-exclusion": "numerator excluded",
    "denominator-exception": "exception",
}


def written(shared: Path, page: str) -> str:
    """The page with its tables made anew."""
    for measure in MEASURES:
        found = list(opinions(shared, measure))
        rows = _dxa_table(found) if measure == "cms645" else _short_table(found)
        part = re.compile(_PART.format(name=measure), re.DOTALL)
        page = part.sub(lambda hit, rows=rows: f"{hit[1]}\n{rows}\n\n{hit[3]}", page, count=1)  # type: ignore[misc]
    return page


def _line(cells: Iterable[object]) -> str:
    return "| " + " | ".join(" ".join(str(cell).replace("|", "/").split()) for cell in cells) + " |"


def _rows(head: tuple[str, ...], body: Iterable[Iterable[object]]) -> str:
    return "\n".join([_line(head), _line("---" for _ in head), *map(_line, body)])


def _expectation(opinion: Opinion) -> str:
    held = [SHORT[name] for name, value in opinion.expected.items() if value]
    return ", ".join(held) or "not counted"


def _dxa_table(found: list[Opinion]) -> str:
    """A summary, the reasons with the number of cases, then case by case; editions with one answer share a row."""
    agree = sum(map(same, found))
    reasons = Counter(reason_for(one, "cms645") for one in found if not same(one))
    grouped: dict[tuple[str, ...], list[Opinion]] = {}
    for one in sorted(found, key=lambda o: o.case):
        grouped.setdefault((one.case, _expectation(one), verdict(one), deciding(one)), []).append(one)
    why = _rows(
        ("cases", "reason", "explanation"), [(n, key, table()["reasons"].get(key)) for key, n in reasons.most_common()]
    )
    head = ("case", "editions", "authors' words", "they expect", "ours", "decided by", "agreement")
    return f"{agree} of {len(found)} cases agree.\n\n{why}\n\n" + _rows(
        head, [_dxa_row(rows) for rows in grouped.values()]
    )


def _dxa_row(rows: list[Opinion]) -> tuple[str, ...]:
    one = rows[0]
    agreement = "same" if same(one) else f"different: {reason_for(one, 'cms645')}"
    words = one.words or one.name
    editions = ", ".join(row.edition for row in rows)
    return (one.case, editions, words, _expectation(one), verdict(one), deciding(one), agreement)


def _short_table(found: list[Opinion]) -> str:
    """How often we advise a DXA and how often we say anything, by what the authors expect."""
    groups: dict[str, list[Opinion]] = {}
    for one in found:
        groups.setdefault(_expectation(one), []).append(one)
    body = [
        (said, len(rows), sum(bool(r.advised(DXA_ADVICE)) for r in rows), _voices(rows))
        for said, rows in sorted(groups.items())
    ]
    return _rows(("they expect", "cases", "of these DXA advised by us", "what else we say"), body)


def _voices(rows: list[Opinion]) -> str:
    said = Counter(
        f"{one.recommendation.id} ({one.verdict})"
        for row in rows
        for one in row.findings.assessments
        if one.verdict not in (NOT_APPLICABLE, "EXCLUDED")
    )
    return "; ".join(f"{name}: {n}" for name, n in sorted(said.items())) or "nothing"
