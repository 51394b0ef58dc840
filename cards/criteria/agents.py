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


class Rhythm(NamedTuple):
    """How zoledronic acid is named in one rhythm: the full dose fits, the clearance needs less, or it is not known."""

    full: str
    reduced: str
    unknown: str


EVERY_3_TO_12_WEEKS = Rhythm(
    _("Zoledronic acid 4 mg IV every 3-4 or 12 weeks."),
    _("Zoledronic acid {dose} IV every 3-4 weeks: the renal dose at this clearance."),
    _("Zoledronic acid IV every 3-4 or 12 weeks, its dose set by creatinine clearance."),
)
EVERY_3_TO_4_WEEKS = Rhythm(
    _("Zoledronic acid 4 mg IV every 3-4 weeks."),
    _("Zoledronic acid {dose} IV every 3-4 weeks: the renal dose at this clearance."),
    _("Zoledronic acid IV every 3-4 weeks, its dose set by creatinine clearance."),
)
EVERY_6_MONTHS = Rhythm(
    _("Zoledronic acid 4 mg IV every 6 months."),
    _("Zoledronic acid IV every 6 months; the renal dose at this clearance is {dose}."),
    _("Zoledronic acid IV every 6 months, its dose set by creatinine clearance."),
)
EVERY_6_MONTHS_FOR_3_TO_5_YEARS = Rhythm(
    _("Zoledronic acid 4 mg IV every 6 months for 3-5 years."),
    _("Zoledronic acid IV every 6 months for 3-5 years; the renal dose at this clearance is {dose}."),
    _("Zoledronic acid IV every 6 months for 3-5 years, its dose set by creatinine clearance."),
)


def zoledronic_acid_words(p: PatientRecord, rhythm: Rhythm) -> Sentence:
    """Zoledronic acid as an option, with the dose that fits the creatinine clearance of the last 30 days."""
    reduced = kidney.reduced_dose_mg(p)
    if reduced is not None:
        return Sentence(rhythm.reduced, {"dose": Quantity(reduced, "mg")})
    return Sentence(rhythm.full if kidney.full_dose_fits(p) else rhythm.unknown)


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
            _("Zoledronic acid is not recommended below {limit}."),
        ),
    )
    return [Sentence(words, lowest) for holds, words in rows if holds]


def reasons_against(p: PatientRecord) -> list[Sentence]:
    """Why an agent is not named, or not yet."""
    region = [Sentence(_("Denosumab is not available in this region."))] if offer.denosumab_not_available(p) else []
    return [*checks_first(p), *region, *left_out(p)]
