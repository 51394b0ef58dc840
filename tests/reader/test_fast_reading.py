"""The fast strict reading says the same as fhir.resources: for every relevant resource at hand, and under mutation."""

import json
import os
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fhir.resources.R4B import get_fhir_model_class
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from cards.events import Event
from service.reader.drug_names import NotNamed, Products
from service.reader.facts import InDoubt
from service.reader.kinds import KINDS
from service.reader.observations import LeftOut
from service.reader.resource import Chosen, reference, strictly
from service.reader.shapes import Unsure
from service.reader.subjects import UNSAID, whose
from tests import fhir
from tests.load.request import request as load_request

LATER = date(2099, 1, 1)  # so that nothing is in the future
FIXTURES = Path(__file__).parents[2] / "fhir_fixtures"
SHARED = os.environ.get("BONE_HEALTH_SHARED", "")


def resources_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every resource of a document: a request, a Bundle, a list or a resource."""
    if type(value) is list:
        for part in value:
            yield from resources_in(part)
    elif type(value) is dict and value.get("resourceType") == "Bundle":
        yield from resources_in([entry.get("resource") for entry in value.get("entry") or () if type(entry) is dict])
    elif type(value) is dict and "resourceType" in value:
        yield value
    elif type(value) is dict and type(value.get("prefetch")) is dict:
        yield from resources_in([*value["prefetch"].values()])


class Known(NamedTuple):
    """A relevant resource and the products of its document."""

    chosen: Chosen
    products: Products


def relevant(documents: Any) -> Iterator[Known]:
    rows = list(resources_in(documents))
    products = Products(rows)
    for raw in rows:
        kind = KINDS.get(raw["resourceType"]) if type(raw["resourceType"]) is str else None
        try:
            parts = kind.select(raw, products) if kind else ()
        except NotNamed:
            continue
        if kind and parts:
            unsaid = whose(raw, kind.subject, fhir.PATIENT) == UNSAID
            yield Known(Chosen(kind, raw, parts, reference(raw), unsaid), products)


def fast(known: Known) -> list[Event] | str | None:
    """The events, the word for a fact that does not count, or None when unsure."""
    try:
        return strictly(known.chosen, known.products, LATER)
    except Unsure:
        return None
    except (InDoubt, LeftOut) as word:
        return str(word)


def through_fhir_resources(known: Known) -> list[Event] | str | None:
    """The same, read from what the model of fhir.resources says after validation; None when it rejects the resource."""
    raw, kind = known.chosen.raw, known.chosen.kind
    try:
        model = get_fhir_model_class(kind.type).model_validate({name: part for name, part in raw.items() if name != "id"})
    except ValidationError:
        return None
    plain = json.loads(model.model_dump_json()) | {name: raw[name] for name in ("id", "resourceType") if name in raw}
    return fast(Known(known.chosen._replace(raw=plain, parts=kind.select(plain, known.products)), known.products))


def differing(known: Iterator[Known]) -> list[str]:
    """The references of the resources that R4 allows and that are not read alike."""
    return [
        one.chosen.ref for one in known if (slow := through_fhir_resources(one)) is not None and slow != fast(one)
    ]


EXAMPLES = [
    fhir.condition(onset="2026-10-01", bodySite=[fhir.coded("left hip")]),
    fhir.request(dosageInstruction=[{
        "timing": {"repeat": {"frequency": 1, "period": 28, "periodUnit": "d", "boundsPeriod": {"start": "2026-01-01"}}},
        "doseAndRate": [{"doseQuantity": fhir.quantity(120, "mg", "mg")}],
    }], dispenseRequest={"validityPeriod": {"end": "2027-01-01"}}),
    fhir.statement(status="not-taken", statusReason=[fhir.coded("declined")]),
    fhir.administration(dosage={"dose": fhir.quantity(4, "mg")}),
    fhir.observation(referenceRange=[{"low": fhir.quantity(0.5, "mg/dL")}], interpretation=[fhir.coded("high")], bodySite=fhir.coded("arm")),
    fhir.observation(value=None, valueCodeableConcept=fhir.coded("x"), component=[
        {"code": fhir.coded(fhir.ECOG), "valueInteger": 2},
    ]),
    fhir.procedure(extension=[{"url": "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-radiotherapy-sessions", "valueUnsignedInt": 5}]),
    fhir.order(occurrencePeriod={"start": "2026-10-01"}, doNotPerform=False, reasonCode=[fhir.coded("pain")]),
    fhir.report(conclusionCode=[fhir.coded("normal")]),
    fhir.allergy(reaction=[{"substance": fhir.coded(fhir.DENOSUMAB), "manifestation": [fhir.coded("rash")]}]),
    fhir.encounter(period={"start": "2026-10-01"}),
    fhir.relative(),
]  # fmt: skip


@pytest.mark.parametrize("raw", EXAMPLES, ids=[f"{raw['resourceType']} {number}" for number, raw in enumerate(EXAMPLES)])
def test_an_example_of_each_type_is_read_alike(raw: dict[str, Any]) -> None:
    (known,) = relevant([raw])
    assert isinstance(fast(known), list) and through_fhir_resources(known) == fast(known)


def test_every_relevant_resource_of_the_fixtures_is_read_alike() -> None:
    documents = [json.loads(path.read_text("utf-8")) for path in sorted(FIXTURES.rglob("*.json"))]
    known = [*relevant(documents), *relevant(load_request(100))]
    assert len(known) > 100
    assert differing(iter(known)) == []


@pytest.mark.skipif(not SHARED, reason="BONE_HEALTH_SHARED is not set: the public example data were left out")
@pytest.mark.parametrize("folder", sorted(path.name for path in (Path(SHARED) / "data").glob("*") if path.is_dir()) if SHARED else ["-"])
def test_every_relevant_resource_of_public_data_is_read_alike(folder: str) -> None:
    different = []
    for path in sorted((Path(SHARED) / "data" / folder).rglob("*.json")):
        try:
            document = json.loads(path.read_text("utf-8"))
        except ValueError:
            continue
        different += [f"{path.name}: {ref}" for ref in differing(relevant(document))]
    assert different == []


# --- mutation -------------------------------------------------------------------------------------------------------

ODD_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from(["", " ", "x", "true", "1", " active", "2026-02-30", "2026-10-01T08:00", "2026-10-01T08:00:00Z", "٢٠٢٦", "0000"]),
    st.sampled_from([[], {}, [None], [[]], [{}], {"x": 1}, [{"coding": "x"}], {"coding": []}, {"coding": [{}]}, {"value": "1"}]),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every part of a resource."""
    yield path
    rows = value.items() if type(value) is dict else enumerate(value) if type(value) is list else ()
    for key, part in rows:
        yield from places(part, (*path, key))


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """An example with one part replaced, removed, doubled or joined by a part R4 does not know."""
    whole = {"example": deepcopy(draw(st.sampled_from(EXAMPLES)))}
    path = draw(st.sampled_from([place for place in places(whole) if len(place) > 1]))
    holder: Any = whole
    for key in path[:-1]:
        holder = holder[key]
    how = draw(st.sampled_from(["replace", "remove", "wrap", "join", "double"]))
    part = holder[path[-1]]
    if how == "replace":
        holder[path[-1]] = draw(ODD_VALUES)
    elif how == "remove":
        del holder[path[-1]]
    elif how == "wrap":
        holder[path[-1]] = [part]
    elif how == "join" and type(part) is dict:
        part[draw(st.sampled_from(["frobnicate", "valueString", "_status", "id", "extension"]))] = draw(ODD_VALUES)
    elif how == "double" and type(part) is list:
        part.append(draw(ODD_VALUES))
    mutant: dict[str, Any] = whole["example"]
    return mutant


