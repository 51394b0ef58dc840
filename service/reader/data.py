"""The TOML files beside the reader: sections and words, status words, extensions, other FHIR versions, dosage."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def rows(name: str) -> dict[str, Any]:
    """The content of `<name>.toml`."""
    return tomllib.loads((resources.files("service.reader") / f"{name}.toml").read_text("utf-8"))


DOUBTS: dict[str, str] = rows("sections")["doubts"]
GAPS: dict[str, Any] = rows("sections")["gaps"]
LISTS: dict[str, Any] = rows("sections")["lists"]
LIMITS: dict[str, Any] = rows("sections")["limits"]
