"""No clinical code, code-system URI or threshold in Python: they are rows of data, where a clinician can review them."""

import ast
import re
from pathlib import Path

import pytest

from cards.code_systems import code_systems
from tests.repository.files import name, python

# A string that as a whole looks like a code of the systems in use.
CODE_FORMS = re.compile(
    r"""
    [1-9]\d{5,17}                                # SNOMED CT, RxNorm
    | (LA|LP)?\d{1,5}-\d                         # LOINC
    | [A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})\*?     # ICD-10 with its dot
    | [A-V]\d{2}[A-Z]{1,2}\d{2}                  # ATC substance
    | [A-V]\d{4}                                 # HCPCS
    """,
    re.VERBOSE,
)
URIS = tuple(uri for system in code_systems().values() for uri in (system.uri, *system.also) if uri != "ICD-10")

# Numbers that mean the same in every program: nothing, one, a pair, the last but one.
NEUTRAL = {0, 1, 2, -1}
# (file, number) -> why it is no threshold. Anything else belongs into cards/guidelines/<edition>.toml.
NUMBERS_WITH_REASON = {
    ("cards/codelists.py", 4096): "size of a cache",
    ("cards/codelists.py", 65536): "size of a cache",
    ("cards/partial_date.py", 4): "length of a year in a date as written",
    ("cards/partial_date.py", 7): "length of a month in a date as written",
    ("cards/partial_date.py", 12): "the last month of a year",
    ("cards/partial_date.py", 31): "the last day of December",
    ("cards/partial_date.py", 8192): "size of a cache",
    ("cards/ranking.py", 4): "cards in a response (GUIDELINE 4.1)",
    ("cards/recommendation.py", 140): "length of a summary (CDS Hooks)",
}
CARDS = python("cards")


def constants(path: Path) -> list[ast.Constant]:
    """Every literal of a file that runs; docstrings are words about it."""
    tree = ast.parse(path.read_text("utf-8"))
    bodies = [n.body for n in ast.walk(tree) if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef)]
    docs = {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}
    return [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in docs]


@pytest.mark.parametrize("path", python("cards", "service"), ids=name)
def test_no_code_of_a_code_system(path: Path) -> None:
    found = [
        f"line {c.lineno}: {c.value!r}"
        for c in constants(path)
        if isinstance(c.value, str) and CODE_FORMS.fullmatch(c.value)
    ]
    assert not found, found


@pytest.mark.parametrize("path", python("cards", "service"), ids=name)
def test_no_uri_of_a_code_system(path: Path) -> None:
    source = path.read_text("utf-8")
    assert not [uri for uri in URIS if uri in source]


@pytest.mark.parametrize("path", CARDS, ids=name)
def test_no_threshold(path: Path) -> None:
    found = [
        f"line {c.lineno}: {c.value!r}"
        for c in constants(path)
        if type(c.value) in (int, float) and c.value not in NEUTRAL and (name(path), c.value) not in NUMBERS_WITH_REASON
    ]
    assert not found, found


def test_every_allowed_number_is_still_there() -> None:
    used = {(name(p), c.value) for p in CARDS for c in constants(p) if type(c.value) in (int, float)}
    assert not set(NUMBERS_WITH_REASON) - used


@pytest.mark.parametrize("code", ["94222008", "2160-0", "C79.51", "M05BX04", "J0897", "LA26421-0", "M84.5*"])
def test_the_forms_know_real_codes(code: str) -> None:
    assert CODE_FORMS.fullmatch(code)
