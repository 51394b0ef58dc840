"""Lists the codes of a chart that no codelist knows, for those who keep the codelists."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cards.codelists import match_code
from service.data_states import Chart
from service.reader.data import LISTS
from service.reader.drug_names import NotNamed, Products
from service.reader.kinds import KINDS
from service.reader.shapes import Json
from service.reader.walk import products_of

IN_SCOPE = frozenset(LISTS["in_scope"])
NAMES = ("code", "medicationCodeableConcept", "type", "serviceType", "reasonCode", "substance")
INSIDE = ("component", "reaction", "ingredient", "condition")


class UnknownCode(NamedTuple):
    """One coding no codelist knows, as the record has it, and where it stood."""

    system: str
    code: str
    display: str
    resource: str


def unknown_codes(chart: Chart) -> Iterable[UnknownCode]:
    """Each unknown coding once, if the patient has any cancer or bone disease or takes a bone-targeted agent."""
    resources = [raw for section in chart.sections.values() for raw in section.resources if type(raw) is dict]
    products = products_of(chart)
    if not any(_in_scope(raw, products) for raw in resources):
        return []
    found = {code for raw in resources for code in _codes(raw, str(raw.get("resourceType")))}
    return sorted(code for code in found if match_code(code.system, code.code) is None)


def _in_scope(raw: Json, products: Products) -> bool:
    kind = KINDS.get(str(raw.get("resourceType")))
    if kind is None or kind.table not in ("conditions", "medications"):
        return False
    try:
        return any(part.named.concepts & IN_SCOPE for part in kind.select(raw, products))
    except NotNamed:
        return False


def _codes(thing: Json, kind: str) -> Iterator[UnknownCode]:
    for name in NAMES:
        found: Any = thing.get(name)
        for concept in found if type(found) is list else [found]:
            codings = concept.get("coding") if type(concept) is dict else None
            for row in codings if type(codings) is list else ():
                if type(row) is dict and all(type(row.get(part)) is str for part in ("system", "code")):
                    yield UnknownCode(row["system"], row["code"], str(row.get("display", "")), kind)
    for name in INSIDE:
        inside = thing.get(name)
        for part in inside if type(inside) is list else ():
            if type(part) is dict:
                yield from _codes(part, kind)
