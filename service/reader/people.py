"""Reads Patient and FamilyMemberHistory (R4)."""

from datetime import date
from typing import NamedTuple

from cards.events import Event
from cards.partial_date import PartialDate
from service.reader.data import LIMITS
from service.reader.facts import DROP, InDoubt, Part, Parts, Resource, event, only_one, standing
from service.reader.names import choices
from service.reader.naming import named
from service.reader.notes import Notes
from service.reader.shapes import Json, Unsure, concept, day_of, flag, many, shape, shaped, word

DECEASED = choices("Patient")["deceased"]
GENDERS = {"male": "male", "female": "female", "other": None, "unknown": None}
LINK = shape("PatientLink", type=str, other=dict)
FAMILY_CONDITION = shape("FamilyMemberHistoryCondition", code=dict)


class Person(NamedTuple):
    """What the record needs of the patient; `gap` is a row of [gaps.patient] when the record is not in use."""

    birth: PartialDate | None
    sex: str | None
    deceased: bool
    gap: str | None


def person(raw: Json, today: date, notes: Notes) -> Person:
    """The patient; what is odd but harmless is noted and counts as not recorded. Unsure about anything else."""
    if "modifierExtension" in raw or "implicitRules" in raw or "_deceasedBoolean" in raw or "_deceasedDateTime" in raw:
        raise Unsure("modifierExtension")
    gap = _gap(raw)
    if gap is not None:
        notes.add(f"patient-{gap}")
    return Person(_birth(raw, today, notes), _sex(raw, notes), _deceased(raw), gap)


def _deceased(raw: Json) -> bool:
    """A date of death, known or partial, means deceased."""
    name = only_one(raw, DECEASED)
    if name == "deceasedDateTime":
        return day_of(raw, name) is not None
    return flag(raw, "deceasedBoolean")


def _sex(raw: Json, notes: Notes) -> str | None:
    said = word(raw, "gender") if "gender" in raw else "unknown"
    if said not in GENDERS:
        notes.add("patient-gender")
        return None
    return GENDERS[said]


def _birth(raw: Json, today: date, notes: Notes) -> PartialDate | None:
    """The birth date; None when absent, in the future, or before anybody now living."""
    if "birthDate" not in raw:
        return None
    if "T" in str(raw["birthDate"]):
        raise Unsure("birthDate")
    found = day_of(raw, "birthDate")
    if found is None or found.earliest > today or found.latest.year < today.year - LIMITS["oldest_age_years"]:
        notes.add("patient-birth-date")
        return None
    return found


def _gap(raw: Json) -> str | None:
    """"replaced" or "inactive" when the record is not in use."""
    for place, link in enumerate(many(raw["link"], "link") if "link" in raw else ()):
        if shaped(link, LINK, f"link.{place}").get("type") == "replaced-by":
            return "replaced"
    return None if "active" not in raw or flag(raw, "active") else "inactive"


def select_family(raw: Json, _: object = None) -> Parts:
    """Each condition of the relative that is in a codelist of the family history."""
    conditions = raw.get("condition")
    if type(conditions) is not list:
        return ()
    rows = ((place, row) for place, row in enumerate(conditions) if type(row) is dict)
    inside = ((place, named(row.get("code"), "family_history")) for place, row in rows)
    return tuple(Part(place, found) for place, found in inside if found is not None)


def family(resource: Resource) -> list[Event]:
    """One event for each such condition. Dates are the relative's own and are not read."""
    raw = resource.raw
    meaning = standing(raw, "FamilyMemberHistory")
    if meaning == DROP:
        return []
    for place, row in enumerate(many(raw["condition"], "condition")):
        where = f"condition.{place}"
        concept(shaped(row, FAMILY_CONDITION, where).get("code"), f"{where}.code")
        if "modifierExtension" in row:
            raise InDoubt("modified")
    return [event(resource, part, standing=meaning) for part in resource.parts]
