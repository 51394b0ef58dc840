"""Body sites as single words, so that two resources that mean the same site have the same word.

Sites that share a code or a wording anywhere in the chart are one site; its word is the first of its wordings in the
alphabet, else its code. While resources are read, a site is all its names in one string, one a line.
"""

from collections.abc import Iterable

from cards.events import Event
from service.reader.shapes import Json, concept, concepts

_LINE = "\n"


def site_of(raw: Json) -> frozenset[str]:
    """The site of a resource with one `bodySite`."""
    return frozenset({_names(concept(raw["bodySite"], "bodySite"))} - {""}) if "bodySite" in raw else frozenset()


def sites_of(raw: Json) -> frozenset[str]:
    """The sites of a resource with many `bodySite`."""
    if "bodySite" not in raw:
        return frozenset()
    return frozenset({_names(part) for part in concepts(raw, "bodySite")} - {""})


def _names(site: Json) -> str:
    """Wordings first (they have no "|"), then codes as "system|code"."""
    codings = site.get("coding", ())
    wordings = [site.get("text", ""), *(row.get("display", "") for row in codings)]
    codes = [f"{row['system']}|{row['code']}" for row in codings if "system" in row and "code" in row]
    plain = [" ".join(text.replace("|", " ").lower().split()) for text in wordings]
    return _LINE.join(dict.fromkeys(name for name in (*plain, *codes) if name))


def agree(events: list[Event]) -> list[Event]:
    """The events with one word for each site."""
    if not any(event.sites for event in events):
        return events
    words = _words({site for event in events for site in event.sites})
    return [e._replace(sites=frozenset(words[site] for site in e.sites)) if e.sites else e for e in events]


def _words(sites: Iterable[str]) -> dict[str, str]:
    """For each site its word: sites are put together as long as they share a name."""
    groups: list[set[str]] = []
    for site in sorted(sites):
        names = set(site.split(_LINE))
        joined = [group for group in groups if group & names]
        groups = [group for group in groups if not group & names] + [names.union(*joined)]
    return {site: next(min(group, key=_rank) for group in groups if site.split(_LINE)[0] in group) for site in sites}


def _rank(name: str) -> tuple[bool, str]:
    return ("|" in name, name)
