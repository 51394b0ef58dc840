"""The number of fractions in the words of a radiotherapy order, and the site a draft shares with the record."""

from typing import Any

import pytest

from service.reader.extensions import fractions_said
from tests.fhir import chart as chart_of
from tests.fhir import condition, order, read_chart, request

# fmt: off
WORDS = [
    ("10 fractions", 10), ("30 Gy in 10 fractions", 10), ("3 Gy x 10", 10), ("10 x 3 Gy", 10), ("300 cGy x 10", 10), ("2.75 Gy x 20", 20),
    ("20 Gy/5#", 5), ("DT 30Gy/10F/2W", 10), ("8 Gy x 1", 1), ("1 fraction per day, 10 fractions", 10),
    ("10次", 10), ("30Gy/10次", 10), ("10次/2周", 10), ("每日1次, 共10次", 10), ("每次3Gy,共10次", 10), ("8Gy×1次", 1),  # noqa: RUF001  the sign is the case
    ("30 Gy", None), ("5次/周", None), ("1日1次", None), ("第3次", None), ("5 fractions, then a boost of 3 fractions", None), ("", None),
]
# fmt: on


@pytest.mark.parametrize(("words", "number"), WORDS, ids=[row[0] or "nothing" for row in WORDS])
def test_fractions_in_words(words: str, number: int | None) -> None:
    assert fractions_said([{"text": words}]) == number


def fractions(**more: Any) -> list[int | None]:
    drafts = read_chart(chart_of(drafts=[order(status="draft") | more])).patient.tables["drafts"]
    return [event.fractions for event in drafts.events]


def test_fractions_are_read_from_the_details_of_an_order() -> None:
    assert fractions(orderDetail=[{"text": "10 fractions"}, {"text": "30 Gy"}]) == [10]
    assert fractions(orderDetail=[{"text": "10 fractions"}, {"text": "5 fractions"}]) == [None]


def test_a_number_in_an_extension_stands_before_words() -> None:
    url = "http://hl7.org/fhir/us/codex-radiation-therapy/StructureDefinition/codexrt-radiotherapy-fractions-prescribed"
    extension = [{"url": url, "valuePositiveInt": 5}]
    assert fractions(extension=extension, orderDetail=[{"text": "10 fractions"}]) == [5]


RIB = {"coding": [{"system": "http://snomed.info/sct", "code": "113197003"}]}


def test_a_site_is_one_word_in_the_record_and_in_the_drafts() -> None:
    pain = condition("http://snomed.info/sct|12584003") | {"bodySite": [RIB | {"text": "costa"}]}
    tables = read_chart(chart_of(pain, drafts=[order(status="draft") | {"bodySite": [RIB]}])).patient.tables
    assert {one.sites for one in tables["conditions"].events} == {one.sites for one in tables["drafts"].events} == {frozenset({"costa"})}


def test_a_drug_nobody_names_leaves_the_drafts_of_services_complete() -> None:
    unnamed = request(status="draft", medicationCodeableConcept=None, medicationReference={"reference": "Medication/x"})
    drafts = read_chart(chart_of(drafts=[unnamed])).patient.tables["drafts"]
    assert drafts.unread_for({"medications"}) is not None
    assert drafts.unread_for({"orders", "procedures"}) is None
