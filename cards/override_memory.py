"""How long an overridden recommendation stays away, by the reason: the rows of override_memory.toml."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

UNLISTED, REMINDER = "short", "reminder"  # the group for a reason that is not in the list; the one of reminders


class Group(NamedTuple):
    """Reasons with the same period: days (0: the card does not stay away), why, and their codes."""

    days: int
    why: str
    reasons: tuple[str, ...]


@lru_cache
def groups() -> Mapping[str, Group]:
    """Every group by name; a wrong key, or a reason in two groups, stops the start."""
    data = tomllib.loads((resources.files("cards") / "override_memory.toml").read_text("utf-8"))
    found = {name: Group(**(row | {"reasons": tuple(row["reasons"])})) for name, row in data.items()}
    listed = [reason for group in found.values() for reason in group.reasons]
    twice = {reason for reason in listed if listed.count(reason) > 1}
    if twice or not {UNLISTED, REMINDER} <= set(found):
        raise ValueError(f"override_memory.toml: reasons in two groups {sorted(twice)}, or a group is missing")
    return found


def days_away(reason: str) -> int:
    """Days for which a recommendation overridden for this reason (a code, or "") stays away; 0: not at all."""
    return next((g.days for g in groups().values() if reason in g.reasons), groups()[UNLISTED].days)


def days_between_reminders() -> int:
    """Days in which a reminder is shown alone at most once."""
    return groups()[REMINDER].days
