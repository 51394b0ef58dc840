"""One recommendation per module, found by walking this package; the module's name is its name in lower case."""

import importlib
import pkgutil
from functools import lru_cache

from cards.recommendation import Recommendation


@lru_cache
def recommendations() -> tuple[Recommendation, ...]:
    """Every recommendation, by name: a row of the decision table, or its part for draft orders."""
    modules = [importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)]
    return tuple(sorted((m.RECOMMENDATION for m in modules), key=lambda r: r.name))


def for_hook(hook: str, edition: str) -> tuple[Recommendation, ...]:
    """The recommendations that run at a hook under an edition: one for each id."""
    return tuple(r for r in recommendations() if hook in r.hooks and (not r.editions or edition in r.editions))
