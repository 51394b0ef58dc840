"""The exports of the codelists: valid FHIR R4 ValueSets and tables that hold exactly the codes of the lists."""

import csv
import io
import json

import pytest
from fhir.resources.R4B.valueset import ValueSet

from cards.code_systems import code_systems, system_alias
from cards.codelists import Codelist, codelists
from cards.handbook.codelist_pages import pages, value_set

PAGES = pages()
LISTS = pytest.mark.parametrize("one", codelists().values(), ids=lambda one: one.name)


@LISTS
def test_the_value_set_is_valid_r4(one: Codelist) -> None:
    ValueSet.model_validate(json.loads(PAGES[f"codelists/{one.name}.json"]))


@LISTS
def test_the_value_set_holds_the_codes_of_the_list(one: Codelist) -> None:
    compose = value_set(one).get("compose", {"include": []})
    assert isinstance(compose, dict)
    found = set()
    for entry in (row for row in compose["include"] if "system" in row):
        alias = system_alias(entry["system"])
        found |= {(alias, row["code"]) for row in entry.get("concept", ())}
        found |= {(alias, f"{row['value']}*") for row in entry.get("filter", ())}
    assert found == {(code.system, code.code) for code in one.codes}


@LISTS
def test_other_lists_are_taken_in_by_the_address_they_have(one: Codelist) -> None:
    addresses = {value_set(other)["url"] for other in codelists().values()}
    compose = value_set(one).get("compose", {"include": []})
    assert isinstance(compose, dict)
    named = [url for entry in compose["include"] for url in entry.get("valueSet", ())]
    assert len(named) == len(one.includes)
    assert set(named) <= addresses


@LISTS
def test_the_table_holds_the_codes_of_the_list(one: Codelist) -> None:
    rows = list(csv.DictReader(io.StringIO(PAGES[f"codelists/{one.name}.csv"])))
    uris = {alias: system.uri for alias, system in code_systems().items()}
    listed = [(uris[c.system], c.code, c.display, c.confidence, "") for c in one.codes]
    listed += [(uris[c.system], c.code, c.display, c.confidence, "yes") for c in one.excluded]
    assert [tuple(row.values()) for row in rows] == listed
