"""Questions about examinations being ordered: bone scan, plain film, bone markers, and why they are ordered."""

from cards.codelists import Codelist, codelist
from cards.criteria.drafts import being_ordered
from cards.events import Event, Selection
from cards.patient import PatientRecord

BONE_SCAN, RADIOGRAPH = codelist("bone_scan"), codelist("bone_radiograph")
MARKERS = codelist("bone_turnover_markers")
RESPONSE, FOLLOW_UP = codelist("reason_response"), codelist("reason_follow_up")
NEW_SYMPTOM, ACUTE, STAGING = codelist("reason_new_symptom"), codelist("reason_acute"), codelist("reason_staging")
CRPC_PROGRESSION, TRIAL = codelist("reason_crpc_progression"), codelist("reason_trial_protocol")
CONTINUATION, DENOSUMAB_STOP = codelist("reason_continuation_review"), codelist("reason_denosumab_stop")
OTHER = codelist("reason_other")  # words that name neither the disease nor routine


def ordered_for(event: Event, *reasons: Codelist) -> bool:
    """True when the order says one of these reasons."""
    return any(one.name in event.answers for one in reasons)


def drafts_for(p: PatientRecord, what: Codelist, *reasons: Codelist) -> Selection:
    """The drafts of an examination that say one of these reasons."""
    return being_ordered(p, what).where(lambda event: ordered_for(event, *reasons))
