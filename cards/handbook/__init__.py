"""The handbook: every page about the clinical content, written from the objects that run, so that it cannot drift."""

from cards.handbook import codelist_pages, edition_pages, recommendation_pages, region_pages


def pages() -> dict[str, str]:
    """Every handbook page: path below docs/ -> text. Reads the data of cards/ and nothing else."""
    return recommendation_pages.pages() | codelist_pages.pages() | edition_pages.pages() | region_pages.pages()
