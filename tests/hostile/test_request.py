"""REQUEST: calls that are JSON and no good hook request. fhirAuthorization stands with the reading of FHIR servers."""

from typing import Any

import pytest

from tests.calls import Json, bundle, changed, without
from tests.hostile.conftest import Ask
from tests.security.test_canaries import PATIENT, marked


def context(**more: Any) -> Json:
    return changed("context", {"userId": "Practitioner/1", "patientId": PATIENT} | more, marked())


def plain(path: str, value: Any) -> Json:
    return changed(path, value, marked())


def alone(path: str, value: Any) -> Json:
    """A call of a client without a FHIR server."""
    whole = plain(path, value)
    return {name: part for name, part in whole.items() if name not in ("fhirServer", "fhirAuthorization")}


def observations(**more: Any) -> Json:
    return marked()["prefetch"]["observations"] | more


NULL_ENTRY = bundle(*(one["resource"] for one in marked()["prefetch"]["observations"]["entry"]))
NULL_ENTRY["entry"].append(None)
OBSERVATION = {"resourceType": "Observation", "status": "final", "code": {"text": "x"}, "subject": {"reference": f"Patient/{PATIENT}"}}

ROWS: list[tuple[str, Json]] = [
    ("RQ-003", plain("hook", None)),
    ("RQ-005", plain("hook", "PATIENT-VIEW")),
    ("RQ-006", without("hookInstance", marked())),
    ("RQ-007", plain("hookInstance", "not-a-uuid")),
    ("RQ-008", plain("hookInstance", "x" * 1_000_000)),
    ("RQ-010", plain("hookInstance", {"id": "x"})),
    ("RQ-011", without("context", marked())),
    ("RQ-013", plain("context", ["x"])),
    ("RQ-016", context(patientId="")),
    ("RQ-017", context(patientId=None)),
    ("RQ-018", context(patientId=7)),
    ("RQ-022", context(patientId="p1?_include=*")),
    ("RQ-023", context(patientId="p1#x")),
    ("RQ-024", context(patientId="p1%2f..")),
    ("RQ-025", context(patientId="p" * 10_000)),
    ("RQ-027", context(patientId=".")),
    ("RQ-029", context(userId="Practitioner/<script>alert(1)</script>")),
    ("RQ-030", context(userId="Practitioner/" + "x" * 1_000_000)),
    ("RQ-032", plain("prefetch", None)),
    ("RQ-033", plain("prefetch", [])),
    ("RQ-035", alone("prefetch", {})),
    ("RQ-037", plain("prefetch.patient", OBSERVATION)),
    ("RQ-038", plain("prefetch.patient", "<html>login</html>")),
    ("RQ-043", plain("prefetch.observations", None)),
    ("RQ-044", without("prefetch.observations", marked())),
    ("RQ-048", plain("prefetch.observations", observations(total=9))),
    ("RQ-051", plain("prefetch.observations", NULL_ENTRY)),
    ("RQ-053", plain("prefetch.observations", bundle(*[OBSERVATION | {"id": f"o{n}"} for n in range(20_000)]))),
    ("RQ-054", plain("prefetch.somethingElse", {"resourceType": "Patient", "id": "other"})),
    ("RQ-055", plain("whatever", {"a": [1]})),
    ("RQ-056", plain("extension", {"com.example.trigger": 60})),
]


@pytest.mark.parametrize(("case", "body"), ROWS, ids=[row[0] for row in ROWS])
def test_a_call_that_is_none_or_nearly_one(case: str, body: Json, ask: Ask) -> None:
    ask(case, body)
