"""The files of the project that the house rules speak about."""

import ast
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Folders that are made, not written.
MADE = {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "build", "dist", "var", "htmlcov"}  # fmt: skip
TEXT = {".py", ".toml", ".md", ".json", ".csv", ".po", ".pot", ".html", ".js", ".css", ".yml", ".yaml", ".cfg", ".sh", ".txt"}  # fmt: skip
PLAIN_NAMES = {"Makefile", "Dockerfile", "LICENSE", "NOTICE", "run"}


@lru_cache
def all_files() -> tuple[Path, ...]:
    """Every written file below the root."""
    return tuple(sorted(p for p in ROOT.rglob("*") if p.is_file() and not _is_made(p)))


def _is_made(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return any(part in MADE or part.startswith(".venv") or part.endswith(".egg-info") for part in parts)


def texts() -> list[Path]:
    """Every file a person reads."""
    return [p for p in all_files() if p.suffix in TEXT or p.name in PLAIN_NAMES]


def python(*folders: str) -> list[Path]:
    """The Python files of these top folders."""
    return [p for p in all_files() if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in folders]


@lru_cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name(path: Path) -> str:
    """The path as a reader writes it, for messages and ids."""
    return str(path.relative_to(ROOT))
