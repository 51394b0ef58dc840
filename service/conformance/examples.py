"""The calls that are made of a service: well formed, with less and less data, and in every wrong way."""

import copy
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

PATIENT = "conformance-1"
DRAFT_HOOKS = ("order-select", "order-sign")
Json = dict[str, Any]
EMPTY: Json = {"resourceType": "Bundle", "type": "searchset", "total": 0}
OUTCOME: Json = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "exception"}]}


def request_for(service: Json, given: Mapping[str, Json]) -> Json:
    """A well-formed call: the one given for that hook, else of an invented patient of whom nothing is on record."""
    hook = str(service.get("hook"))
    if hook in given:
        return copy.deepcopy(given[hook]) | {"hookInstance": str(uuid4())}
    context: Json = {"userId": "Practitioner/conformance", "patientId": PATIENT, "encounterId": "e1"}
    if hook in DRAFT_HOOKS:
        context |= {"draftOrders": {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": _draft()}]}}
    if hook == DRAFT_HOOKS[0]:
        context |= {"selections": ["MedicationRequest/draft-1"]}
    asked = service.get("prefetch")
    prefetch = {key: _value(str(query)) for key, query in asked.items()} if type(asked) is dict else {}
    return {"hook": hook, "hookInstance": str(uuid4()), "context": context, "prefetch": prefetch}


def _draft() -> Json:
    return {
        "resourceType": "MedicationRequest",
        "id": "draft-1",
        "status": "draft",
        "intent": "order",
        "subject": {"reference": f"Patient/{PATIENT}"},
        "medicationCodeableConcept": {"text": "paracetamol 500 mg tablet"},
    }


def _value(query: str) -> Json | None:
    if query.startswith("Patient/"):
        return {"resourceType": "Patient", "id": PATIENT, "gender": "female", "birthDate": "1960-01-01"}
    return dict(EMPTY) if "?" in query else None


def variants(call: Json) -> dict[str, Any]:
    """Story -> body, all as JSON; what is wrong with each is its story."""
    prefetch = call.get("prefetch") or {}
    searches = {key for key, value in prefetch.items() if type(value) is dict and value.get("resourceType") == "Bundle"}
    last = next(reversed(prefetch), None)
    return {
        "well formed": call,
        "the same again": call,
        "no encounter": call | {"context": {k: v for k, v in call["context"].items() if k != "encounterId"}},
        "one key missing": call | {"prefetch": {key: value for key, value in prefetch.items() if key != last}},
        "searches null": call | {"prefetch": prefetch | dict.fromkeys(searches)},
        "searches failed": call | {"prefetch": prefetch | dict.fromkeys(searches, OUTCOME)},
        "prefetch missing": {key: value for key, value in call.items() if key != "prefetch"},
        "prefetch empty": call | {"prefetch": {}},
        "prefetch null": call | {"prefetch": None},
        "prefetch a list": call | {"prefetch": []},
        "prefetch values of HTML": call | {"prefetch": dict.fromkeys(prefetch, "<html></html>")},
        "unknown fields": call | {"whatever": [1], "context": call["context"] | {"more": {"a": 1}}},
        "an extension": call | {"extension": {"com.example.trigger": 60}},
        "fhirAuthorization null": call | {"fhirAuthorization": None},
        "token without a server": call | {"fhirAuthorization": {"access_token": "x", "token_type": "Bearer"}},
        "hookInstance missing": {key: value for key, value in call.items() if key != "hookInstance"},
        "hook missing": {key: value for key, value in call.items() if key != "hook"},
        "another hook": call | {"hook": "org.example.no-such-hook"},
        "context missing": {key: value for key, value in call.items() if key != "context"},
        "context a string": call | {"context": "x"},
        "patientId missing": call | {"context": {k: v for k, v in call["context"].items() if k != "patientId"}},
        "not JSON": b"{not json",
    }


def feedback_of(cards: list[Json]) -> dict[str, Any]:
    """Story -> feedback body, about the first card and suggestion that have a uuid."""
    card = next((str(one["uuid"]) for one in cards if one.get("uuid")), str(uuid4()))
    chosen = next((s["uuid"] for c in cards for s in c.get("suggestions", ()) if s.get("uuid")), str(uuid4()))
    when = {"card": card, "outcomeTimestamp": "2026-01-31T10:20:30Z"}
    accepted = when | {"outcome": "accepted", "acceptedSuggestions": [{"id": chosen}]}
    reason = {"reason": {"code": "no-such-reason", "system": "urn:example"}, "userComment": "-"}
    overridden = when | {"outcome": "overridden"}
    return {
        "accepted": {"feedback": [accepted]},
        "accepted again": {"feedback": [accepted]},
        "overridden": {"feedback": [overridden | {"overrideReason": reason}]},
        "dismissed": {"feedback": [overridden]},
        "two at once": {"feedback": [accepted, overridden]},
        "unknown card": {"feedback": [overridden | {"card": str(uuid4())}]},
        "no list": {"feedback": {}},
        "nothing": {},
        "unknown outcome": {"feedback": [when | {"outcome": "ignored"}]},
        "accepted nothing": {"feedback": [when | {"outcome": "accepted"}]},
        "no time": {"feedback": [overridden | {"outcomeTimestamp": "yesterday"}]},
    }
