"""Which bone-targeted agents may be named to this patient, and why another one may not."""

from typing import NamedTuple

from cards.criteria import calcium, caution, kidney, offer
from cards.patient import PatientRecord
from cards.recommendation import Quantity, Sentence
from cards.text import _


class Nameable(NamedTuple):
    """Whether denosumab and whether zoledronic acid may be named as an option."""

    denosumab: bool
    zoledronic_acid: bool


def nameable(p: PatientRecord) -> Nameable:
    """Available in the region, no allergy, and for zoledronic acid a clearance that is not below 30 mL/min."""
    return Nameable(
        denosumab=offer.denosumab_available(p) and not caution.allergic_to_denosumab(p),
        zoledronic_acid=not kidney.clearance_below_30(p) and not caution.allergic_to_bisphosphonates(p),
    )


def checks_first(p: PatientRecord) -> list[Sentence]:
    """What comes before any agent, of what is on record."""
    rows = (
        (calcium.calcium_low(p), _("Calcium is low: it is corrected before any bone-targeted agent.")),
        (
            caution.has_jaw_osteonecrosis(p),
            _("Osteonecrosis of the jaw is active: the agent is reviewed with the dentist first."),
        ),
    )
    past = caution.past_jaw_osteonecrosis(p)
    healed = [Sentence(_("Osteonecrosis of the jaw in the past ({date}): caution."), {"date": past.on})] if past else []
    return [*(Sentence(words) for holds, words in rows if holds), *healed]


def left_out(p: PatientRecord) -> list[Sentence]:
    """Which agent is not named because of something on record."""
    lowest = {"limit": Quantity(p.number("crcl_zol_min"), "mL/min")}
    rows = (
        (caution.allergic_to_denosumab(p), _("Denosumab is left out: allergy on record.")),
        (caution.allergic_to_bisphosphonates(p), _("Bisphosphonates are left out: allergy on record.")),
        (
            kidney.clearance_below_30(p),
            _("Zoledronic acid is not recommended at a creatinine clearance below {limit}."),
        ),
    )
    return [Sentence(words, lowest) for holds, words in rows if holds]


def reasons_against(p: PatientRecord) -> list[Sentence]:
    """Why an agent is not named, or not yet."""
    region = [Sentence(_("Denosumab is not available in this region."))] if offer.denosumab_not_available(p) else []
    return [*checks_first(p), *region, *left_out(p)]
