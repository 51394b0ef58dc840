"""Reads AllergyIntolerance (R4). A suspected allergy counts like a proven one."""

from cards.events import Event
from service.reader.facts import DROP, Parts, Resource, coded_meaning, event, whole
from service.reader.naming import any_named
from service.reader.shapes import Json, concept, day_of, day_or, many, shape, shaped

REACTION = shape("AllergyIntoleranceReaction", substance=dict)
DATES = ("onsetDateTime", "recordedDate")


def select(raw: Json, _: object = None) -> Parts:
    """Named by its code, by the substances of its reactions, and by the element older versions have."""
    reactions = raw.get("reaction")
    rows = [row for row in reactions if type(row) is dict] if type(reactions) is list else []
    concepts = [raw.get("code"), raw.get("substance"), *(row.get("substance") for row in rows)]
    return whole(any_named((one for one in concepts if one is not None), "allergies"))


def read(resource: Resource) -> list[Event]:
    """One event, or none when the allergy was refuted or entered in error."""
    raw = resource.raw
    if coded_meaning(raw, "verificationStatus", "allergyVerification", "certain") == DROP:
        return []
    if "code" in raw:
        concept(raw["code"], "code")
    for number, row in enumerate(many(raw["reaction"], "reaction") if "reaction" in raw else ()):
        if "substance" in shaped(row, REACTION, f"reaction.{number}"):
            concept(row["substance"], f"reaction.{number}.substance")
    standing = coded_meaning(raw, "clinicalStatus", "clinicalStatus", "active")
    on = day_or(day_of(raw, "onsetDateTime"), raw, "recordedDate")
    return [event(resource, resource.parts[0], on=on, standing=standing)]
