"""The resource types the reader reads: one row each. A new type is one row and one function."""

from collections.abc import Callable
from typing import NamedTuple

from service.reader import acts, allergies, conditions, drug_names, medications, observations, people, reports
from service.reader.data import rows
from service.reader.drug_names import Products
from service.reader.facts import Parts, Reader
from service.reader.names import element_names
from service.reader.shapes import Json


class Kind(NamedTuple):
    """How one resource type is selected and read.

    table      the table of the record its facts stand in
    subject    the element that says whose it is
    select     the parts that concern a codelist of the table; never raises but NotNamed
    read       the strict reading
    dates      elements whose day is the fact's own, for one that could not be read
    """

    type: str
    table: str
    subject: str
    select: Callable[[Json, Products], Parts]
    read: Reader
    dates: tuple[str, ...]


SECTIONS: dict[str, dict[str, str | list[str]]] = rows("sections")["sections"]
TABLES = {kind: str(row["table"]) for row in SECTIONS.values() if "table" in row for kind in row["types"]}


def _kind(name: str, select: Callable[[Json, Products], Parts], read: Reader, dates: tuple[str, ...]) -> Kind:
    subject = "subject" if "subject" in element_names(name) else "patient"
    return Kind(name, TABLES[name], subject, select, read, dates)


KINDS: dict[str, Kind] = {
    kind.type: kind
    for kind in (
        _kind("Condition", conditions.select, conditions.read, conditions.DATES),
        _kind("MedicationRequest", drug_names.select, medications.request, medications.REQUEST_DATES),
        _kind("MedicationStatement", drug_names.select, medications.statement, medications.TAKEN_DATES),
        _kind("MedicationAdministration", drug_names.select, medications.administration, medications.TAKEN_DATES),
        _kind("Observation", observations.select, observations.read, observations.DATES),
        _kind("DiagnosticReport", reports.select, reports.read, reports.DATES),
        _kind("Procedure", acts.select_procedure, acts.procedure, acts.PROCEDURE_DATES),
        _kind("ServiceRequest", acts.select_order, acts.order, acts.ORDER_DATES),
        _kind("AllergyIntolerance", allergies.select, allergies.read, allergies.DATES),
        _kind("FamilyMemberHistory", people.select_family, people.family, ()),
        _kind("Encounter", acts.select_encounter, acts.encounter, acts.ENCOUNTER_DATES),
    )
}
