"""Questions about radiotherapy being ordered: to the painful site, in how many fractions, with which intent.

The site must be recorded on both sides. Whether an order without a site is meant for the pain is not known: the breast
may be irradiated while a rib hurts.
"""

from cards.criteria import radiotherapy
from cards.criteria.drafts import being_ordered
from cards.criteria.pain import painful_sites
from cards.events import Event, NotKnown
from cards.patient import PatientRecord, remembered


@remembered
def drafts_to_pain(p: PatientRecord) -> list[Event]:
    """Radiotherapy being ordered for the painful site; NotKnown when a site that decides is not recorded."""
    found = being_ordered(p, radiotherapy.RADIOTHERAPY).all()
    if not found:
        return []
    sites = painful_sites(p)
    there = [event for event in found if event.sites & sites]
    if not there and (not sites or any(not event.sites for event in found)):
        raise NotKnown("site of the radiotherapy being ordered, or of the pain: not recorded")
    return there


def radiotherapy_drafted_to_pain(p: PatientRecord) -> bool:
    "Radiotherapy to the painful site is being ordered"
    return bool(drafts_to_pain(p))


def several_fraction_drafts(p: PatientRecord) -> list[Event]:
    """Radiotherapy being ordered for the painful site in more than one fraction; a number not recorded is none."""
    return [event for event in drafts_to_pain(p) if (radiotherapy.fractions(event) or 0) > 1]


def several_fractions_drafted(p: PatientRecord) -> bool:
    "Radiotherapy to the painful site is being ordered with more than one fraction"
    return bool(several_fraction_drafts(p))


def single_fraction_drafted(p: PatientRecord) -> bool:
    "One fraction to the painful site is being ordered"
    return any(radiotherapy.fractions(event) == 1 for event in drafts_to_pain(p))


def ablative_or_curative_drafted(p: PatientRecord) -> bool:
    "Radiotherapy is being ordered with ablative (stereotactic) or curative intent"
    return being_ordered(p, radiotherapy.RADIOTHERAPY).where(radiotherapy.is_ablative).any()
