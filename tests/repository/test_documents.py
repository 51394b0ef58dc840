"""The documentation cannot drift: written pages equal the objects that run, links lead somewhere, nothing is undocumented."""

import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from service import create_app, reference
from service.desk import Collaborators
from service.journal import Journal
from service.openapi import routes
from service.settings import PREFIX, Settings
from tests.repository.files import ROOT, name, texts

DOCS = ROOT / "docs"
MARKDOWN = [p for p in texts() if p.suffix == ".md"]
HAND_WRITTEN = [p for p in MARKDOWN if p.parent.name not in reference.WRITTEN]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
DECISION = re.compile(r"(\d{4})-[a-z0-9-]+\.md")


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(Settings(), Collaborators(date.today, Journal("sqlite://")))


def test_written_pages_equal_the_objects_that_run(app: Flask) -> None:
    differing = reference.drift(DOCS, reference.pages(app))
    assert not differing, f"run: {reference.COMMAND}\n" + "\n".join(differing[:20])


def anchors(text: str) -> set[str]:
    """The anchors of the headings, as code hosts make them."""
    plain = (
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(FENCE.sub("", text))
    )
    return set(plain)


@pytest.mark.parametrize("path", MARKDOWN, ids=name)
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    for target in LINK.findall(FENCE.sub("", path.read_text("utf-8"))):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        if not there.exists() or (anchor and anchor not in anchors(there.read_text("utf-8"))):
            broken.append(target)
    assert not broken


def test_every_hand_written_page_can_be_reached() -> None:
    """From the README by links, so that no page is lost."""
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or not page.is_file() or page.suffix != ".md":
            continue
        seen.add(page)
        targets = (t.partition("#")[0] for t in LINK.findall(page.read_text("utf-8")) if "://" not in t)
        waiting += [(page.parent / t).resolve() for t in targets if t]
    assert [name(p) for p in HAND_WRITTEN if p.is_relative_to(DOCS) and p not in seen] == []


def test_every_setting_is_documented() -> None:
    page = (DOCS / "reference" / "settings.md").read_text("utf-8")
    assert [f for f in Settings.model_fields if f"`{PREFIX}{f.upper()}`" not in page] == []
    assert [f for f, field in Settings.model_fields.items() if not field.description] == []


def test_every_route_is_documented(app: Flask) -> None:
    page = (DOCS / "reference" / "routes.md").read_text("utf-8")
    assert [path for path, method, _ in routes(app) if f"| `{method}` | `{path}` |" not in page] == []


def test_settings_named_in_the_text_exist() -> None:
    """No page may promise a setting that is not there; a decision may speak of what was left out."""
    known = {f"{PREFIX}{f.upper()}" for f in Settings.model_fields}
    for page in (p for p in HAND_WRITTEN if p.parent.name != "decisions"):
        text = page.read_text("utf-8")
        named = set(re.findall(rf"\b{PREFIX}[A-Z_]*[A-Z]\b", text)) - {f"{PREFIX}SHARED"}
        assert named <= known, name(page)


def test_make_targets_named_in_the_text_exist() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in HAND_WRITTEN:
        named = set(re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE))
        assert named <= targets, name(page)


def test_files_named_in_the_text_exist() -> None:
    """A path in back quotes that begins with a folder of the project and names a file."""
    for page in HAND_WRITTEN:
        named = re.findall(r"`((?:cards|service|tests|docs|fhir_fixtures)/[\w./-]+\.\w+)`", page.read_text("utf-8"))
        missing = [n for n in named if not (ROOT / n).exists()]
        assert not missing, (name(page), missing)


def test_decisions_are_numbered_once_and_listed() -> None:
    files = sorted(p.name for p in (DOCS / "decisions").glob("*.md") if p.name != "README.md")
    numbers = [hit[1] for f in files if (hit := DECISION.fullmatch(f))]
    assert len(numbers) == len(files)
    assert len(set(numbers)) == len(numbers)
    index = (DOCS / "decisions" / "README.md").read_text("utf-8")
    assert [f for f in files if f"({f})" not in index] == []


@pytest.mark.parametrize("path", sorted((DOCS / "decisions").glob("0*.md")), ids=lambda p: p.name)
def test_a_decision_has_context_decision_and_consequences(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith(f"# {path.name[:4]} ")
    assert [part for part in ("Context", "Decision", "Consequences") if part not in text] == []
