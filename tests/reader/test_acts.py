"""Procedures, orders of services, encounters, allergies and family history."""

from typing import Any

import pytest

from tests.fhir import (
    BREAST,
    DENOSUMAB,
    DXA,
    HIP_FRACTURE,
    HOSPICE,
    SNOMED,
    allergy,
    coded,
    day,
    encounter,
    events,
    observation,
    only,
    order,
    procedure,
    read_all,
    relative,
)

MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition"
CODEX = "http://hl7.org/fhir/us/codex-radiation-therapy/StructureDefinition"
CURATIVE = f"{SNOMED}|373808002"


def extension(name: str, **value: Any) -> dict[str, Any]:
    return {"url": name if name.startswith("http") else f"{MCODE}/{name}"} | value


def volume(**fractions: Any) -> dict[str, Any]:
    inside = [{"url": name, "valueUnsignedInt": number} for name, number in fractions.items()]
    return extension("mcode-radiotherapy-dose-delivered-to-volume", extension=[{"url": "volume", "valueReference": {"display": "spine"}}, *inside])


# fmt: off
STANDING = [
    # story                            resource                                    standing
    ("procedure completed",            procedure(),                               "done"),
    ("procedure in progress",          procedure(status="in-progress"),           "active"),
    ("procedure in preparation",       procedure(status="preparation"),           "planned"),
    ("procedure not done",             procedure(status="not-done"),              "refused"),
    ("procedure stopped",              procedure(status="stopped"),               "ended"),
    ("procedure on hold",              procedure(status="on-hold"),               "on-hold"),
    ("procedure in error",             procedure(status="entered-in-error"),      None),
    ("planned for the future",         procedure(status="preparation", on="2027-01-01"), "planned"),
    ("order active",                   order(),                                   "active"),
    ("order on hold",                  order(status="on-hold"),                   "on-hold"),
    ("order completed",                order(status="completed"),                 "done"),
    ("order as draft",                 order(status="draft"),                     "planned"),
    ("proposal",                       order(intent="proposal"),                  "planned"),
    ("plan",                           order(intent="plan"),                      "planned"),
    ("order not to do it",             order(doNotPerform=True),                  "refused"),
    ("order revoked",                  order(status="revoked"),                   None),
    ("order in error",                 order(status="entered-in-error"),          None),
    ("stay finished",                  encounter(),                               "done"),
    ("stay going on",                  encounter(status="in-progress"),           "active"),
    ("arrived",                        encounter(status="arrived"),               "active"),
    ("stay planned",                   encounter(status="planned"),               "planned"),
    ("stay cancelled",                 encounter(status="cancelled"),             None),
    ("allergy active",                 allergy(),                                 "active"),
    ("allergy without a status",       allergy(clinical=None, verified=None),     "active"),
    ("allergy suspected: counts",      allergy(verified="unconfirmed"),           "active"),
    ("allergy inactive",               allergy(clinical="inactive"),              "ended"),
    ("allergy resolved",               allergy(clinical="resolved"),              "ended"),
    ("allergy refuted",                allergy(verified="refuted"),               None),
    ("allergy in error",               allergy(verified="entered-in-error", clinical=None), None),
    ("family history",                 relative(),                                "active"),
    ("family history, partial",        relative(status="partial"),                "active"),
    ("family history in error",        relative(status="entered-in-error"),       None),
    ("family history not known",       relative(status="health-unknown"),         None),
]
DOUBTFUL = [
    ("procedure done in the future",   procedure(on="2027-01-01"),                                "dated in the future"),
    ("procedure status made up",       procedure(status="ready"),                                 "its status is not known"),
    ("procedure status unknown",       procedure(status="unknown"),                               "its status is not known"),
    ("order without an intent",        order(intent=None),                                        "unreadable"),
    ("order with an odd intent",       order(intent="dream"),                                     "its status is not known"),
    ("fractions as text",              procedure(extension=[extension("mcode-radiotherapy-sessions", valueUnsignedInt="5")]), "unreadable"),
    ("fractions below zero",           procedure(extension=[extension("mcode-radiotherapy-sessions", valueUnsignedInt=-5)]), "unreadable"),
    ("stay without a class",           encounter(**{"class": None}),                              "unreadable"),
    ("stay with a broken period",      encounter(period={"start": "soon"}),                       "unreadable"),
    ("allergy status made up",         allergy(clinical="asleep"),                                "its status is not known"),
    ("allergy reaction is no list",    allergy(reaction={"substance": coded(DENOSUMAB)}),         "unreadable"),
    ("relative without relationship",  relative(relationship=None),                               "unreadable"),
    ("modifier in family condition",   relative(condition=[{"code": coded(HIP_FRACTURE), "modifierExtension": [{"url": "urn:x", "valueBoolean": True}]}]), "carries an extension that may change its meaning"),
]
DAYS = [
    ("performed on a day",             procedure(),                                               "2026-10-01", None),
    ("performed in a period",          procedure(on=None, performedPeriod={"start": "2026-09-01", "end": "2026-09-20"}), "2026-09-01", "2026-09-20"),
    ("performed at an age",            procedure(on=None, performedAge={"value": 60, "code": "a"}), None,        None),
    ("performed as words",             procedure(on=None, performedString="last year"),           None,         None),
    ("order authored",                 order(),                                                   "2026-10-01", None),
    ("order for a day",                order(occurrenceDateTime="2026-12-01"),                    "2026-12-01", None),
    ("order for a period",             order(occurrencePeriod={"start": "2026-11", "end": "2026-12"}), "2026-11", "2026-12"),
    ("stay",                           encounter(period={"start": "2026-09-01", "end": "2026-09-05"}), "2026-09-01", "2026-09-05"),
    ("allergy with an onset",          allergy(onsetDateTime="2020", recordedDate="2021"),        "2020",       None),
    ("allergy recorded",               allergy(recordedDate="2021-05"),                           "2021-05",    None),
]
FRACTIONS = [
    ("none recorded",                  procedure(),                                                                       None),
    ("of a volume",                    procedure(extension=[volume(fractionsDelivered=1)]),                               1),
    ("of two volumes: the larger",     procedure(extension=[volume(fractionsDelivered=5), volume(fractionsDelivered=25)]), 25),
    ("sessions",                       procedure(extension=[extension("mcode-radiotherapy-sessions", valueUnsignedInt=5)]), 5),
    ("sessions beside fractions",      procedure(extension=[extension("mcode-radiotherapy-sessions", valueUnsignedInt=9), volume(fractionsDelivered=5)]), 5),
    ("planned",                        order(extension=[extension(f"{CODEX}/codexrt-radiotherapy-fractions-planned", valuePositiveInt=1)]), 1),
    ("prescribed",                     order(extension=[extension(f"{CODEX}/codexrt-radiotherapy-fractions-prescribed", valuePositiveInt=10)]), 10),
    ("an extension nobody here knows", procedure(extension=[extension("urn-x", valueUnsignedInt=3)]),                     None),
]
# fmt: on


