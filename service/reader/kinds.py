"""The resource types the reader reads: one row each. A new type is one row and one function."""

from collections.abc import Callable
from typing import NamedTuple

from service.reader import acts, allergies, conditions, drug_names, medications, observations, people, reports
from service.reader.data import rows
from service.reader.drug_names import Products
from service.reader.facts import Parts, Reader
from service.reader.names import KNOWN
from service.reader.shapes import Json


class Kind(NamedTuple):
    """How one resource type is selected and read.

    table      the table of the record its facts stand in
    subject    the element that says whose it is
    select     the parts that concern a codelist of the table; never raises but NotNamed
    read       the strict reading
    dates      elements whose day is the fact's own, for one that could not be read
    names      the element names R4 knows
    """

    type: str
    table: str
    subject: str
    select: Callable[[Json, Products], Parts]
    read: Reader
    dates: tuple[str, ...]
    names: frozenset[str]


def _alone(select: Callable[[Json], Parts]) -> Callable[[Json, Products], Parts]:
    """A selection that needs nothing but the resource."""

    def selected(raw: Json, _products: Products) -> Parts:
        return select(raw)

    return selected


def _kind(name: str, subject: str, select: Callable[[Json, Products], Parts], read: Reader, dates: tuple[str, ...]) -> Kind:
    return Kind(name, TABLES[name], subject, select, read, dates, KNOWN[name])


SECTIONS: dict[str, dict[str, str | list[str]]] = rows("sections")["sections"]
TABLES = {kind: str(row["table"]) for row in SECTIONS.values() if "table" in row for kind in row["types"]}

KINDS: dict[str, Kind] = {
    kind.type: kind
    for kind in (
        _kind("Condition", "subject", _alone(conditions.select), conditions.read, conditions.DATES),
        _kind("MedicationRequest", "subject", drug_names.select, medications.request, medications.REQUEST_DATES),
        _kind("MedicationStatement", "subject", drug_names.select, medications.statement, medications.TAKEN_DATES),
        _kind("MedicationAdministration", "subject", drug_names.select, medications.administration, medications.TAKEN_DATES),
        _kind("Observation", "subject", _alone(observations.select), observations.read, observations.DATES),
        _kind("DiagnosticReport", "subject", _alone(reports.select), reports.read, reports.DATES),
        _kind("Procedure", "subject", _alone(acts.select_procedure), acts.procedure, acts.PROCEDURE_DATES),
        _kind("ServiceRequest", "subject", _alone(acts.select_order), acts.order, acts.ORDER_DATES),
        _kind("AllergyIntolerance", "patient", _alone(allergies.select), allergies.read, allergies.DATES),
        _kind("FamilyMemberHistory", "patient", _alone(people.select_family), people.family, ()),
        _kind("Encounter", "subject", _alone(acts.select_encounter), acts.encounter, acts.ENCOUNTER_DATES),
    )
}
