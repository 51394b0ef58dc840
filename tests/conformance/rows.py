"""Which tests prove which requirement: found in the sources, so that the page can be written without running them."""

import ast
import tomllib
from functools import cache
from pathlib import Path

from service.conformance.requirements import requirements
from tests.repository.files import name, python, tree

REASONS = Path(__file__).with_name("without_test.toml")


@cache
def marked() -> dict[str, list[str]]:
    """Requirement id -> tests (file::name) that carry its marker."""
    found: dict[str, list[str]] = {}
    for path in python("tests"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                for one in _ids(node.decorator_list):
                    found.setdefault(one, []).append(f"{name(path)}::{node.name}")
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "pytestmark":
                for one in _ids(node.value.elts if isinstance(node.value, ast.List) else [node.value]):
                    found.setdefault(one, []).append(name(path))
    return found


def _ids(marks: list[ast.expr]) -> list[str]:
    calls = (m for m in marks if isinstance(m, ast.Call) and getattr(m.func, "attr", "") == "requirement")
    return [arg.value for call in calls for arg in call.args if isinstance(arg, ast.Constant)]


def reasons() -> dict[str, str]:
    return tomllib.loads(REASONS.read_text("utf-8"))


def binding() -> list[str]:
    """The ids of the requirements that bind a service."""
    return [one.id for one in requirements().values() if one.binds_a_service]
