"""One short hash over everything in cards/ that can change advice, so that a card tells which content made it."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

KINDS = (".py", ".toml", ".po", ".mo")


@lru_cache
def content_version() -> str:
    """The first 12 hex digits of a SHA-256 over names and bytes of all data and code files of cards/."""
    digest = hashlib.sha256()
    for name, file in sorted(_files(resources.files("cards"), "")):
        digest.update(f"{name}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _files(one, f"{path}{one.name}/")
        elif one.name.endswith(KINDS):
            yield path + one.name, one
