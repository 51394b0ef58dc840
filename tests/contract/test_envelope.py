"""What a call must look like (CDS Hooks 2.0.1, HTTP Request): one row per way to get it wrong, and what is tolerated."""

from typing import Any, NamedTuple

import pytest

from tests.calls import EXPLAIN, SERVICE, Json, changed, client, demo, post, without


class Wrong(NamedTuple):
    """A call, the status it must get, and the field the answer names ("" for none)."""

    story: str
    body: Json | bytes
    field: str
    status: int = 400


def context(**more: Any) -> Json:
    return changed("context", {"userId": "Practitioner/1", "patientId": "demo-1"} | more)


WRONG = [
    Wrong("hook missing", without("hook"), "hook"),
    Wrong("hook null", changed("hook", None), "hook"),
    Wrong("hook a number", changed("hook", 7), "hook"),
    Wrong("another hook", changed("hook", "order-sign"), "hook"),
    Wrong("hook in capitals", changed("hook", "PATIENT-VIEW"), "hook"),
    Wrong("hookInstance missing", without("hookInstance"), "hookInstance"),
    Wrong("hookInstance an object", changed("hookInstance", {}), "hookInstance"),
    Wrong("hookInstance of a megabyte", changed("hookInstance", "x" * 1_000_000), "hookInstance"),
    Wrong("hookInstance empty", changed("hookInstance", ""), "hookInstance"),
    Wrong("context missing", without("context"), "context"),
    Wrong("context null", changed("context", None), "context"),
    Wrong("context an array", changed("context", []), "context"),
    Wrong("context a string", changed("context", "x"), "context"),
    Wrong("userId missing", without("context.userId"), "context.userId"),
    Wrong("userId empty", context(userId=""), "context.userId"),
    Wrong("patientId missing", without("context.patientId"), "context.patientId"),
    Wrong("patientId null", context(patientId=None), "context.patientId"),
    Wrong("patientId empty", context(patientId=""), "context.patientId"),
    Wrong("patientId a number", context(patientId=1), "context.patientId"),
    Wrong("patientId a list", context(patientId=["demo-1"]), "context.patientId"),
    Wrong("patientId an object", context(patientId={"id": "demo-1"}), "context.patientId"),
    Wrong("patientId a path", context(patientId="../demo-1"), "context.patientId"),
    Wrong("patientId of another type", context(patientId="Group/demo-1"), "context.patientId"),
    Wrong("patientId with a query", context(patientId="demo-1?x=1"), "context.patientId"),
    Wrong("patientId with a fragment", context(patientId="demo-1#x"), "context.patientId"),
    Wrong("patientId with an encoded slash", context(patientId="demo%2f1"), "context.patientId"),
    Wrong("patientId with a line feed", context(patientId="demo-1\n"), "context.patientId"),
    Wrong("patientId of 10 kB", context(patientId="x" * 10_000), "context.patientId"),
    Wrong("patientId only dots", context(patientId=".."), "context.patientId"),
    Wrong("prefetch an array", changed("prefetch", []), "prefetch"),
    Wrong("prefetch a string", changed("prefetch", "x"), "prefetch"),
    Wrong("fhirServer an object", changed("fhirServer", {}), "fhirServer"),
    Wrong("fhirServer a number", changed("fhirServer", 1), "fhirServer"),
    Wrong("token without fhirServer", changed("fhirAuthorization", {"access_token": "t"}), "fhirServer"),
    Wrong("fhirAuthorization a list", changed("fhirAuthorization", []), "fhirAuthorization"),
    Wrong("a list", b"[]", "body"),
    Wrong("a string", b'"x"', "body"),
    Wrong("a number", b"1", "body"),
    Wrong("null", b"null", "body"),
    Wrong("true", b"true", "body"),
    Wrong("an empty object", b"{}", "hook"),
    Wrong("no body", b"", ""),
    Wrong("not JSON", b"hello", ""),
    Wrong("prefetch null", changed("prefetch", None), "prefetch.patient", 412),
    Wrong("prefetch empty", changed("prefetch", {}), "prefetch.patient", 412),
    Wrong("prefetch missing", without("prefetch"), "prefetch.patient", 412),
]


@pytest.mark.parametrize("path", [SERVICE, EXPLAIN])
@pytest.mark.parametrize("case", WRONG, ids=[one.story for one in WRONG])
def test_a_wrong_call_is_refused_and_the_field_is_named(case: Wrong, path: str) -> None:
    answer = post(client(), case.body, path)
    issue = answer.get_json()["issue"][0]
    assert answer.status_code == case.status
    assert case.field in issue.get("expression", [""])


TOLERATED = {
    "an unknown field": changed("whatever", {"a": [1]}),
    "an extension": changed("extension", {"com.example.trigger": 60}),
    "an unknown field of the context": context(encounterId="e1", more=1),
    "an unknown prefetch key": changed("prefetch.somethingElse", {"resourceType": "Patient", "id": "other"}),
    "hookInstance that is no UUID": changed("hookInstance", "1"),
    "patientId with its type": context(patientId="Patient/demo-1"),
    "userId of a practitioner role": context(userId="PractitionerRole/1"),
    "fhirServer without a token": changed("fhirServer", "https://ehr.example/fhir"),
    "fhirAuthorization null": changed("fhirAuthorization", None),
    "draft orders that this hook does not have": context(draftOrders={"resourceType": "Bundle", "entry": [None, {}]}),
}


@pytest.mark.parametrize("story", TOLERATED)
def test_what_does_not_concern_us_changes_nothing(story: str) -> None:
    plain, other = (post(client(), body).get_json()["cards"] for body in (demo(), TOLERATED[story]))
    assert [one["detail"] for one in other] == [one["detail"] for one in plain]
    assert plain
