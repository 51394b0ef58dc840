"""Whole patients for a server: the vignettes and the example charts, each with ids of its own, as resources and as prefetch."""

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from service.bundle import patient_id, resources_of
from service.catalog import result_codes
from tests.calls import TODAY
from tests.repository.files import ROOT
from tests.vignettes.convert import PREFETCH, on_record, request_body
from tests.vignettes.dialects import NAMES, dialect
from tests.vignettes.stories import runnable

Json = dict[str, Any]


class Patient(NamedTuple):
    """One patient: the call of the day with everything sent along, and all resources of the chart."""

    name: str
    body: Json
    resources: list[Json]


@cache
def patients() -> dict[str, Patient]:
    """Every patient by name."""
    return {one.name: one for one in (*_vignettes(), *_examples())}


def _vignettes() -> Iterator[Patient]:
    """Each vignette of chart opening in one dialect; the dialects take turns."""
    for number, vignette in enumerate(runnable()):
        spoken = dialect(NAMES[number % len(NAMES)])
        body = request_body(vignette, spoken, TODAY)
        rows = [body["prefetch"]["patient"], *on_record(vignette, spoken, TODAY)]
        yield _patient(f"{vignette.id}-{spoken.name}", body["context"]["patientId"], rows)


def _examples() -> Iterator[Patient]:
    for path in sorted((ROOT / "fhir_fixtures" / "patients").glob("*.json")):
        rows = resources_of(json.loads(path.read_text("utf-8")))
        people = {one["id"] for one in rows if one["resourceType"] == "Patient"}
        if len(people) == 1 and path.stem not in MADE_FOR_A_FILE:
            yield _patient(path.stem, patient_id(rows, None), [one for one in rows if one["resourceType"] in ASKED])


MADE_FOR_A_FILE = {"trial-matching-other-patient"}  # holds results of another patient, which no search by patient finds
ASKED = {"Patient", "Medication", *PREFETCH.values()}


def _patient(name: str, person: str, rows: list[Json]) -> Patient:
    new = f"p-{name.lower()}"
    kinds = {one["id"]: one["resourceType"] for one in rows}
    renamed = [_renamed(one, kinds, person, new) for one in rows]
    prefetch: Json = {"patient": next(one for one in renamed if one["resourceType"] == "Patient")}
    for key, kind in PREFETCH.items():
        found = [one for one in renamed if one["resourceType"] == kind and (kind != "Observation" or _asked_by_code(one))]
        products = [one for one in renamed if one["resourceType"] == "Medication"] if "medication" in key and found else []
        entries = [{"resource": one} for one in found + products]
        prefetch[key] = {"resourceType": "Bundle", "type": "searchset", "total": len(found), "entry": entries}
    context = {"userId": "Practitioner/example", "patientId": new}
    body = {"hook": "patient-view", "hookInstance": "0f0f4e7c-4d4b-4f5e-9d0e-6a4f6f1f7c11", "context": context, "prefetch": prefetch}
    return Patient(name, body, renamed)


def _asked_by_code(observation: Json) -> bool:
    """True when the search of the template finds it: the client would not send what its search does not find."""
    codings = observation.get("code", {}).get("coding", [])
    return bool({f"{one.get('system')}|{one.get('code')}" for one in codings} & set(result_codes()))


def _renamed(resource: Json, kinds: dict[str, str], person: str, new: str) -> Json:
    """The same resource of the patient `new`: ids are unique on a server, references follow.

    A server holds no references to places in a Bundle (urn:uuid): they become relative ones, or go when they lead nowhere.
    """
    made = copy.deepcopy(resource)
    made["id"] = new if resource["resourceType"] == "Patient" else f"{new}-{resource['id']}"[-64:].lstrip("-.")
    _follow(made, kinds, person, new)
    return made


def _follow(value: Any, kinds: dict[str, str], person: str, new: str) -> None:
    for one in value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else ():
        _follow(one, kinds, person, new)
    reference = value.get("reference") if isinstance(value, dict) else None
    if not isinstance(reference, str):
        return
    kind, _, name = reference.partition("/")
    if reference.startswith("urn:uuid:"):
        del value["reference"]
        name = reference.removeprefix("urn:uuid:")
        kind = kinds.get(name, "")
    if kind in ASKED:
        value["reference"] = f"Patient/{new}" if name == person else f"{kind}/{f'{new}-{name}'[-64:].lstrip('-.')}"