@pytest.mark.parametrize(("story", "raw", "standing"), STANDING, ids=[row[0] for row in STANDING])
def test_standing(story: str, raw: dict[str, Any], standing: str | None) -> None:
    found = only(read_all(raw))
    assert (found and found.standing) == standing
    assert found is None or (found.doubt is None and found.certain)


@pytest.mark.parametrize(("story", "raw", "doubt"), DOUBTFUL, ids=[row[0] for row in DOUBTFUL])
def test_doubt(story: str, raw: dict[str, Any], doubt: str) -> None:
    found = only(read_all({name: part for name, part in raw.items() if part is not None}))
    assert found is not None and found.doubt == doubt


@pytest.mark.parametrize(("story", "raw", "on", "until"), DAYS, ids=[row[0] for row in DAYS])
def test_days(story: str, raw: dict[str, Any], on: str | None, until: str | None) -> None:
    found = only(read_all(raw))
    assert found is not None and found.doubt is None and (day(found), day(found, "until")) == (on, until)


@pytest.mark.parametrize(("story", "raw", "fractions"), FRACTIONS, ids=[row[0] for row in FRACTIONS])
def test_fractions(story: str, raw: dict[str, Any], fractions: int | None) -> None:
    found = only(read_all(raw))
    assert found is not None and found.doubt is None and found.fractions == fractions


@pytest.mark.parametrize("make", [procedure, order])
def test_intent_and_technique_are_answers(make: Any) -> None:
    technique = extension("mcode-radiotherapy-technique", valueCodeableConcept=coded("urn:bone-health-cds:concept|stereotactic-radiotherapy"))
    given = [
        extension("mcode-procedure-intent", valueCodeableConcept=coded(CURATIVE)),
        extension("mcode-radiotherapy-modality-and-technique", extension=[technique]),
    ]
    found = only(read_all(make(extension=given)))
    assert found is not None and {"curative_intent", "stereotactic_radiotherapy"} <= found.answers


def test_details_of_an_order_say_that_it_is_a_single_fraction() -> None:
    found = only(read_all(order(orderDetail=[coded("single fraction")])))
    assert found is not None and {"radiotherapy", "single_fraction"} <= found.concepts


def test_an_allergy_is_known_by_the_substance_of_its_reaction() -> None:
    reaction = [{"substance": coded(DENOSUMAB), "manifestation": [coded("rash")]}]
    found = only(read_all(allergy("urn:x|1", reaction=reaction)))
    assert found is not None and found.doubt is None and "denosumab" in found.concepts


def test_the_discharge_to_a_hospice_names_the_encounter() -> None:
    stay = encounter("urn:x|1", hospitalization={"dischargeDisposition": coded(HOSPICE)})
    found = only(read_all(stay))
    assert found is not None and found.doubt is None and "hospice_care" in found.concepts


def test_a_relative_with_cancer_makes_no_cancer() -> None:
    assert events(read_all(relative(BREAST))) == []


def test_each_condition_of_a_relative_that_matters_is_one_fact() -> None:
    rows = [{"code": coded(BREAST)}, {"code": coded(HIP_FRACTURE)}]
    reading = read_all(relative(condition=rows))
    assert [event.concepts for event in reading.patient.tables["family_history"].events] == [frozenset({"family_hip_fracture"})]


def test_every_type_stands_in_its_own_table() -> None:
    rows = [procedure(), order(), encounter(), allergy(), relative(), observation(DXA)]
    tables = read_all(*rows).patient.tables
    held = {name: [event.kind for event in table.events] for name, table in tables.items() if table.events}
    assert held == {
        "procedures": ["Procedure"],
        "orders": ["ServiceRequest"],
        "encounters": ["Encounter"],
        "allergies": ["AllergyIntolerance"],
        "family_history": ["FamilyMemberHistory"],
        "results": ["Observation"],
    }
