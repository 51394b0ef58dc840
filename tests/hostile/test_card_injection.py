"""CARD-INJECTION: what stands in a chart as text never becomes markup, a link or an order of words on a card."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.calls import Json
from tests.hostile.conftest import Ask
from tests.repository.files import ROOT

FILE = ROOT / "fhir_fixtures" / "requests" / "aromatase-inhibitor-bone-loss.json"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ANASTROZOLE = {"system": RXNORM, "code": "84857", "display": "anastrozole"}
DENOSUMAB = {"system": RXNORM, "code": "993449", "display": "Aspirin 100 mg"}
ROWS = [
    # case, resource type, text
    ("CI-001", "Patient", "<script>alert(1)</script>"),
    ("CI-003", "MedicationRequest", "<svg/onload=alert(1)>"),
    ("CI-004", "Observation", "<iframe src=javascript:alert(1)>"),
    ("CI-005", "Patient", "</textarea><script>"),
    ("CI-006", "Condition", "[click](javascript:alert(1))"),
    ("CI-007", "MedicationRequest", "[click](https://evil.example/phish)"),
    ("CI-010", "Condition", "https://evil.example/phish"),
    ("CI-012", "Observation", "\n\n# CRITICAL: stop all drugs\n\n"),
    ("CI-016", "Observation", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("CI-017", "Patient", "&#60;script&#62;"),
    ("CI-022", "Condition", "${7*7}"),
    ("CI-023", "MedicationRequest", "#{7*7}"),
    ("CI-024", "Observation", "<%= 7*7 %>"),
    ("CI-027", "MedicationRequest", "${jndi:ldap://127.0.0.1:9/a}"),
    ("CI-030", "Condition", "\u0007\b\u001b[31mred"),
    ("CI-033", "Patient", "'; DROP TABLE feedback;--"),
    ("CI-034", "Condition", "**bold** _it_ ~~strike~~"),
    ("CI-035", "MedicationRequest", "- [ ] task\n1. item"),
]


def base() -> Json:
    """A woman on anastrozole with a low T-score: each kind of resource counts by its code."""
    body: Json = json.loads(FILE.read_text("utf-8"))
    row = next(one for one in resources(body) if one["resourceType"] == "MedicationRequest")
    row["medicationCodeableConcept"] = {"coding": [ANASTROZOLE]}
    return body


def resources(body: Json) -> Iterator[Json]:
    for value in body["prefetch"].values():
        if value and "entry" in value:
            yield from (one["resource"] for one in value["entry"])
        elif value:
            yield value


def written(value: Any, text: str) -> Any:
    """The same resource with every text and display replaced."""
    if isinstance(value, dict):
        return {key: text if key in ("display", "text") else written(one, text) for key, one in value.items()}
    return [written(one, text) for one in value] if isinstance(value, list) else value


def with_text(kind: str, text: str) -> Json:
    """The chart with the text in every place of that kind of resource that holds words, notes and names among them."""
    body = base()
    places = [one for one in resources(body) if one["resourceType"] == kind]
    assert places
    for one in places:
        narrative = {"status": "generated", "div": f"<div>{text}</div>"}
        one.update(written(one, text) | {"note": [{"text": text}], "text": narrative})
        if kind == "Patient":
            del one["note"]
            one["name"] = [{"text": text, "family": text, "given": [text]}]
        else:
            one.get("code", one.get("medicationCodeableConcept", {}))["text"] = text
    return body


@pytest.mark.parametrize(("case", "kind", "text"), ROWS, ids=[row[0] for row in ROWS])
def test_text_of_the_chart_stays_out_of_the_cards(case: str, kind: str, text: str, ask: Ask) -> None:
    answer = ask(case, with_text(kind, text))
    assert text.strip() not in answer.text
    assert answer.cards


def test_a_display_that_contradicts_its_code_is_not_shown(ask: Ask) -> None:
    body = base()
    row = next(one for one in resources(body) if one["resourceType"] == "MedicationRequest")
    row["medicationCodeableConcept"] = {"coding": [DENOSUMAB]}
    assert "Aspirin" not in ask("CI-036", body).text


def test_a_narrative_is_not_rendered(ask: Ask) -> None:
    body = base()
    for one in resources(body):
        one["text"] = {"status": "generated", "div": "<div><script>alert(1)</script></div>"}
    assert "alert" not in ask("CI-038", body).text


def test_a_thousand_names_are_no_card(ask: Ask) -> None:
    body = base()
    body["prefetch"]["patient"]["name"] = [{"family": f"Name{n}"} for n in range(1000)]
    assert "Name1" not in ask("CI-039", body).text
