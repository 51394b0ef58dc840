"""House rules that a machine can check: short files, docstrings, no machine path, no registry, no test left out silently."""

import ast
import re
from pathlib import Path

import pytest

from tests.repository.files import ROOT, name, python, texts, tree

LONGEST_FILE = 250  # lines of a file in cards/ and service/
VAGUE = {"utils", "helpers", "manager", "base", "common", "misc"}
TOP = {"cards", "service", "tests", "docs", "fhir_fixtures", "pyproject.toml", "README.md", "LICENSE", "NOTICE", "Makefile"}  # fmt: skip
MAY_BE_AT_THE_TOP = {"CHANGELOG.md", "CONTRIBUTING.md", "requirements.lock", "Dockerfile", "build", "dist", "var", "htmlcov"}  # fmt: skip
# Homes of users (of others than the invented user u), scratch folders and mounted work folders: written in two parts, or this file would name them itself.
MACHINE = re.compile(r"(?<![\w.~:/-])/(?:root|tmp|home|Users|work|mnt|workspace)" + r"/(?!\.|u/)\w")
SCRATCH = re.compile(r"(?<![\w.~:/-])/t" + r"mp(?![\w/])")
HOSTS = [
    name.replace(" ", "")
    for name in ("py pi.org", "python hosted.org", "npm js.", "docker .io", "quay .io", "ghcr .io")
]
REGISTRY = re.compile("|".join(map(re.escape, HOSTS)))
REGISTRY_IS_NEEDED = {"requirements.lock"}  # written by the lock tool; names hashes and, in comments, nothing else
PACKAGES = python("cards", "service", "tests")
REASONED = re.compile(r"reason\s*=\s*[\"'f(]|skip\(\s*[\"'f]|allow_module_level")


@pytest.mark.parametrize("path", python("cards", "service"), ids=name)
def test_a_file_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", PACKAGES, ids=name)
def test_a_file_says_what_it_does(path: Path) -> None:
    if path.name == "__init__.py" and not path.read_text("utf-8").strip():
        return
    assert ast.get_docstring(tree(path)), "no module docstring"


@pytest.mark.parametrize("path", python("cards", "service"), ids=name)
def test_a_public_function_says_what_it_does(path: Path) -> None:
    """Functions of one statement may go without, and `advise`, whose form cards/recommendation.py tells."""
    public = [
        node
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and len(node.body) > 1
        and node.name != "advise"
    ]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", PACKAGES, ids=name)
def test_imports_are_absolute(path: Path) -> None:
    assert [n.lineno for n in ast.walk(tree(path)) if isinstance(n, ast.ImportFrom) and n.level] == []


def test_no_vague_file_names() -> None:
    assert [name(p) for p in PACKAGES if p.stem in VAGUE or set(p.stem.split("_")) & VAGUE] == []


def test_no_machine_path() -> None:
    found = [
        f"{name(p)}:{number}"
        for p in texts()
        for number, line in enumerate(p.read_text("utf-8").splitlines(), 1)
        if MACHINE.search(line) or SCRATCH.search(line)
    ]
    assert not found, found


def test_no_registry_host() -> None:
    found = [name(p) for p in texts() if p.name not in REGISTRY_IS_NEEDED and REGISTRY.search(p.read_text("utf-8"))]
    assert not found, found


def test_the_lock_file_names_no_host() -> None:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    assert [line for line in lines if re.search(r"https?://|--index-url|--extra-index", line)] == []


def test_a_test_that_is_left_out_says_why() -> None:
    marks = re.compile(r"pytest\.(?:mark\.)?(?:skip|skipif|xfail|importorskip)\b.*")
    found = []
    for p in python("tests"):
        lines = p.read_text("utf-8").splitlines()
        for number, line in enumerate(lines):
            hit = marks.search(line)
            call = " ".join([hit[0], *lines[number + 1 : number + 4]]) if hit and "re.compile" not in line else ""
            if call and not REASONED.search(call):
                found.append(f"{name(p)}:{number + 1}")
    assert not found, found


def test_nothing_is_left_unfinished() -> None:
    unfinished = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|NotImplemented" + "Error")
    found = [name(p) for p in python("cards", "service", "tests") if unfinished.search(p.read_text("utf-8"))]
    assert not found, found


def test_the_top_of_the_project_holds_what_the_design_names() -> None:
    there = {p.name for p in ROOT.iterdir() if not p.name.startswith(".") and p.suffix != ".egg-info"}
    assert there - TOP - MAY_BE_AT_THE_TOP == set()
    assert there >= TOP
