"""The few forms of Markdown that the handbook and the reference pages are made of."""

from collections.abc import Iterable, Sequence

GENERATED = "<!-- Written by `bone-health-cds docs` from the objects that run. Edit those, then run it again. -->"


def page(title: str, *parts: str) -> str:
    """A whole page: title, note that it is generated, and the parts that are not empty."""
    return "\n\n".join((f"# {title}", GENERATED, *(part for part in parts if part))) + "\n"


def section(title: str, *parts: str) -> str:
    """A second-level heading with its parts; nothing at all when every part is empty."""
    filled = [part for part in parts if part]
    return "\n\n".join((f"## {title}", *filled)) if filled else ""


def subsection(title: str, *parts: str) -> str:
    """A third-level heading with its parts; nothing at all when every part is empty."""
    filled = [part for part in parts if part]
    return "\n\n".join((f"### {title}", *filled)) if filled else ""


def bullets(items: Iterable[str]) -> str:
    """A list; nothing when there are no items."""
    return "\n".join(f"- {item}" for item in items)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; nothing when there are no rows. A bar inside a cell is escaped."""
    body = [_row(row) for row in rows]
    return "\n".join((_row(head), "|" + " --- |" * len(head), *body)) if body else ""


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def verbatim(lines: Iterable[str]) -> str:
    """Lines shown exactly as they are."""
    body = "\n".join(lines)
    return f"```text\n{body}\n```" if body else ""


def link(text: str, path: str) -> str:
    """A link to another page of the documentation."""
    return f"[{text}]({path})"
