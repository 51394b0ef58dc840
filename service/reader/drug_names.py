"""Finds out which drug a resource is about: a concept, a Medication it points to, or the words beside the reference."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from service.reader.facts import DROP, STATUSES, Parts, whole
from service.reader.naming import Named, any_named, both, look, named, says_nothing
from service.reader.shapes import Json, Unsure, concept, many, shape, shaped

INGREDIENT = shape("MedicationIngredient", itemCodeableConcept=dict)
_UUID = "urn:uuid:"


class NotNamed(Exception):
    """Neither code nor words nor a Medication say which drug it is."""


class Products:
    """The Medication resources of a chart, by the references that may point to them."""

    def __init__(self, resources: Iterable[Any]) -> None:
        self._resources = resources

    @cached_property
    def _by_id(self) -> dict[str, list[Json]]:
        """Looked up only when a reference has to be followed, which most charts never need."""
        found: dict[str, list[Json]] = {}
        for raw in self._resources:
            if type(raw) is dict and raw.get("resourceType") == "Medication" and type(raw.get("id")) is str:
                found.setdefault(raw["id"], []).append(raw)
        return found

    def find(self, raw: Json) -> Json | None:
        """The one Medication that `medicationReference` of `raw` points to, contained or beside it, else None."""
        reference = _reference(raw)
        if reference.startswith("#"):
            contained = raw.get("contained")
            inside = [c for c in contained if type(c) is dict] if type(contained) is list else []
            found = [c for c in inside if c.get("resourceType") == "Medication" and c.get("id") == reference[1:]]
        else:
            found = self._by_id.get(_id(reference), [])
        return found[0] if found and all(one == found[0] for one in found) else None


def _reference(raw: Json) -> str:
    pointer = raw.get("medicationReference")
    reference = pointer.get("reference") if type(pointer) is dict else None
    return reference if type(reference) is str else ""


def _id(reference: str) -> str:
    if reference.startswith(_UUID):
        return reference.removeprefix(_UUID)
    parts = reference.split("/_history/", maxsplit=1)[0].split("/")
    return parts[-1] if parts[-2:-1] == ["Medication"] else ""


def select(raw: Json, products: Products) -> Parts:
    """Named by its drug. NotNamed when nothing says which drug it is: it may be one that matters."""
    if "medicationReference" in raw:
        return whole(_of_reference(raw, products))
    if "medicationCodeableConcept" in raw:
        found, sure = look(raw["medicationCodeableConcept"], "medications")
        if found is not None:
            return whole(found, sure)
    concepts = [raw[name] for name in ("medicationCodeableConcept", "medication") if name in raw]
    if not concepts or all(says_nothing(one) and any_named([one], "medications") is None for one in concepts):
        raise NotNamed
    return whole(any_named(concepts, "medications"))


def _of_reference(raw: Json, products: Products) -> Named | None:
    pointer = raw["medicationReference"]
    display = pointer.get("display") if type(pointer) is dict else None
    spoken = named({"text": display}, "medications")
    product = products.find(raw)
    if product is None or STATUSES["Medication"].get(_status(product)) == DROP:
        if type(display) is not str or not display.strip():
            raise NotNamed
        return spoken
    inside = _concepts_of(product)
    if type(display) is not str and all(says_nothing(one) for one in inside):
        raise NotNamed
    return both(any_named(inside, "medications"), spoken)


def _status(product: Json) -> str:
    status = product.get("status", "active")
    return status if type(status) is str else ""


def _concepts_of(product: Json) -> list[Any]:
    rows = product.get("ingredient")
    ingredients = [row.get("itemCodeableConcept") for row in rows if type(row) is dict] if type(rows) is list else []
    return [one for one in (product.get("code"), *ingredients) if one is not None]


def look_at(raw: Json, parts: Parts, products: Products) -> None:
    """The strict look at what names the drug; Unsure when an element is not as expected."""
    if ("medicationCodeableConcept" in raw) == ("medicationReference" in raw):
        raise Unsure("medication")
    if "medicationCodeableConcept" in raw:
        if not parts[0].sure:
            concept(raw["medicationCodeableConcept"], "medicationCodeableConcept")
        return
    product = products.find(raw)
    if product is None:
        return
    if "modifierExtension" in product:
        raise Unsure("medicationReference")
    if "code" in product:
        concept(product["code"], "medicationReference.code")
    if "ingredient" in product:
        for place, row in enumerate(many(product["ingredient"], "medicationReference.ingredient")):
            where = f"medicationReference.ingredient.{place}"
            if "itemCodeableConcept" in shaped(row, INGREDIENT, where):
                concept(row["itemCodeableConcept"], f"{where}.itemCodeableConcept")
