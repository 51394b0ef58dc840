"""For each codelist a page to read, a table to load (CSV) and a FHIR ValueSet, all from the same file."""

import csv
import io
import json
from collections.abc import Iterator
from functools import lru_cache

from cards.code_systems import code_systems
from cards.codelists import Code, Codelist, codelists
from cards.handbook.markdown import bullets, link, page, section, subsection, table, verbatim
from cards.handbook.reach import reached_by
from cards.orderables import orderables
from cards.recommendations import recommendations

SWITCH_MEANINGS = {
    "refines": "the words are also read beside a code",
    "also_suspected": "words of doubt do not matter",
    "also_past": "words of history do not matter",
    "unguarded": "no words of negation, history or doubt matter: the expressions read them themselves",
}


def pages() -> dict[str, str]:
    """The index, and three files for each codelist."""
    found = {"codelists/README.md": _index()}
    for one in codelists().values():
        stem = f"codelists/{one.name}"
        found |= {f"{stem}.md": _page(one), f"{stem}.csv": _csv(one), f"{stem}.json": _json(value_set(one))}
    return found


@lru_cache
def used_by() -> dict[str, tuple[str, ...]]:
    """For each codelist the recommendations whose rules can ask it, by id."""
    users: dict[str, list[str]] = {name: [] for name in codelists()}
    for recommendation in recommendations():
        for name in reached_by(recommendation).codelists:
            users[name].append(recommendation.name)
    return {name: tuple(sorted(ids)) for name, ids in users.items()}


def drafted_by(one: Codelist) -> list[str]:
    """The orderables that draft a code of this list."""
    own = {(code.system, code.stem) for code in one.codes}
    return [o.id for o in orderables().values() if own & {(system, code) for system, code, _display in o.codes}]


def _index() -> str:
    rows = [
        (link(one.title, f"{one.name}.md"), ", ".join(one.tables), len(one.codes), one.purpose)
        for one in codelists().values()
    ]
    return page("Codelists", table(("list", "tables", "codes", "purpose"), rows))


def _page(one: Codelist) -> str:
    facts = table(
        ("", ""),
        (
            ("name", f"`{one.name}`"),
            ("tables", ", ".join(one.tables)),
            ("version", one.version),
            ("reviewed", one.reviewed),
            ("files", f"{link('CSV', f'{one.name}.csv')}, {link('ValueSet', f'{one.name}.json')}"),
        ),
    )
    return page(
        one.title[:1].upper() + one.title[1:],
        one.purpose + ".",
        facts,
        section("Used by", _users(one)),
        section("Sources", bullets(one.sources)),
        section("Takes in", bullets(link(codelists()[name].title, f"{name}.md") for name in one.includes)),
        section("Codes", *_by_system(one.codes)),
        section("Codes a star must not take", *_by_system(one.excluded)),
        section("Words, for records without a code", verbatim(one.patterns), _switches(one)),
    )


def _users(one: Codelist) -> str:
    taken_in = [other for other in codelists().values() if one.name in other.includes]
    return bullets(
        [
            *(link(name, f"../recommendations/{name}.md") for name in used_by()[one.name]),
            *(f"the codelist {link(other.title, f'{other.name}.md')}" for other in taken_in),
            *(f"the draft order `{order}`" for order in drafted_by(one)),
        ]
    )


def _by_system(codes: tuple[Code, ...]) -> Iterator[str]:
    """One table for each code system."""
    for alias in dict.fromkeys(code.system for code in codes):
        yield subsection(code_systems()[alias].title, _codes(tuple(code for code in codes if code.system == alias)))


def _codes(codes: tuple[Code, ...]) -> str:
    return table(("code", "display", "confidence"), ((f"`{c.code}`", c.display, c.confidence) for c in codes))


def _switches(one: Codelist) -> str:
    return bullets(f"`{switch}`: {meaning}" for switch, meaning in SWITCH_MEANINGS.items() if getattr(one, switch))


def _csv(one: Codelist) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("system", "code", "display", "confidence", "excluded"))
    for excluded, codes in (("", one.codes), ("yes", one.excluded)):
        writer.writerows((code_systems()[c.system].uri, c.code, c.display, c.confidence, excluded) for c in codes)
    return text.getvalue()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def value_set(one: Codelist) -> dict[str, object]:
    """The list as a FHIR R4 ValueSet: codes by system, wildcards as is-a filters, other lists by address.

    Text patterns have no place in a ValueSet; the page has them.
    """
    include = [*_include(one.codes), *({"valueSet": [_address(name)]} for name in one.includes)]
    compose: dict[str, object] = {"include": include}
    if one.excluded:
        compose["exclude"] = _include(one.excluded)
    return {
        "resourceType": "ValueSet",
        "id": one.name.replace("_", "-"),
        "url": _address(one.name),
        "version": one.version,
        "name": "".join(part.capitalize() for part in one.name.split("_")),
        "title": one.title,
        "status": "draft",
        "description": f"{one.purpose}. Reviewed: {one.reviewed}. Sources: {'; '.join(one.sources)}.",
        **({"compose": compose} if include else {}),
    }


def _address(name: str) -> str:
    return f"urn:bone-health-cds:codelist:{name}"


def _include(codes: tuple[Code, ...]) -> list[dict[str, object]]:
    """One entry per system, and one per wildcard: a filter and a list of codes may not share an entry."""
    entries: list[dict[str, object]] = []
    for alias in dict.fromkeys(code.system for code in codes):
        system = code_systems()[alias].uri
        own = [code for code in codes if code.system == alias]
        listed = [{"code": c.code, "display": c.display} for c in own if not c.code.endswith("*")]
        if listed:
            entries.append({"system": system, "concept": listed})
        entries += [{"system": system, "filter": [_below(c)]} for c in own if c.code.endswith("*")]
    return entries


def _below(code: Code) -> dict[str, str]:
    """The filter for a code and its descendants (FHIR R4, ValueSet.compose.include.filter)."""
    return {"property": "concept", "op": "is-a", "value": code.stem}
