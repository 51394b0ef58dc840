"""The element names FHIR R4 knows, taken from the models of fhir.resources.R4B, so that unknown ones are noticed."""

import re
from functools import cache, lru_cache

from fhir.resources.R4B import get_fhir_model_class

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


@lru_cache(maxsize=512)
def is_r4_type(name: str) -> bool:
    """True for the resource types of R4. The answers kept are few, because the names come from outside."""
    if not re.fullmatch(r"[A-Z][A-Za-z]{1,40}", name):
        return False
    try:
        get_fhir_model_class(name)
    except ValueError:
        return False
    return True


@cache
def choice_names(model: str, stem: str) -> frozenset[str]:
    """The names of a choice element: `valueQuantity`, `valueString` ... for the stem `value`."""
    return frozenset(n for n in element_names(model) if n.startswith(stem) and n[len(stem) : len(stem) + 1].isupper())


KNOWN: dict[str, frozenset[str]] = {name: element_names(name) for name in READ_TYPES}
