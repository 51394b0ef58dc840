"""Calls whose cards are looked at by several tests, and the parts they are made of."""

from collections.abc import Iterator
from typing import Any

from tests.calls import Json, bundle, changed, client, demo, outcome, post, without

EXTENSION = "org.bone-health-cds.assessment"


def condition(code: str, onset: str = "2026-10-25", **more: Any) -> Json:
    status = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]}
    coding = {"system": "http://snomed.info/sct", "code": code}
    subject = {"reference": "Patient/demo-1"}
    row = {"resourceType": "Condition", "id": f"c{code}", "clinicalStatus": status, "code": {"coding": [coding]}}
    return row | {"subject": subject, "onsetDateTime": onset} | more


METASTASES, BREAST, CORD = condition("94222008"), condition("254837009"), condition("71286001")
CALLS: dict[str, Json] = {
    "the shipped request": demo(),
    "results not sent": without("prefetch.observations"),
    "nothing but conditions": changed("prefetch", {k: demo()["prefetch"][k] for k in ("patient", "conditions")}),
    "a broken section": changed("prefetch.procedures", outcome()),
    "no results found": changed("prefetch.observations", None),
    "several bone conditions": changed("prefetch.conditions", bundle(METASTASES, BREAST, CORD, condition("64859006"))),
}


def cards_of(body: Json, **more: Any) -> list[Json]:
    cards: list[Json] = post(client(), body, **more).get_json()["cards"]
    return cards


def every_card() -> Iterator[tuple[str, Json]]:
    for story, body in CALLS.items():
        for card in cards_of(body):
            yield story, card
