"""Prefetch templates are searches that every large record system can answer (CDS Hooks 2.0.1, Prefetch query restrictions)."""

import re

import pytest

from service.catalog import build_catalog, filled

TEMPLATES = [(one.id, key, query) for one in build_catalog().values() for key, query in one.prefetch.items()]
READ = re.compile(r"[A-Z][A-Za-z]+/\{\{context\.[A-Za-z]+\}\}")
SEARCH = re.compile(r"[A-Z][A-Za-z]+\?[a-z-]+=[^&=?]+(&[a-z-]+=[^&=?]+)*")
PARAMETERS = {"patient", "code"}  # a reference and a token, compared by equality
LONGEST = 4000  # characters; people type it into a form, and clients put it in an address


@pytest.mark.parametrize(("service", "key", "template"), TEMPLATES, ids=[f"{row[0]} {row[1]}" for row in TEMPLATES])
def test_a_template_is_within_the_restrictions(service: str, key: str, template: str) -> None:
    assert READ.fullmatch(template) or SEARCH.fullmatch(template)
    names = [part.partition("=")[0] for part in template.partition("?")[2].split("&") if part]
    assert len(names) == len(set(names)), "clients join a parameter that comes twice with a comma"
    assert set(names) <= PARAMETERS, "no _sort, _include, _has, no modifier, no chain, no date"
    assert re.findall(r"\{\{([^}]*)\}\}", template) == ["context.patientId"], "every client knows this token, and no other"
    assert not re.search(r"%|\s", template), "| and , stay as they are: clients encode them"
    assert len(template) <= LONGEST
    assert re.fullmatch(r"[a-z][A-Za-z]{1,40}", key), "people type it"


def test_all_services_ask_the_same_under_the_same_key() -> None:
    asked: dict[str, set[str]] = {}
    for _service, key, template in TEMPLATES:
        asked.setdefault(key, set()).add(template)
    assert all(len(one) == 1 for one in asked.values())
    assert len(asked) <= 12, "few keys: each is copied by hand"


def test_a_filled_template_is_the_search_of_one_patient() -> None:
    assert filled("Procedure?patient={{context.patientId}}", "p-1") == "Procedure?patient=p-1"
    assert filled("Patient/{{context.patientId}}", "p-1") == "Patient/p-1"
