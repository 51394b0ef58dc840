"""The element names FHIR R4 knows, taken from the models of fhir.resources.R4B, so that unknown ones are noticed."""

import re
from functools import cache, lru_cache
from typing import Any

from fhir.resources.R4B import get_fhir_model_class
from pydantic.fields import FieldInfo

READ_TYPES = (
    "Patient",
    "Condition",
    "MedicationRequest",
    "MedicationStatement",
    "MedicationAdministration",
    "Medication",
    "Observation",
    "DiagnosticReport",
    "Procedure",
    "ServiceRequest",
    "AllergyIntolerance",
    "FamilyMemberHistory",
    "Encounter",
)


@cache
def element_names(model: str) -> frozenset[str]:
    """Every JSON name an R4 resource or datatype may have, `_x` of primitives included."""
    fields = get_fhir_model_class(model).model_fields
    return frozenset({field.alias or name for name, field in fields.items()} | {"resourceType"})


def is_r4_type(name: str) -> bool:
    """True for the resource types of R4. Only what looks like a type is looked up and kept: names come from outside."""
    return bool(re.fullmatch(r"[A-Z][A-Za-z]{1,40}", name)) and _is_model(name)


@lru_cache(maxsize=512)
def _is_model(name: str) -> bool:
    try:
        get_fhir_model_class(name)
    except ValueError:
        return False
    return True


@cache
def choices(model: str) -> dict[str, frozenset[str]]:
    """The names of each choice element by its stem: `value` -> `valueQuantity`, `valueString` ..."""
    found: dict[str, set[str]] = {}
    for name, field in get_fhir_model_class(model).model_fields.items():
        stem = _extra(field).get("one_of_many")
        if stem:
            found.setdefault(str(stem), set()).add(field.alias or name)
    return {stem: frozenset(names) for stem, names in found.items()}


@cache
def required(model: str) -> tuple[frozenset[str], ...]:
    """What a resource must have: of each set one name."""
    groups = choices(model)
    found: set[frozenset[str]] = set()
    for name, field in get_fhir_model_class(model).model_fields.items():
        extra = _extra(field)
        if field.is_required() or extra.get("element_required"):
            found.add(frozenset({field.alias or name}))
        if extra.get("one_of_many_required"):
            found.add(groups[str(extra["one_of_many"])])
    return tuple(sorted(found, key=min))


def _extra(field: FieldInfo) -> dict[str, Any]:
    """What fhir.resources says about an element beyond its type."""
    return field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}


KNOWN: dict[str, frozenset[str]] = {name: element_names(name) for name in READ_TYPES}
