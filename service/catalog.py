"""The CDS services on offer and what each asks for in advance, computed from recommendations, codelists and hooks."""

from collections.abc import Mapping
from typing import NamedTuple

from cards.codelists import code_systems, codelists
from cards.guidelines import edition_ids
from cards.recommendation import Recommendation
from cards.recommendations import for_hook
from service.errors import UnknownService
from service.hooks import HOOKS, Hook

OF_PATIENT = "patient={{context.patientId}}"


class Asked(NamedTuple):
    """One prefetch key: the FHIR type it asks for and the record table it feeds ("" for the patient)."""

    key: str
    resource: str
    table: str


# Keys are typed into EHRs by hand, so they never change.
PREFETCH: tuple[Asked, ...] = (
    Asked("patient", "Patient", ""),
    Asked("conditions", "Condition", "conditions"),
    Asked("medicationRequests", "MedicationRequest", "medications"),
    Asked("medicationStatements", "MedicationStatement", "medications"),
    Asked("medicationAdministrations", "MedicationAdministration", "medications"),
    Asked("observations", "Observation", "results"),
    Asked("diagnosticReports", "DiagnosticReport", "reports"),
    Asked("procedures", "Procedure", "procedures"),
    Asked("serviceRequests", "ServiceRequest", "orders"),
    Asked("allergies", "AllergyIntolerance", "allergies"),
    Asked("familyHistory", "FamilyMemberHistory", "family_history"),
    Asked("encounters", "Encounter", "encounters"),
)
# The data that tell whether the patient concerns this service at all (safety rule T).
TRIGGER_TABLES = ("conditions", "medications")


class Service(NamedTuple):
    """One CDS service: a hook, what it asks for, and the recommendations of each edition that run at it."""

    id: str
    hook: Hook
    asked: tuple[Asked, ...]
    prefetch: Mapping[str, str]
    recommendations: Mapping[str, tuple[Recommendation, ...]]


Catalog = Mapping[str, Service]


def build_catalog() -> Catalog:
    """Every service by id: one per hook at which some recommendation of some edition runs."""
    asked = asked_for()
    prefetch = {one.key: query(one) for one in asked}
    services = {}
    for hook in HOOKS:
        by_edition = {edition: for_hook(hook.name, edition) for edition in edition_ids()}
        if any(by_edition.values()):
            services[hook.service_id] = Service(hook.service_id, hook, asked, prefetch, by_edition)
    return services


def find(catalog: Catalog, service_id: str) -> Service:
    """The service of that id; UnknownService when there is none."""
    service = catalog.get(service_id)
    if service is None:
        raise UnknownService("There is no CDS service of this id.")
    return service


def asked_for() -> tuple[Asked, ...]:
    """The patient, and every key whose table some codelist selects from: nothing else could ever be used."""
    used = {table for one in codelists().values() for table in one.tables}
    if "results" in used:
        used.add("reports")  # a report carries results
    return tuple(row for row in PREFETCH if not row.table or row.table in used)


def query(asked: Asked) -> str:
    """The FHIR search of one key: only parameters every server knows, each once (CDS Hooks, Prefetch restrictions)."""
    if not asked.table:
        return f"{asked.resource}/{{{{context.patientId}}}}"
    codes = f"&code={','.join(result_codes())}" if asked.table == "results" else ""
    return f"{asked.resource}?{OF_PATIENT}{codes}"


def filled(template: str, patient_id: str) -> str:
    """A prefetch template as the search it stands for."""
    return template.replace("{{context.patientId}}", patient_id)


def result_codes() -> list[str]:
    """The LOINC codes of every codelist that selects results, as "system|code"; answer codes (LA...) are no tests."""
    loinc = code_systems()["loinc"]
    lists = (one for one in codelists().values() if "results" in one.tables)
    rows = {code.code for one in lists for code in one.codes if code.system == loinc.alias}
    return [f"{loinc.uri}|{code}" for code in sorted(rows) if code[0].isdigit()]
