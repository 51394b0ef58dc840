"""One page for all region profiles: which drugs cannot be offered where, and what a clinician there should know."""

from cards.handbook.markdown import bullets, page, section, table
from cards.regions import Region, region, region_ids

EVERYTHING = "Every drug of the recommendations can be offered."


def pages() -> dict[str, str]:
    """The page of regions."""
    return {"regions/README.md": page("Regions", *(_region(region(name)) for name in region_ids()))}


def _region(r: Region) -> str:
    missing = table(("not offered", "why"), r.unavailable.items())
    return section(f"{r.id}: {r.title}", missing or EVERYTHING, bullets(r.notes))
