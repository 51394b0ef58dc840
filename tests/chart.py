"""A patient in one line, for tests of rules: events are named by codelist, dates are days before TODAY.

    patient(BREAST, condition("bone_metastasis", 10), result("calcium_corrected", 2.35, "mmol/L", 5), age=58)
"""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from cards.codelists import TABLES, codelist, codelists
from cards.events import Dose, Event, Table
from cards.guidelines import guideline
from cards.partial_date import PartialDate, exactly
from cards.patient import PatientRecord
from cards.regions import region as region_profile

TODAY = date(2026, 11, 1)


DRAFTS = "drafts"


class Placed(NamedTuple):
    """An event and the table it belongs to."""

    table: str
    event: Event


def days_ago(days: int | None) -> PartialDate | None:
    return None if days is None else exactly(TODAY - timedelta(days=days))


@cache
def concepts(*names: str) -> frozenset[str]:
    """The codelists of these names and every list that includes them."""
    found, frontier = set(names), set(names)
    while frontier:
        frontier = {one.name for one in codelists().values() if frontier & set(one.includes)} - found
        found |= frontier
    return frozenset(found)


def _event(kind: str, names: str, ago: int | None, **more: object) -> Event:
    lists = names.split("+")
    ref = f"{kind}/{names}-{ago}-{'-'.join(str(v) for v in more.values())}".replace(" ", "")
    more["answers"] = concepts(*str(more["answers"]).split("+")) if more.get("answers") else frozenset()
    more["sites"] = frozenset({str(more["site"])}) if more.get("site") else frozenset()
    more.pop("site", None)
    return Event(ref, concepts(*lists), kind, meaning=codelist(lists[0]).title, on=days_ago(ago), **more)  # type: ignore[arg-type]


def condition(names: str, ago: int | None = 60, **more: object) -> Placed:
    """A condition of one or more codelists ("a+b"); more: standing, certain, site, doubt."""
    return Placed("conditions", _event("Condition", names, ago, **more))


def drug(names: str, ago: int | None = 60, mg: float | None = None, every: float | None = None, **more: object) -> Placed:
    """An active order started `ago` days before TODAY; more: standing, until."""
    return Placed("medications", _event("MedicationRequest", names, ago, dose=Dose(mg, every), **more))


def given(names: str, ago: int, mg: float | None = None, every: float | None = None) -> Placed:
    """One dose given."""
    event = _event("MedicationAdministration", names, ago, dose=Dose(mg, every), standing="done")
    return Placed("medications", event)


def result(names: str, value: float | None = None, unit: str | None = None, ago: int | None = 10, **more: object) -> Placed:
    """A laboratory value, score or report; more: answers ("codelist"), low, site, doubt."""
    return Placed("results", _event("Observation", names, ago, value=value, unit=unit, standing="done", **more))


def report(names: str, ago: int | None = 20, **more: object) -> Placed:
    """A diagnostic report; more: answers ("codelist"), site, doubt."""
    return Placed("reports", _event("DiagnosticReport", names, ago, **({"standing": "done"} | more)))


def done(names: str, ago: int | None = 20, **more: object) -> Placed:
    """A procedure that was done."""
    return Placed("procedures", _event("Procedure", names, ago, **({"standing": "done"} | more)))


def ordered(names: str, ago: int | None = 1, **more: object) -> Placed:
    """An active order of a service; more: fractions, site, standing."""
    return Placed("orders", _event("ServiceRequest", names, ago, **more))


def drafted(names: str, mg: float | None = None, every: float | None = None, **more: object) -> Placed:
    """A drug order being written today; more: standing ("ended": an order to stop), answers (reasons), doubt."""
    return Placed(DRAFTS, _event("MedicationRequest", names, 0, dose=Dose(mg, every), **({"standing": "planned"} | more)))


def drafted_service(names: str, **more: object) -> Placed:
    """An order of a service being written today; more: fractions, site, answers (reasons), doubt."""
    return Placed(DRAFTS, _event("ServiceRequest", names, 0, **({"standing": "planned"} | more)))


def allergy(names: str, **more: object) -> Placed:
    return Placed("allergies", _event("AllergyIntolerance", names, 1000, **more))


def relative(names: str) -> Placed:
    return Placed("family_history", _event("FamilyMemberHistory", names, None))


def visit(names: str, ago: int = 20, **more: object) -> Placed:
    return Placed("encounters", _event("Encounter", names, ago, **({"standing": "done"} | more)))


def patient(
    *events: Placed | tuple[Placed, ...],
    age: int | None = 60,
    sex: str | None = "female",
    deceased: bool = False,
    unread: tuple[str, ...] = (),
    region: str = "INT",
    edition: str = "esmo-2014",
) -> PatientRecord:
    """A record whose tables were all read, except those named in `unread`; `age` in completed years."""
    flat = [one for group in events for one in ([group] if isinstance(group, Placed) else group)]
    tables = {
        name: Table(
            () if name in unread else (one.event for one in flat if one.table == name),
            "not provided" if name in unread else None,
        )
        for name in (*TABLES, DRAFTS)
    }
    birth = None if age is None else exactly(TODAY.replace(year=TODAY.year - age) - timedelta(days=30))
    return PatientRecord(TODAY, guideline(edition), region_profile(region), tables, birth, sex, deceased)


# Everyday facts, so that a case shows only what matters.
NORMAL_LABS = (result("creatinine_clearance", 85, "mL/min"), result("calcium_corrected", 2.35, "mmol/L"))
BREAST = condition("breast_cancer_invasive", 900)
PROSTATE = condition("prostate_cancer", 900)
BONE_METS = condition("bone_metastasis", 10)
