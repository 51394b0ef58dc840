"""The benchmark's request: one chart of 60 relevant resources, and the same with 500 irrelevant ones added.

Seeded and synthetic; shaped as a US EHR sends it (two codings, category, encounter, note, meta).
"""

import random
from datetime import date, timedelta
from typing import Any

PATIENT = "bench-1"
TODAY = date(2026, 11, 1)
SNOMED, ICD10CM, LOINC = "http://snomed.info/sct", "http://hl7.org/fhir/sid/icd-10-cm", "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"

RELEVANT_CONDITIONS = [
    [(SNOMED, "254837009"), (ICD10CM, "C50.911")],
    [(SNOMED, "94222008"), (ICD10CM, "C79.51")],
    [(SNOMED, "12584003")],
    [(SNOMED, "64859006"), (ICD10CM, "M81.0")],
    [(SNOMED, "76498008"), (ICD10CM, "Z78.0")],
]
RELEVANT_DRUGS = ["200064", "1114085", "8640", "1897", "2418", "310261"]
RELEVANT_RESULTS = [
    ("2160-0", 0.9, "mg/dL"),
    ("17861-6", 9.4, "mg/dL"),
    ("1751-7", 4.1, "g/dL"),
    ("35591-7", 85, "mL/min"),
    ("72514-3", 2, "{score}"),
    ("89247-1", 1, "{score}"),
    ("29463-7", 68, "kg"),
    ("8302-2", 164, "cm"),
]
IRRELEVANT_CONDITIONS = [("38341003", "I10"), ("44054006", "E11.9"), ("195967001", "J45.909"), ("55822004", "E78.5")]
IRRELEVANT_RESULTS = [("718-7", 13.1, "g/dL"), ("2951-2", 140, "mmol/L"), ("6690-2", 6.2, "10*3/uL"), ("2345-7", 95, "mg/dL")]


def _day(days_ago: int) -> str:
    return (TODAY - timedelta(days=days_ago)).isoformat()


def _concept(codings: list[tuple[str, str]], text: str) -> dict[str, Any]:
    return {"coding": [{"system": s, "code": c, "display": text} for s, c in codings], "text": text}


def _envelope(kind: str, number: int) -> dict[str, Any]:
    return {
        "resourceType": kind,
        "id": f"{kind.lower()}-{number}",
        "meta": {"versionId": "3", "lastUpdated": "2026-10-30T08:11:52.000Z"},
        "subject": {"reference": f"Patient/{PATIENT}", "display": "Bench, One"},
        "encounter": {"reference": f"Encounter/e{number % 17}"},
    }


def _category(system: str, code: str) -> list[dict[str, Any]]:
    return [{"coding": [{"system": f"http://terminology.hl7.org/CodeSystem/{system}", "code": code}]}]


def condition(number: int, codings: list[tuple[str, str]], days_ago: int) -> dict[str, Any]:
    status = "http://terminology.hl7.org/CodeSystem/condition-"
    return _envelope("Condition", number) | {
        "clinicalStatus": {"coding": [{"system": f"{status}clinical", "code": "active"}]},
        "verificationStatus": {"coding": [{"system": f"{status}ver-status", "code": "confirmed"}]},
        "category": _category("condition-category", "problem-list-item"),
        "code": _concept(codings, f"problem {number}"),
        "onsetDateTime": _day(days_ago),
        "recordedDate": _day(max(days_ago - 1, 0)),
        "note": [{"text": "seen in clinic, stable since the last visit"}],
    }


def medication(number: int, rxcui: str, days_ago: int) -> dict[str, Any]:
    return _envelope("MedicationRequest", number) | {
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": _concept([(RXNORM, rxcui)], f"drug {number}"),
        "authoredOn": _day(days_ago),
        "requester": {"reference": "Practitioner/p1"},
        "dosageInstruction": [
            {"text": "as directed", "timing": {"repeat": {"frequency": 1, "period": 28, "periodUnit": "d"}}}
        ],
    }


def observation(number: int, row: tuple[str, float, str], days_ago: int) -> dict[str, Any]:
    code, value, unit = row
    return _envelope("Observation", number) | {
        "status": "final",
        "category": _category("observation-category", "laboratory"),
        "code": _concept([(LOINC, code)], f"result {number}"),
        "effectiveDateTime": f"{_day(days_ago)}T08:00:00+01:00",
        "issued": f"{_day(days_ago)}T10:00:00+01:00",
        "valueQuantity": {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit},
        "referenceRange": [{"low": {"value": 0.1, "unit": unit}, "high": {"value": 1000, "unit": unit}}],
    }


def _bundle(resources: list[dict[str, Any]]) -> dict[str, Any]:
    entries = [{"fullUrl": f"https://ehr.example/fhir/{r['resourceType']}/{r['id']}", "resource": r} for r in resources]
    return {"resourceType": "Bundle", "type": "searchset", "total": len(entries), "entry": entries}


def request(irrelevant: int = 0, seed: int = 7) -> dict[str, Any]:
    """A chart-open request with 60 relevant resources and `irrelevant` others in the same sections."""
    chance = random.Random(seed)
    conditions = [condition(i, RELEVANT_CONDITIONS[i % 5], 100 + 40 * i) for i in range(12)]
    drugs = [medication(i, RELEVANT_DRUGS[i % 6], 30 + 9 * i) for i in range(12)]
    results = [observation(i, RELEVANT_RESULTS[i % 8], 3 + 11 * i) for i in range(36)]
    for i in range(irrelevant):
        snomed, icd = chance.choice(IRRELEVANT_CONDITIONS)
        if i % 5 == 0:
            conditions.append(condition(1000 + i, [(SNOMED, snomed), (ICD10CM, icd)], chance.randrange(3000)))
        else:
            results.append(observation(1000 + i, chance.choice(IRRELEVANT_RESULTS), chance.randrange(3000)))
    patient = {"resourceType": "Patient", "id": PATIENT, "gender": "female", "birthDate": "1964-02-03"}
    sections = {
        "patient": patient,
        "conditions": _bundle(conditions),
        "medicationRequests": _bundle(drugs),
        "observations": _bundle(results),
    }
    empty = ("medicationStatements", "medicationAdministrations", "diagnosticReports", "procedures")
    empty += ("serviceRequests", "allergies", "familyHistory", "encounters")
    return {
        "hook": "patient-view",
        "hookInstance": "5c0b5a4e-6f3c-4c0b-9c64-0f5a1b7b2f10",
        "context": {"userId": "Practitioner/p1", "patientId": PATIENT},
        "prefetch": sections | dict.fromkeys(empty),
    }
