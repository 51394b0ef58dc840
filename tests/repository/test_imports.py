"""The import contracts of pyproject.toml hold, and the ones the design asks for are among them."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.repository.files import ROOT, name, python, tree

COMMAND = Path(sys.executable).with_name("lint-imports")


def contracts() -> list[dict[str, object]]:
    found = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert isinstance(found, list)
    return found


def test_contracts_are_kept() -> None:
    done = subprocess.run([COMMAND, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_the_design_is_among_them() -> None:
    kinds = [row["type"] for row in contracts()]
    assert kinds.count("layers") >= 2, "one for cards, one for service"
    assert "independence" in kinds, "recommendations do not import each other"
    assert "forbidden" in kinds, "cards imports nothing of service"


def test_cards_imports_the_standard_library_only() -> None:
    allowed = {"cards", *sys.stdlib_module_names}
    foreign = set()
    for path in python("cards"):
        for node in ast.walk(tree(path)):
            modules = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            foreign |= {f"{name(path)}: {m}" for m in modules if m.split(".")[0] not in allowed}
    assert not foreign


MAY_CALL = {"service/outbound.py"}


def test_only_one_module_has_a_client_for_the_network() -> None:
    """Every call to the outside goes the same careful way; the self-test is a client of its own by purpose."""
    clients = {
        "requests",
        "urllib3",
        "httpx",
        "aiohttp",
        "socket",
        "ftplib",
        "smtplib",
        "http.client",
        "urllib.request",
    }
    found = set()
    for path in (one for one in python("cards", "service") if one.parent.name != "conformance"):
        for node in ast.walk(tree(path)):
            modules = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                modules += [node.module or "", *(f"{node.module}.{a.name}" for a in node.names)]
            found |= {name(path) for m in modules if m in clients or m.split(".")[0] in clients}
    assert found == MAY_CALL
