"""Questions about the orders being written, at the hooks for ordering: which drugs, in which dose, to be stopped."""

from cards.codelists import Codelist, codelist
from cards.criteria.therapy import BISPHOSPHONATES, BONE_AGENTS, DENOSUMAB, ZOLEDRONIC
from cards.events import Event, Selection
from cards.patient import PatientRecord, remembered

WANTED = ("planned", "active", "on-hold", "done")  # a draft that is not ended is about to be signed
ENDED = ("ended", "refused")


def being_ordered(p: PatientRecord, *codelists: Codelist) -> Selection:
    """The drafts of these lists that would start or go on with something."""
    return p.drafts(*codelists).standing(*WANTED)


def being_stopped(p: PatientRecord, *codelists: Codelist) -> Selection:
    """The drafts of these lists that would stop something, or say that it is not to be given."""
    return p.drafts(*codelists).standing(*ENDED)


@remembered
def bone_agent_drafted(p: PatientRecord) -> bool:
    "A bone-targeted agent is being ordered"
    return being_ordered(p, BONE_AGENTS).any()


@remembered
def bisphosphonate_drafted(p: PatientRecord) -> bool:
    "A bisphosphonate is being ordered"
    return being_ordered(p, BISPHOSPHONATES).any()


@remembered
def zoledronic_acid_drafted(p: PatientRecord) -> bool:
    "Zoledronic acid is being ordered"
    return being_ordered(p, ZOLEDRONIC).any()


@remembered
def denosumab_drafted(p: PatientRecord) -> bool:
    "Denosumab is being ordered"
    return being_ordered(p, DENOSUMAB).any()


def bone_agent_drafts(p: PatientRecord) -> list[Event]:
    """Every draft of a bone-targeted agent."""
    return being_ordered(p, BONE_AGENTS).all()


@remembered
def bone_scan_drafted(p: PatientRecord) -> bool:
    "A bone scan is being ordered"
    return being_ordered(p, codelist("bone_scan")).any()


@remembered
def denosumab_being_stopped(p: PatientRecord) -> bool:
    "Denosumab is being stopped"
    return being_stopped(p, DENOSUMAB).any()


@remembered
def dxa_drafted(p: PatientRecord) -> bool:
    "Bone density measurement is being ordered"
    return being_ordered(p, codelist("dxa")).any()


def bisphosphonate_drafts(p: PatientRecord) -> list[Event]:
    """Every draft of a bisphosphonate."""
    return being_ordered(p, BISPHOSPHONATES).all()


def denosumab_drafts(p: PatientRecord) -> list[Event]:
    """Every draft of denosumab."""
    return being_ordered(p, DENOSUMAB).all()


def denosumab_stop_drafts(p: PatientRecord) -> list[Event]:
    """Every draft that stops denosumab."""
    return being_stopped(p, DENOSUMAB).all()
