"""What the reader keeps between calls: short words and codes only, so that nobody can fill the memory with one chart."""

import importlib
import pkgutil
from typing import Any

import service.reader
from tests.fhir import SNOMED, chart, condition, observation, person, procedure, read_chart, request

LONG = "y" * 5000


def kept() -> dict[str, int]:
    """How many answers each cache of the reader holds."""
    modules = [importlib.import_module(f"service.reader.{row.name}") for row in pkgutil.iter_modules(service.reader.__path__)]
    caches = {f"{m.__name__}.{name}": part for m in modules for name, part in vars(m).items() if hasattr(part, "cache_info")}
    return {name: part.cache_info().currsize for name, part in caches.items()}


def long_everywhere() -> list[Any]:
    """Resources whose every string is long, beside a code that matters."""
    coding = {"system": SNOMED, "code": "94222008", "display": LONG}
    code = {"coding": [coding, {"system": LONG, "code": LONG}], "text": LONG}
    unit = {"value": 1, "unit": LONG, "code": LONG, "system": LONG, "comparator": LONG}
    return [
        condition(onset=LONG, recordedDate=LONG, bodySite=[code]) | {"code": code},
        condition(clinicalStatus=code, _id="2"),
        observation(valueQuantity=unit, referenceRange=[{"low": unit}], interpretation=[code]),
        observation(value=None, valueString=LONG, _id="3"),
        observation(status=LONG, _id="4"),
        request(intent=LONG, status=LONG, dosageInstruction=[{"timing": {"repeat": {"periodUnit": LONG, "period": 1}}}]),
        procedure(on=LONG, extension=[{"url": LONG, "valueCodeableConcept": code}]),
        condition(**{LONG: 1}, _id="5"),
    ]


def test_long_strings_are_not_kept() -> None:
    read_chart(chart(*long_everywhere(), patient=person()))
    before = kept()
    assert len(before) > 5
    more = [{name: _longer(part) for name, part in raw.items()} for raw in long_everywhere()]
    read_chart(chart(*more, patient=person()))
    assert kept() == before


def _longer(part: Any) -> Any:
    """The same with every long string another long string."""
    if type(part) is dict:
        return {name.replace(LONG, LONG + "z"): _longer(inside) for name, inside in part.items()}
    if type(part) is list:
        return [_longer(inside) for inside in part]
    return part + "z" if part == LONG else part