# What the strict reading does not read is not its business: R4 may reject these and the fact is the same all the same.
NOT_READ = ("contained", "extension", "relationship", "class", "manifestation", "id", "high", "text.", "fhir_comments", "_")


def faults(raw: dict[str, Any]) -> list[str]:
    """The paths at which R4 rejects the resource, except those that are not read."""
    try:
        get_fhir_model_class(raw["resourceType"]).model_validate({name: part for name, part in raw.items() if name != "id"})
    except ValidationError as wrong:
        paths = [".".join(str(part) for part in error["loc"]) for error in wrong.errors()]
        return [path for path in paths if not any(name in path for name in NOT_READ)]
    return []


@settings(max_examples=4000, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(mutated())
def test_what_r4_rejects_is_never_accepted_by_the_fast_reading(raw: dict[str, Any]) -> None:
    assume(type(raw.get("resourceType")) is str and raw["resourceType"] in KINDS)
    known = list(relevant([raw]))
    assume(known)
    result = fast(known[0])
    if result is None or type(result) is str or result == []:
        return  # unsure, in doubt or left out: not accepted
    assert faults(raw) == []


@settings(max_examples=400, deadline=None)
@given(st.from_regex(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,3})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?", fullmatch=True))
def test_a_date_the_fast_reading_accepts_is_a_date_of_r4(text: str) -> None:
    raw = fhir.observation(on=text)
    if fast(next(relevant([raw]))) is not None:
        assert faults(raw) == []
