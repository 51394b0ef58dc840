"""A file of several patients: one is evaluated, and the others' data are neither used nor held against the record."""

from datetime import date
from typing import Any

from service.bundle import chart_of
from tests.corpus.charts import Case, catalog, documents, explained, judged
from tests.corpus.golden import PATIENTS

TODAY = date(2013, 8, 3)
NAME = "omop-early-breast-cancer"


def resources() -> list[dict[str, Any]]:
    (bundle,) = documents(PATIENTS / f"{NAME}.json")
    return [entry["resource"] for entry in bundle["entry"]]


def another() -> list[dict[str, Any]]:
    """The same patient once more as somebody else, with a metastasis."""
    (person,) = (one for one in resources() if one["resourceType"] == "Patient")
    cancer = next(one for one in resources() if one["resourceType"] == "Condition")
    metastasis = {"coding": [{"system": "http://snomed.info/sct", "code": "94222008"}]}
    theirs = {**cancer, "id": "theirs", "code": metastasis, "subject": {"reference": "Patient/somebody-else"}}
    return [{**person, "id": "somebody-else"}, theirs]


def said_of(patient: str, held: list[dict[str, Any]]) -> dict[str, Any]:
    service = next(iter(catalog().values()))
    said = explained(judged(Case(service, chart_of(service, held, patient), TODAY)))
    return {one["id"]: one["verdict"] for one in said["assessments"]} | {"notes": said["dataQuality"]}


def test_another_patient_of_the_file_changes_nothing() -> None:
    (ours,) = (one["id"] for one in resources() if one["resourceType"] == "Patient")
    assert said_of(ours, [*resources(), *another()]) == said_of(ours, resources())


def test_each_patient_of_the_file_has_own_data() -> None:
    said = said_of("somebody-else", [*resources(), *another()])
    assert (said["BMA-METS-START"], said["ADJ-BP-POSTMENO"], said["notes"]) == ("ADVISED", "NOT_APPLICABLE", [])


def test_data_of_a_patient_who_is_not_in_the_file_are_still_a_fault() -> None:
    (ours,) = (one["id"] for one in resources() if one["resourceType"] == "Patient")
    said = said_of(ours, [*resources(), another()[1]])
    assert [note["code"] for note in said["notes"]] == ["other-patient"]
