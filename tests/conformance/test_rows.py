"""Requirements that the self-test cannot see over HTTP: each with a test of its own."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.operationoutcome import OperationOutcome
from werkzeug.test import TestResponse

from service.conformance import probes_cards, probes_inside
from service.conformance.asking import Reply, Target
from service.conformance.probing import NotTestable
from service.conformance.visit import Seen
from tests.calls import SERVICE, Json, bundle, client, demo, empties, post, service_at
from tests.conformance.own import body_of, fixture_requests
from tests.repository.files import ROOT

FIXTURES = fixture_requests()
fixture_table = pytest.mark.parametrize("path", FIXTURES, ids=[path.stem for path in FIXTURES])
# What cards of this service never have; whether they may is a decision (docs/decisions).
CARD_PROBES = probes_cards.PROBES | probes_inside.PROBES
NEVER = {"LNK-01", "LNK-02", "LNK-03", "LNK-04", "LNK-05", "SRC-03"}


def answered(path: Path) -> TestResponse:
    """The answer to a shipped request, of the service of its hook."""
    body = body_of(path)
    return post(client(), body, service_at(body["hook"]))


def cards_of(path: Path) -> list[Json]:
    found: list[Json] = answered(path).get_json()["cards"]
    return found


def reply(path: Path) -> Reply:
    got = answered(path)
    return Reply(path.stem, got.status_code, dict(got.headers), got.get_data(), got.get_json(), 0)


def seen(replies: dict[str, Reply]) -> Seen:
    nothing = Reply("", 0, {}, b"", None, 0)
    return Seen(Target("", None, ""), nothing, [], {SERVICE: replies}, {}, {}, {}, {})


@pytest.mark.requirement(
    "CRD-01", "CRD-02", "CRD-03", "CRD-04", "CRD-05", "CRD-06", "CRD-07", "CRD-08", "CRD-09", "CRD-10"
)
@pytest.mark.requirement(
    "SRC-01", "SRC-02", "SRC-04", "SUG-01", "SUG-02", "SUG-03", "SUG-04", "ACT-01", "ACT-02", "ACT-03", "ACT-04", "ACT-05"
)
@pytest.mark.requirement("OVR-02", "COD-01", "BP-08", "BP-12")
@pytest.mark.parametrize("row", CARD_PROBES)
def test_every_card_of_every_shipped_request_obeys(row: str) -> None:
    found = seen({path.stem: reply(path) for path in FIXTURES})
    assert len(found.cards()) > 10
    try:
        assert list(CARD_PROBES[row](found)) == []
    except NotTestable:
        assert row in NEVER


@pytest.mark.requirement("JSN-02", "ACT-03")
@fixture_table
def test_every_proposed_resource_is_valid_r4(path: Path) -> None:
    for action in seen({path.stem: reply(path)}).actions():
        if action["type"] == "delete":
            assert "resource" not in action
            continue
        kind = action["resource"]["resourceType"]
        getattr(import_module(f"fhir.resources.R4B.{kind.lower()}"), kind).model_validate(action["resource"])
        assert action["resource"]["id"]


@pytest.mark.requirement("JSN-02", "RSP-05")
def test_every_error_is_a_valid_operation_outcome() -> None:
    for answer in (
        post(client(), b"{"),
        post(client(), {}),
        post(client(), demo() | {"prefetch": {}}),
        client().get("/x"),
    ):
        assert OperationOutcome.model_validate(answer.get_json())


@pytest.mark.requirement("JSN-04", "JSN-05", "JSN-06")
@fixture_table
def test_nothing_null_or_empty_leaves(path: Path) -> None:
    assert empties(answered(path).get_json()) in ([], ["/cards"])


@pytest.mark.requirement("DSC-03")
def test_discovery_without_services_is_an_empty_list() -> None:
    app = client().application
    app.extensions["bone_health_cds"] = app.extensions["bone_health_cds"]._replace(catalog={})
    answer = app.test_client().get("/cds-services")
    assert (answer.status_code, answer.get_json()) == (200, {"services": []})


@pytest.mark.requirement("SUG-06", "CAP-02", "SYS-01", "SYS-02", "RSP-06")
@fixture_table
def test_nothing_that_needs_an_agreement_is_sent(path: Path) -> None:
    text = answered(path).get_data(as_text=True)
    assert "actionSelectionBehavior" not in text
    assert "systemActions" not in text
    assert "autolaunchable" not in text


@pytest.mark.requirement("OVR-01", "OVR-02")
@fixture_table
def test_every_card_offers_reasons_to_override_it(path: Path) -> None:
    for card in cards_of(path):
        assert card["overrideReasons"]
        assert all(one["display"] for one in card["overrideReasons"])


@pytest.mark.requirement("STL-01", "STL-04", "BP-10")
@fixture_table
def test_a_card_can_be_acted_on_by_hand_and_says_as_of_when(path: Path) -> None:
    for card in cards_of(path):
        assert "As of 2026-11-01." in card["detail"]
        for suggestion in card.get("suggestions", ()):
            assert len(suggestion["actions"][0]["description"].split()) > 1


@pytest.mark.requirement("STL-02", "DSC-12")
def test_every_service_has_an_id_of_its_own() -> None:
    ids = [one["id"] for one in client().get("/cds-services").get_json()["services"]]
    assert len(ids) == len(set(ids))


@pytest.mark.requirement("BP-09")
@fixture_table
def test_cards_are_few_and_the_most_urgent_stands_first(path: Path) -> None:
    order = ["critical", "warning", "info"]
    cards = cards_of(path)
    ranks = [order.index(card["indicator"]) for card in cards]
    assert len(cards) <= 4
    assert ranks == sorted(ranks)


@pytest.mark.requirement("BP-11", "PRF-14")
def test_each_prefetch_key_feeds_something_that_is_asked() -> None:
    """A key whose table no codelist reads is not in discovery (service/catalog.py); the patient is always needed."""
    from cards.codelists import codelists  # noqa: PLC0415  what the advice is made of, for this one comparison
    from service.catalog import asked_for  # noqa: PLC0415

    used = {table for one in codelists().values() for table in one.tables} | {"", "reports"}
    published = set(client().get("/cds-services").get_json()["services"][0]["prefetch"])
    assert published == {one.key for one in asked_for() if one.table in used}


@pytest.mark.requirement("EXT-01", "EXT-02", "EXT-03")
def test_our_extension_is_an_object_under_a_name_of_ours() -> None:
    for card in post(client(), demo()).get_json()["cards"]:
        assert list(card["extension"]) == ["org.bone-health-cds.assessment"]
        assert card["extension"]["org.bone-health-cds.assessment"]["recommendations"]


@pytest.mark.requirement("VER-01", "DSC-10")
def test_the_version_of_the_specification_covers_the_hooks() -> None:
    """patient-view, order-select and order-sign need CDS Hooks 1.0 or later."""
    for one in client().get("/cds-services").get_json()["services"]:
        assert tuple(map(int, one["version"].split("."))) >= (1, 0, 0)


@pytest.mark.requirement("STL-03", "DSC-09")
def test_what_is_needed_of_the_client_is_said_in_discovery() -> None:
    for one in client().get("/cds-services").get_json()["services"]:
        assert "FHIR R4" in one["usageRequirements"]
        assert "never as absent" in one["usageRequirements"]


DOCUMENTED = [
    # requirement, page, words that must stand on it
    pytest.param("README.md", ["patient-view", "CDS Hooks"], marks=pytest.mark.requirement("CAP-01"), id="CAP-01"),
    pytest.param(
        "docs/explanation/security-properties.md",
        ["token", "log"],
        marks=pytest.mark.requirement("SEC-05"),
        id="SEC-05",
    ),
    pytest.param("docs/how-to/run-and-configure.md", ["TLS"], marks=pytest.mark.requirement("SEC-02"), id="SEC-02"),
]


@pytest.mark.requirement("CAP-01", "SEC-02", "SEC-05")
@pytest.mark.parametrize(("page", "words"), DOCUMENTED)
def test_what_must_be_written_down_is(page: str, words: list[str]) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert [word for word in words if word.lower() not in text.lower()] == []


@pytest.mark.requirement("PRF-04", "PRF-03", "RSP-03")
@pytest.mark.parametrize(
    ("value", "status"), [(bundle(), 200), (None, 200), ({"resourceType": "OperationOutcome"}, 412)]
)
def test_an_error_is_never_taken_for_an_empty_answer(value: Any, status: int) -> None:
    body = demo()
    for key in ("conditions", "medicationRequests", "medicationStatements", "medicationAdministrations"):
        body["prefetch"][key] = value
    assert post(client(), json.dumps(body).encode()).status_code == status
