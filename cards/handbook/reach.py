"""What a rule can reach: the numbers and codelists its functions name, found by following the functions they call.

Nothing is run. A name counts as soon as it stands in the code, on whatever path, so the answer may name a little more
than one patient's assessment asks and never less.
"""

from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import NamedTuple

from cards.codelists import Codelist, codelist, codelists
from cards.recommendation import Recommendation

CLINICAL = ("cards.criteria", "cards.recommendations", "cards.logic")


class Reached(NamedTuple):
    """Strings that stand in the code (names of numbers among them) and the codelists."""

    strings: frozenset[str]
    codelists: frozenset[str]

    def of_numbers(self, known: Iterable[str]) -> list[str]:
        """Those of the edition's numbers that are named, in the edition's order; "windows." names all that begin so."""
        prefixes = tuple(s for s in self.strings if s.endswith("."))
        return [name for name in known if name in self.strings or name.startswith(prefixes)]


def reached_by(recommendation: Recommendation) -> Reached:
    """Everything one recommendation can reach: criteria, options and words."""
    options = tuple(c for s in recommendation.suggestions for c in (*s.only_if, *([s.drafts] if s.drafts else [])))
    return reached((*recommendation.criteria, *options, recommendation.advise))


def reached(start: object) -> Reached:
    """Everything a function, or a collection of functions, can reach."""
    waiting, seen = [start], set()
    strings: set[str] = set()
    lists: set[str] = set()
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, Codelist):
            lists.add(thing.name)
        elif isinstance(thing, FunctionType) and thing.__module__.startswith(CLINICAL):
            words = set(_strings(thing.__code__))
            strings |= words
            if codelist in (named := list(_named(thing))):
                lists |= words & set(codelists())
            waiting += named
        elif isinstance(thing, tuple | list | frozenset):
            waiting += thing
        elif isinstance(thing, dict):
            waiting += thing.values()
    return Reached(frozenset(strings), frozenset(lists))


def _codes(code: CodeType) -> Iterator[CodeType]:
    """A function's code and that of the functions written inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _strings(code: CodeType) -> Iterator[str]:
    for part in _codes(code):
        for constant in part.co_consts:
            yield from (c for c in (constant if isinstance(constant, tuple) else (constant,)) if isinstance(c, str))


def _named(function: FunctionType) -> Iterator[object]:
    """The objects a function names: globals, attributes of modules, what it closes over."""
    names = {name for part in _codes(function.__code__) for name in part.co_names}
    known = [function.__globals__[name] for name in names if name in function.__globals__]
    yield from known
    for module in (one for one in known if isinstance(one, ModuleType)):
        yield from (getattr(module, name) for name in names if hasattr(module, name))
    yield from (cell.cell_contents for cell in function.__closure__ or ())
    yield from function.__defaults__ or ()
