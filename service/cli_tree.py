"""An explanation as a tree for a terminal."""

from typing import Any

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

ORDER = ("ADVISED", "CANNOT_TELL", "FAILED", "EXCLUDED", "NOT_APPLICABLE")
COLOURS = {"ADVISED": "bold green", "CANNOT_TELL": "bold yellow", "FAILED": "bold red", "EXCLUDED": "cyan"}
MARKS = {"yes": "yes", "no": "no ", "not known": "?  "}


def show(explanation: dict[str, Any]) -> None:
    """Write the tree to standard output."""
    Console().print(tree(explanation))


def tree(explanation: dict[str, Any]) -> Tree:
    """Cards first, then every recommendation by verdict, then problems of the data."""
    root = Tree(f"{explanation['edition']}, region {explanation['region']}, as of {explanation['today']}")
    cards = root.add("cards")
    for card in explanation["cards"]:
        cards.add(Text(f"{card['indicator']}: {card['summary']}"))
    for card in explanation["cutCards"]:
        cards.add(Text(f"left out by the limit: {card['summary']}", "dim"))
    for verdict in ORDER:
        rows = [one for one in explanation["assessments"] if one["verdict"] == verdict]
        if rows:
            branch = root.add(Text(f"{verdict} ({len(rows)})", COLOURS.get(verdict, "dim")))
            for one in rows:
                _recommendation(branch, one)
    if explanation["dataQuality"]:
        quality = root.add("data quality")
        for note in explanation["dataQuality"]:
            quality.add(Text(" ".join(note[k] for k in ("key", "text", "reference") if k in note)))
    return root


def _recommendation(branch: Tree, one: dict[str, Any]) -> None:
    """Criteria with their answers; for what does not apply only those that decide."""
    leaf = branch.add(Text(f"{one['id']}: {one['title']}"))
    for criterion in one.get("criteria", ()):
        if one["verdict"] == "NOT_APPLICABLE" and criterion["answer"] == "yes":
            continue
        why = f" ({criterion['notKnown']})" if criterion["answer"] == "not known" else ""
        leaf.add(Text(f"{MARKS[criterion['answer']]} {criterion['group']}: {criterion['wording']}{why}"))
    for fact in one.get("evidence", ()) if one["verdict"] == "ADVISED" else ():
        leaf.add(Text(" ".join(["fact:", *(fact[k] for k in ("meaning", "date", "reference") if k in fact)]), "dim"))
