"""HL7's own good and bad examples (fhir_fixtures/hl7_cdshooks) as an outside opinion on the request parser and the probes."""

import json
from typing import Any

import pytest

from service.conformance import probes_calls, probes_cards, probes_envelope, probes_inside
from service.conformance.asking import Reply, Target
from service.conformance.probing import NotTestable
from service.conformance.visit import Seen
from service.wire import read_call
from tests.calls import SERVICE, client, post
from tests.repository.files import ROOT

FOLDER = ROOT / "fhir_fixtures" / "hl7_cdshooks"
GOOD_REQUESTS = ["order-select-good", "order-sign-good", "patient-view-good", "pv-good", "order-select-extensions"]
# What HL7's validator calls bad in these: ids with their type, and wrapped prefetch. Real clients send both: tolerated.
TOLERATED = ["patient-view-bad", "order-select-bad", "order-sign-bad-1", "order-sign-bad-2"]
# response -> requirements it breaks. HL7's models check neither the length of a summary nor the type of a link; the probes are about the text of the specification: a link needs its type (LNK-03), a
# summary is below 140 characters (CRD-02), suggestions need selectionBehavior (CRD-08), an action its description (ACT-02).
RESPONSES = {
    "empty-bad": {"RSP-01"},
    "empty2": {"RSP-01"},
    "empty": set(),
    "empty-good": set(),
    "good": set(),
    "link": set(),
    "no-link": set(),
    "two-cards": set(),
    "empty-source": {"SRC-01", "CRD-06", "LNK-03"},
    "source-link": {"CRD-02", "LNK-03"},
    "suggestion": {"CRD-02", "CRD-08"},
}
MUST = (
    "CRD-02",
    "CRD-05",
    "CRD-06",
    "CRD-07",
    "CRD-08",
    "SRC-01",
    "SUG-01",
    "SUG-04",
    "ACT-01",
    "ACT-02",
    "ACT-03",
    "LNK-01",
    "LNK-03",
    "LNK-04",
)
PROBES = probes_cards.PROBES | probes_inside.PROBES | probes_calls.PROBES | probes_envelope.PROBES


def raw(kind: str, name: str) -> bytes:
    return (FOLDER / f"cdshooks-{kind}-{name}.json").read_bytes()


def seen(discovery: Any = None, response: Any = None) -> Seen:
    reply = Reply("example", 200, {}, b"", response, 0)
    found = Reply("discovery", 200, {}, b"", discovery, 0)
    services = (discovery or {}).get("services", [])
    return Seen(Target("", None, ""), found, services, {"x": {"example": reply}}, {}, {}, {}, {})


def broken(one: str, at: Seen) -> bool:
    try:
        return bool(list(PROBES[one](at)))
    except NotTestable:
        return False


@pytest.mark.requirement("REQ-02", "REQ-06")
@pytest.mark.parametrize("name", GOOD_REQUESTS + TOLERATED)
def test_a_request_is_read(name: str) -> None:
    body = raw("request", name)
    call = read_call(body, json.loads(body)["hook"])
    assert "/" not in call.context.patientId


@pytest.mark.parametrize("name", ["patient-view-good", "patient-view-bad", "pv-good"])
def test_a_chart_opening_of_another_service_is_told_what_is_missing(name: str) -> None:
    answer = post(client(), raw("request", name))
    assert answer.status_code == 412
    assert answer.get_json()["issue"][0]["expression"] == ["prefetch.patient"]


@pytest.mark.parametrize("name", ["order-select-good", "order-sign-good"])
def test_a_call_of_another_hook_is_refused_at_this_one(name: str) -> None:
    assert post(client(), raw("request", name), SERVICE).status_code == 400


@pytest.mark.parametrize("name", RESPONSES)
def test_a_response_is_judged_as_hl7_judges_it(name: str) -> None:
    at = seen(response=json.loads(raw("response", name)))
    assert {one for one in ("RSP-01", *MUST) if broken(one, at)} == RESPONSES[name]


@pytest.mark.parametrize("name", ["good", "order-select-extensions"])
def test_a_discovery_is_judged_as_hl7_judges_it(name: str) -> None:
    at = seen(discovery=json.loads(raw("services", name)))
    assert [one for one in ("DSC-02", "DSC-04", "DSC-06", "DSC-08", "TOK-02", "QRY-02") if broken(one, at)] == []
