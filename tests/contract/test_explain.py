"""POST /explain: the same call with every assessment, what it rests on, and the problems of the data."""

from service.catalog import build_catalog
from tests.calls import EXPLAIN, Json, RememberedJournal, changed, client, demo, empties, post, without


def explained(body: Json) -> Json:
    answer: Json = post(client(), body, EXPLAIN).get_json()
    return answer


def by_id(answer: Json) -> dict[str, Json]:
    return {one["id"]: one for one in answer["assessments"]}


def test_every_recommendation_of_the_hook_is_assessed_once() -> None:
    rows = build_catalog()["bone-health-patient-view"].recommendations["esmo-2014"]
    assert [one["id"] for one in explained(demo())["assessments"]] == [one.id for one in rows]


def test_the_cards_are_those_of_the_call() -> None:
    explanation, answer = explained(demo()), post(client(), demo()).get_json()
    assert [one["detail"] for one in explanation["cards"]] == [one["detail"] for one in answer["cards"]]


def test_an_advice_names_criteria_evidence_and_what_was_not_found() -> None:
    start = by_id(explained(demo()))["BMA-METS-START"]
    assert start["verdict"] == "ADVISED"
    assert {"group": "everybody", "wording": "Alive", "answer": "yes"} in start["criteria"]
    assert {one["group"] for one in start["criteria"]} >= {"everybody", "population", "exclusions"}
    metastasis = next(one for one in start["evidence"] if one["reference"] == "Condition/c2")
    assert metastasis["code"] == "http://snomed.info/sct|94222008"
    assert metastasis["date"] == "2026-08-20"
    assert start["notFound"]


def test_a_criterion_that_is_not_known_says_what_is_missing() -> None:
    start = by_id(explained(without("prefetch.observations")))["BMA-METS-START"]
    assert start["verdict"] == "CANNOT_TELL"
    open_ones = [one for one in start["criteria"] if one["answer"] == "not known"]
    assert open_ones
    assert all(one["notKnown"] for one in open_ones)
    assert start["notRead"]


def test_who_is_out_of_scope_is_told_why() -> None:
    start = by_id(explained(changed("prefetch.conditions", None)))["BMA-METS-START"]
    assert start["verdict"] == "NOT_APPLICABLE"
    assert any(one["answer"] == "no" and one["group"] == "population" for one in start["criteria"])


def test_an_explanation_says_under_which_content_it_was_made() -> None:
    answer = explained(demo())
    assert (answer["edition"], answer["region"], answer["today"]) == ("esmo-2014", "INT", "2026-11-01")
    assert len(answer["contentVersion"]) == 12


def test_nothing_is_null_or_empty_but_the_lists_of_the_answer_itself() -> None:
    allowed = {"/cards", "/cutCards", "/heldBack", "/dataQuality"}
    for body in (demo(), without("prefetch.observations"), changed("prefetch.conditions", None)):
        assert set(empties(explained(body))) <= allowed


def test_an_explanation_is_not_a_card_issued() -> None:
    journal = RememberedJournal()
    post(client(journal), demo(), EXPLAIN)
    assert journal.rows == []
