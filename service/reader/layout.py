"""The elements a resource has: all known to R4, none missing that R4 requires, and which form each choice takes."""

from functools import lru_cache

from service.reader.names import KNOWN, choices, required
from service.reader.shapes import Unsure


@lru_cache(maxsize=4096)
def layout(model: str, names: tuple[str, ...]) -> dict[str, str]:
    """The name of each choice element that is present, by its stem: `value` -> `valueQuantity`.

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
    return found
