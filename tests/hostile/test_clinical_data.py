"""CLINICAL-DATA: charts in which something is wrong, missing or in doubt never bring a drug to the card as an order.

Each row starts from a chart that does bring one: bone metastases with every caution read (START), or a woman on an
aromatase inhibitor with a low T-score (LOSS), for the rows about medications. An unknown sex matters where pregnancy is possible, so CD-014 is a younger person.
"""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.calls import Json
from tests.hostile.checks import _drug
from tests.hostile.conftest import Ask
from tests.hostile.test_card_injection import base
from tests.security.test_canaries import marked

Change = Callable[[Json], Any]
START, LOSS = marked, base


def rows_of(body: Json, key: str) -> list[Json]:
    return [one["resource"] for one in body["prefetch"][key]["entry"]]


def patient(**more: Any) -> Change:
    return lambda body: body["prefetch"]["patient"].update(more)


def each(key: str, **more: Any) -> Change:
    """Every resource of the key with these elements; one given as None is taken away."""

    def change(body: Json) -> None:
        for row in rows_of(body, key):
            row.update(more)
            for name in [name for name, value in more.items() if value is None]:
                del row[name]

    return change


def quantities(**more: Any) -> Change:
    def change(body: Json) -> None:
        for row in rows_of(body, "observations"):
            row.get("valueQuantity", {}).update(more)

    return change


def bare_numbers(body: Json) -> None:
    for row in rows_of(body, "observations"):
        if "valueQuantity" in row:
            row["valueQuantity"] = {"value": row["valueQuantity"]["value"]}


def codings(key: str, of: Callable[[Json], Any]) -> Change:
    """Every coding list of the key's codes as `of` makes it from its first coding."""

    def change(body: Json) -> None:
        for row in rows_of(body, key):
            name = "code" if "code" in row else "medicationCodeableConcept"
            row[name] = {"coding": of(row[name]["coding"][0])}

    return change


def both_days(body: Json) -> None:
    for number, row in enumerate(rows_of(body, "observations")):
        row["effectiveDateTime"] = f"2026-11-02T{number:02d}:00:00" + ("+14:00", "-12:00")[number % 2]


def circle(body: Json) -> None:
    """Each result points at a report inside it that points back."""
    for row in rows_of(body, "observations"):
        row["contained"] = [
            {"resourceType": "Observation", "id": "a", "status": "final", "code": row["code"], "hasMember": [{"reference": "#b"}]},
            {"resourceType": "Observation", "id": "b", "status": "final", "code": row["code"], "hasMember": [{"reference": "#a"}]},
        ]
        row["hasMember"] = [{"reference": "#a"}]
        row["modifierExtension"] = [{"url": "urn:x", "valueString": "see contained"}]


def conflicting(body: Json) -> None:
    """Every result three times under its id, with three values."""
    entries = body["prefetch"]["observations"]["entry"]
    for entry in list(entries):
        for factor in (3, 9):
            twin = copy.deepcopy(entry)
            if "valueQuantity" in twin["resource"]:
                twin["resource"]["valueQuantity"]["value"] = entry["resource"]["valueQuantity"]["value"] * factor
            entries.append(twin)
    body["prefetch"]["observations"]["total"] = len(entries)


ROWS: list[tuple[str, Callable[[], Json], Change]] = [
    ("CD-001", START, patient(deceasedBoolean=True)),
    ("CD-002", START, patient(deceasedDateTime="2026-10-01")),
    ("CD-003", START, patient(active=False)),
    ("CD-005", START, lambda body: body["prefetch"]["patient"].pop("birthDate")),
    ("CD-006", START, patient(birthDate="2031-01-01")),
    ("CD-007", START, patient(birthDate="0000-00-00")),
    ("CD-008", START, patient(birthDate="2024-02-30")),
    ("CD-009", START, patient(birthDate="1825-01-01")),
    ("CD-010", START, patient(birthDate="".join(chr(0x660 + int(d)) if d.isdigit() else d for d in "1961-05-14"))),
    ("CD-011", START, patient(birthDate=19610514)),
    ("CD-012", START, patient(birthDate=["1961-05-14"])),
    ("CD-013", START, patient(birthDate="2017-05-14")),
    ("CD-014", START, patient(gender="unknown", birthDate="1990-05-14")),
    ("CD-015", START, patient(gender=1)),
    ("CD-017", START, each("observations", status="cancelled")),
    ("CD-018", START, each("observations", status="preliminary")),
    ("CD-020", START, each("observations", modifierExtension=[{"url": "urn:not-known", "valueBoolean": True}])),
    ("CD-023", START, quantities(value=True)),
    ("CD-025", START, quantities(value=1e308)),
    ("CD-027", START, bare_numbers),
    ("CD-030", START, each("observations", effectiveDateTime=None)),
    ("CD-031", START, each("observations", effectiveDateTime="2031-01-01")),
    ("CD-032", START, each("observations", effectiveDateTime="1996-10-20")),
    ("CD-033", START, both_days),
    ("CD-038", START, codings("conditions", lambda one: [{"code": one["code"]}])),
    ("CD-040", START, codings("observations", lambda one: [one | {"code": f" {one['code']} "}])),
    ("CD-041", START, codings("conditions", lambda one: one)),
    ("CD-045", START, each("conditions", clinicalStatus=None)),
    ("CD-046", LOSS, each("medicationRequests", status="entered-in-error")),
    ("CD-048", LOSS, each("medicationRequests", intent="proposal")),
    ("CD-050", START, circle),
    ("CD-051", START, conflicting),
]


@pytest.mark.parametrize("chart", [START, LOSS], ids=["bone metastases", "bone loss"])
def test_the_charts_bring_a_drug_before_anything_is_wrong(chart: Callable[[], Json], ask: Ask) -> None:
    assert _drug(ask("RQ-056", json.loads(json.dumps(chart()))))


@pytest.mark.parametrize(("case", "chart", "change"), ROWS, ids=[row[0] for row in ROWS])
def test_a_chart_in_doubt_brings_no_drug(case: str, chart: Callable[[], Json], change: Change, ask: Ask) -> None:
    body = chart()
    change(body)
    ask(case, body)
