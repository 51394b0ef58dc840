"""Raw FHIR R4 resources in one line, for tests of the reader: a code is "system|code", anything else is plain words.

    condition("http://snomed.info/sct|94222008", onset="2026-10-01")
"""

from datetime import date
from typing import Any

from cards.events import Event
from cards.guidelines import guideline
from cards.regions import region
from service.data_states import Chart, DataState, Section
from service.reader import Reading, read
from service.reader.kinds import SECTIONS

Json = dict[str, Any]
TODAY = date(2026, 11, 1)
PATIENT = "p1"
SNOMED, LOINC, RXNORM = "http://snomed.info/sct", "http://loinc.org", "http://www.nlm.nih.gov/research/umls/rxnorm"
STATUS = "http://terminology.hl7.org/CodeSystem"

# One well-known code of each table, so that a case shows only what matters.
BONE_METASTASIS, BREAST = f"{SNOMED}|94222008", f"{SNOMED}|254837009"
DENOSUMAB, ZOLEDRONATE, ASPIRIN = f"{RXNORM}|993449", f"{RXNORM}|77655", f"{RXNORM}|1191"
CREATININE, ECOG, HAEMOGLOBIN = f"{LOINC}|2160-0", f"{LOINC}|89247-1", f"{LOINC}|718-7"
RADIOTHERAPY, DXA, HOSPICE, HIP_FRACTURE = (
    f"{SNOMED}|{code}" for code in ("1287742003", "312681000", "385763009", "391096007")
)


def coded(name: str) -> Json:
    """A CodeableConcept of one code or of words."""
    system, bar, code = name.partition("|")
    return {"coding": [{"system": system, "code": code}]} if bar else {"text": name}


def resource(kind: str, _id: str | None = "1", **elements: Any) -> Json:
    """A resource of this patient; an element given as None is left out."""
    subject = "patient" if kind in ("AllergyIntolerance", "FamilyMemberHistory") else "subject"
    whole = {"resourceType": kind, "id": _id, subject: {"reference": f"Patient/{PATIENT}"}} | elements
    return {name: part for name, part in whole.items() if part is not None}


def _status(name: str, word: str | None) -> Json | None:
    return None if word is None else {"coding": [{"system": f"{STATUS}/{name}", "code": word}]}


def condition(
    code: str = BONE_METASTASIS, clinical: str | None = "active", verified: str | None = "confirmed", onset: str | None = None, **more: Any
) -> Json:
    given = {
        "code": coded(code),
        "clinicalStatus": _status("condition-clinical", clinical),
        "verificationStatus": _status("condition-ver-status", verified),
        "onsetDateTime": onset,
    }
    return resource("Condition", **(given | more))


def allergy(code: str = DENOSUMAB, clinical: str | None = "active", verified: str | None = "confirmed", **more: Any) -> Json:
    given = {
        "code": coded(code),
        "clinicalStatus": _status("allergyintolerance-clinical", clinical),
        "verificationStatus": _status("allergyintolerance-verification", verified),
    }
    return resource("AllergyIntolerance", **(given | more))


def quantity(value: Any, unit: str | None = None, code: str | None = None, **more: Any) -> Json:
    whole = {"value": value, "unit": unit, "code": code, "system": code and "http://unitsofmeasure.org"} | more
    return {name: part for name, part in whole.items() if part is not None}


def observation(code: str = CREATININE, value: Any = 1.0, unit: str | None = "mg/dL", on: str | None = "2026-10-20", **more: Any) -> Json:
    given = {"valueQuantity": None if value is None else quantity(value, unit)} if "valueQuantity" not in more else {}
    return resource("Observation", **({"status": "final", "code": coded(code), "effectiveDateTime": on} | given | more))


def request(code: str = DENOSUMAB, status: str = "active", on: str | None = "2026-10-01", **more: Any) -> Json:
    given = {"status": status, "intent": "order", "medicationCodeableConcept": coded(code), "authoredOn": on}
    return resource("MedicationRequest", **(given | more))


def statement(code: str = DENOSUMAB, status: str = "active", on: str | None = "2026-10-01", **more: Any) -> Json:
    given = {"status": status, "medicationCodeableConcept": coded(code), "effectiveDateTime": on}
    return resource("MedicationStatement", **(given | more))


def administration(code: str = DENOSUMAB, status: str = "completed", on: str | None = "2026-10-01", **more: Any) -> Json:
    given = {"status": status, "medicationCodeableConcept": coded(code), "effectiveDateTime": on}
    return resource("MedicationAdministration", **(given | more))


def procedure(code: str = RADIOTHERAPY, status: str = "completed", on: str | None = "2026-10-01", **more: Any) -> Json:
    return resource("Procedure", **({"status": status, "code": coded(code), "performedDateTime": on} | more))


def order(code: str = RADIOTHERAPY, status: str = "active", on: str | None = "2026-10-01", **more: Any) -> Json:
    return resource("ServiceRequest", **({"status": status, "intent": "order", "code": coded(code), "authoredOn": on} | more))


def report(code: str = DXA, status: str = "final", on: str | None = "2026-10-01", **more: Any) -> Json:
    return resource("DiagnosticReport", **({"status": status, "code": coded(code), "effectiveDateTime": on} | more))


def encounter(code: str = HOSPICE, status: str = "finished", **more: Any) -> Json:
    kind = {"class": {"code": "AMB"}, "type": [coded(code)]}
    return resource("Encounter", **({"status": status} | kind | more))


def relative(code: str = HIP_FRACTURE, status: str = "completed", **more: Any) -> Json:
    who = {"relationship": {"text": "mother"}, "condition": [{"code": coded(code)}]}
    return resource("FamilyMemberHistory", **({"status": status} | who | more))


def person(**elements: Any) -> Json:
    whole = {"resourceType": "Patient", "id": PATIENT, "gender": "female", "birthDate": "1964-02-03"} | elements
    return {name: part for name, part in whole.items() if part is not None}


KEY_OF = {str(kind): key for key, row in SECTIONS.items() for kind in row["types"]}


def chart(*resources: Any, patient: Any = None, drafts: tuple[Json, ...] = (), **states: DataState) -> Chart:
    """A chart with each resource under the key it belongs to; every other key was read and is empty, or as in `states`."""
    rows: dict[str, list[Any]] = {key: [] for key in SECTIONS}
    rows["patient"] = [person() if patient is None else patient]
    for one in resources:
        rows[KEY_OF[one["resourceType"]]].append(one)
    sections = {key: Section(key, states.get(key, DataState.READ), tuple(held)) for key, held in rows.items()}
    return Chart(PATIENT, sections, Section("draftOrders", DataState.READ, drafts))


def read_chart(of: Chart, today: date = TODAY) -> Reading:
    return read(of, today, guideline("esmo-2014"), region("INT"))


def read_all(*resources: Any, **more: Any) -> Reading:
    """The reading of a chart with these resources."""
    return read_chart(chart(*resources, **more))


def events(reading: Reading) -> list[Event]:
    """Every event of every table."""
    return [event for table in reading.patient.tables.values() for event in table.events]


def only(reading: Reading) -> Event | None:
    """The one event of the reading, or None when it has none."""
    found = events(reading)
    assert len(found) < 2, found
    return found[0] if found else None


def codes_of(reading: Reading) -> set[str]:
    """The codes of the notes."""
    return {note.code for note in reading.notes}


def day(event: Event | None, name: str = "on") -> str | None:
    """The day of an event as text."""
    found = getattr(event, name, None)
    return None if found is None else str(found)
