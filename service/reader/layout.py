"""The elements a resource has: all known to R4, none missing that R4 requires, and which form each choice takes."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from service.reader.names import KNOWN, choices, required
from service.reader.shapes import Unsure
from service.reader.versions import REPEATED


class Layout(NamedTuple):
    """What the element names of a resource say.

    choice      the name of each choice element that is present, by its stem: `value` -> `valueQuantity`
    modified    whether something in it may change the meaning of the rest
    categories  whether it has categories, which are a list in R4 and were not in other versions
    """

    choice: Mapping[str, str]
    modified: bool
    categories: bool


@lru_cache(maxsize=4096)
def layout(model: str, names: tuple[str, ...]) -> Layout:
    """The layout of a resource with these names.

    Kept per set of names, because resources of one server look alike. Unsure (which is not kept) for a name R4 does not
    know, for one that is missing, and for a choice that is made twice.
    """
    present = set(names)
    if not present <= KNOWN[model]:
        raise Unsure("")
    for alternatives in required(model):
        if not alternatives & present:
            raise Unsure(min(alternatives))
    found: dict[str, str] = {}
    for stem, forms in choices(model).items():
        made = sorted(forms & present)
        if len(made) > 1:
            raise Unsure(made[0])
        if made:
            found[stem] = made[0]
    modified = "modifierExtension" in present or "implicitRules" in present
    return Layout(found, modified, "category" in present and model in REPEATED)
