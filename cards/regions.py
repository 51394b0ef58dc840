"""Region profiles: which drugs are available where, and notes for the clinician."""

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True)
class Region:
    """One file of regions/: drugs that cannot be offered there, with the reason, and notes with their sources."""

    id: str
    title: str
    unavailable: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def has(self, drug: str) -> bool:
        """True unless the profile says that the drug (a codelist name) is not available."""
        return drug not in self.unavailable


@lru_cache
def region(region_id: str) -> Region:
    """The profile of that id; KeyError when there is none."""
    for file in (resources.files("cards") / "regions").iterdir():
        if file.name == f"{region_id}.toml":
            data = tomllib.loads(file.read_text("utf-8"))
            return Region(region_id, data["title"], data.get("unavailable", {}), tuple(data.get("notes", ())))
    raise KeyError(region_id)


def region_ids() -> list[str]:
    """Every region that can be chosen."""
    return sorted(f.name.removesuffix(".toml") for f in (resources.files("cards") / "regions").iterdir())
