"""Short names for tests of codelists: which lists hold a code, which lists a text names."""

from cards.codelists import code_systems, match_code, match_text


def lists_of(system: str, code: str) -> frozenset[str]:
    """The names of the lists that hold this code, also by inclusion; `system` is an alias or a URI."""
    known = code_systems().get(system)
    match = match_code(known.uri if known else system, code)
    return match.concepts if match else frozenset()


def lists_in(text: str, table: str = "conditions", refining: bool = False) -> frozenset[str]:
    """The names of the lists whose words stand in this text, also by inclusion."""
    match = match_text(text, table, refining)
    return match.concepts if match else frozenset()
