"""The elements a resource has: whether R4 knows them all, and which form each choice element takes."""

from functools import lru_cache

from service.reader.names import KNOWN, choice_names
from service.reader.shapes import Unsure

CHOICES: dict[str, tuple[str, ...]] = {
    "Condition": ("onset", "abatement"),
    "MedicationStatement": ("effective",),
    "MedicationAdministration": ("effective",),
    "Observation": ("value", "effective"),
    "DiagnosticReport": ("effective",),
    "Procedure": ("performed",),
    "ServiceRequest": ("occurrence",),
}


@lru_cache(maxsize=4096)
def layout(model: str, names: tuple[str, ...]) -> dict[str, str]:
    """The name of each choice element that is present, by its stem: `value` -> `valueQuantity`.

    Kept per set of names, because resources of one server look alike. Unsure (which is not kept) for a name R4 does not
    know and for a choice that is made twice.
    """
    unknown = set(names) - KNOWN[model]
    if unknown:
        raise Unsure("")
    found: dict[str, str] = {}
    for stem in CHOICES.get(model, ()):
        present = [name for name in names if name in choice_names(model, stem)]
        if len(present) > 1:
            raise Unsure(present[0])
        if present:
            found[stem] = present[0]
    return found
