"""Reads Condition (R4): active or ended, confirmed or not, since when, where."""

from cards.events import Event
from cards.partial_date import PartialDate
from service.reader.facts import DROP, Parts, Resource, coded_meaning, event, not_in_future, whole
from service.reader.naming import any_named, both, look
from service.reader.shapes import Json, concept, day_of, day_or, many, period, shape, shaped
from service.reader.sites import sites_of

STAGE = shape("ConditionStage", summary=dict)
DATES = ("onsetDateTime", "recordedDate")


def select(raw: Json, _: object = None) -> Parts:
    """Named by its code; a stage may add what the code does not say (M1)."""
    if "code" not in raw:
        return ()
    found, sure = look(raw["code"], "conditions")
    stages = raw.get("stage")
    if found is None or type(stages) is not list:
        return whole(found, sure)
    summaries = (stage.get("summary") for stage in stages if type(stage) is dict)
    return whole(both(found, any_named((one for one in summaries if one is not None), "conditions")), sure)


def read(resource: Resource) -> list[Event]:
    """One event, or none when the condition was refuted or entered in error."""
    raw = resource.raw
    certain = coded_meaning(raw, "verificationStatus", "verificationStatus", "certain")
    if certain == DROP:
        return []
    if not resource.parts[0].sure:
        concept(raw.get("code"), "code")
    for number, stage in enumerate(many(raw["stage"], "stage") if "stage" in raw else ()):
        shaped(stage, STAGE, f"stage.{number}")
    on = day_or(_when(resource, "onset")[0], raw, "recordedDate")
    until, abated = _abatement(resource)
    standing = coded_meaning(raw, "clinicalStatus", "clinicalStatus", "active")
    not_in_future(resource, on)
    return [
        event(
            resource,
            resource.parts[0],
            on=on,
            until=until,
            standing="ended" if abated else standing,
            standing_said=abated or "clinicalStatus" in raw,
            certain=certain == "certain",
            sites=sites_of(raw),
        )
    ]


def _abatement(resource: Resource) -> tuple[PartialDate | None, bool]:
    """The day it ended, if one is given, and whether it has ended; a day to come has not."""
    name = resource.choice.get("abatement")
    if name is None:
        return None, False
    until = _when(resource, "abatement")[1]
    if name == "abatementPeriod" and until is None:
        return None, False
    return until, until is None or until.earliest <= resource.today


def _when(resource: Resource, stem: str) -> tuple[PartialDate | None, PartialDate | None]:
    """First and last day of onset or abatement; unknown for an age, a range or words."""
    name = resource.choice.get(stem)
    if name is None:
        return None, None
    if name.endswith("DateTime"):
        found = day_of(resource.raw, name)
        return found, found
    return period(resource.raw[name], name) if name.endswith("Period") else (None, None)
