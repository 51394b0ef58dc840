"""The fast strict reading says the same as fhir.resources, for every relevant resource at hand."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.load.request import request as load_request
from tests.reader.known import EXAMPLES, differing, fast, relevant, through_fhir_resources

FIXTURES = Path(__file__).parents[2] / "fhir_fixtures"
SHARED = os.environ.get("SHARED_FACTS_DIR", "")


@pytest.mark.parametrize("raw", EXAMPLES, ids=[f"{raw['resourceType']} {number}" for number, raw in enumerate(EXAMPLES)])
def test_an_example_of_each_type_is_read_alike(raw: dict[str, Any]) -> None:
    (known,) = relevant([raw])
    assert isinstance(fast(known), list) and through_fhir_resources(known) == fast(known)


def test_every_relevant_resource_of_the_fixtures_is_read_alike() -> None:
    # the oddities are faults that the library puts up with (a number as text, 1e308) and the reader does not
    paths = [path for path in sorted(FIXTURES.rglob("*.json")) if path.parent.name != "oddities"]
    documents = [json.loads(path.read_text("utf-8")) for path in paths]
    known = [*relevant(documents), *relevant(load_request(100))]
    assert len(known) > 100
    assert differing(iter(known)) == []


@pytest.mark.skipif(not SHARED, reason="SHARED_FACTS_DIR is not set: the public example data were left out")
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
