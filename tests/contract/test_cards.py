"""What every card must have (CDS Hooks 2.0.1, Card Attributes; decision table, rules for all rows)."""

import re
from importlib import import_module
from uuid import UUID

import pytest
from markdown_it import MarkdownIt

from tests.calls import Json, client, demo, empties, post, without
from tests.contract.card_calls import CALLS, EXTENSION, cards_of, every_card

CARDS = list(every_card())
IDS = [f"{story}: {card['source']['topic']['code']}" for story, card in CARDS]
card_table = pytest.mark.parametrize("card", [card for _, card in CARDS], ids=IDS)


def test_the_calls_give_cards_with_and_without_suggestions() -> None:
    assert {story for story, _ in CARDS} == set(CALLS)
    assert {"suggestions" in card for _, card in CARDS} == {True, False}


@pytest.mark.parametrize("story", CALLS)
def test_no_answer_holds_anything_null_or_empty(story: str) -> None:
    assert empties(post(client(), CALLS[story]).get_json()) in ([], ["/cards"])


@card_table
def test_a_card_has_its_required_parts(card: Json) -> None:
    assert 0 < len(card["summary"]) < 140
    assert "\n" not in card["summary"]
    assert card["indicator"] in ("info", "warning", "critical")
    assert UUID(card["uuid"]).version == 4
    assert card["source"]["label"]
    assert card["source"]["url"].startswith("https://")
    assert card["source"]["topic"]["system"] == "urn:bone-health-cds:recommendation"
    assert re.fullmatch(r"[A-Z0-9]{1,100}", card["source"]["topic"]["code"])


@card_table
def test_a_card_may_hold_only_these_fields(card: Json) -> None:
    required = {"uuid", "summary", "detail", "indicator", "source", "overrideReasons", "extension"}
    assert card.keys() - {"suggestions", "selectionBehavior"} == required


@card_table
def test_selection_behaviour_stands_with_suggestions_and_only_then(card: Json) -> None:
    assert ("suggestions" in card) == ("selectionBehavior" in card)
    assert card.get("selectionBehavior", "any") == "any"


@card_table
def test_every_override_reason_is_a_coding_with_words(card: Json) -> None:
    codes = [one["code"] for one in card["overrideReasons"]]
    assert codes
    assert len(codes) == len(set(codes))
    for one in card["overrideReasons"]:
        assert one.keys() == {"code", "system", "display"}
        assert one["system"] == "urn:bone-health-cds:override-reason"


@card_table
def test_the_extension_names_what_the_card_rests_on(card: Json) -> None:
    said = card["extension"][EXTENSION]
    assert said["recommendations"]
    assert said["edition"] == "esmo-2014"
    assert said["region"] == "INT"
    assert re.fullmatch(r"[0-9a-f]{12}", said["contentVersion"])
    for fact in said.get("evidence", ()):
        assert re.fullmatch(r"[A-Za-z]+/[A-Za-z0-9.-]{1,64}", fact["reference"])
        assert fact["meaning"]


@card_table
def test_the_detail_ends_with_its_date_and_its_limits(card: Json) -> None:
    last = card["detail"].split("\n\n")[-1]
    assert last == "As of 2026-11-01. Decision support for clinicians; check against the patient."


@card_table
def test_the_detail_is_plain_markdown_without_links_images_or_html(card: Json) -> None:
    parsed = MarkdownIt("gfm-like", {"linkify": False}).parse(card["detail"])
    kinds = {token.type for block in parsed for token in (block, *(block.children or ()))}
    allowed = {"paragraph_open", "paragraph_close", "inline", "text", "strong_open", "strong_close", "softbreak"}
    allowed |= {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
    assert kinds <= allowed


SUGGESTIONS = [one for _, card in CARDS for one in card.get("suggestions", ())]


@pytest.mark.parametrize("suggestion", SUGGESTIONS, ids=[one["label"] for one in SUGGESTIONS])
def test_a_suggestion_creates_one_draft_of_this_patient_that_is_valid_fhir(suggestion: Json) -> None:
    assert suggestion.keys() == {"label", "uuid", "actions"}
    assert UUID(suggestion["uuid"]).version == 4
    (action,) = suggestion["actions"]
    assert action["type"] == "create"
    assert len(action["description"]) > 5
    resource = action["resource"]
    kind = resource["resourceType"]
    module = import_module(f"fhir.resources.R4B.{kind.lower()}")
    getattr(module, kind).model_validate(resource)
    subject = resource["for" if kind == "Task" else "subject"]
    assert subject == {"reference": "Patient/demo-1"}
    assert (resource["status"], resource["intent"], resource["authoredOn"]) == ("draft", "proposal", "2026-11-01")


def test_every_uuid_of_an_answer_and_of_two_answers_is_its_own() -> None:
    found = [
        uuid
        for _ in range(2)
        for card in cards_of(demo())
        for uuid in [card["uuid"], *(one["uuid"] for one in card.get("suggestions", ()))]
    ]
    assert len(found) > 4
    assert len(found) == len(set(found))


def test_the_parts_of_a_detail_come_in_their_fixed_order() -> None:
    detail = next(c for c in cards_of(demo()) if c["source"]["topic"]["code"] == "BMAMETSSTART")["detail"]
    parts = ("Bone metastasis", "**To consider**", "**Also**", "**Not found in the record:**", "**Evidence**", "ESMO 2014, ", "As of ")
    marks = [parts[0], *(f"\n\n{part}" for part in parts[1:])]
    places = [detail.index(mark) for mark in marks]
    assert places == sorted(places)


def test_a_card_whose_options_were_left_out_says_what_could_not_be_read() -> None:
    """Without allergies the card on supplements stands, but it offers none."""
    cards = {one["source"]["topic"]["code"]: one for one in cards_of(without("prefetch.allergies"))}
    card = cards["SUPPLEMENTCAVITD"]
    unread = card["extension"][EXTENSION]["notRead"]
    assert unread == ["allergy to calcium supplement / vitamin D supplement: allergies not provided"]
    assert "**Could not be read:** allergy to calcium supplement / vitamin D supplement (allergies not provided)." in card["detail"]
    offered = {one["actions"][0]["resource"]["resourceType"] for one in card.get("suggestions", ())}
    assert "MedicationRequest" not in offered
