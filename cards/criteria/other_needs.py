"""Questions about diseases that need a bone-targeted agent of their own accord: they speak against a warning."""

from cards.codelists import Codelist, codelist
from cards.criteria import disease, supplements
from cards.criteria.drafts import being_ordered
from cards.criteria.therapy import BONE_AGENTS
from cards.logic import any_of
from cards.patient import PatientRecord

OSTEOPOROSIS, PAGET = codelist("osteoporosis"), codelist("paget_disease_of_bone")
GIANT_CELL_TUMOUR = codelist("giant_cell_tumour_of_bone")


def _is_the_reason(p: PatientRecord, *reasons: Codelist) -> bool:
    """True when a draft of a bone-targeted agent gives one of these as its reason."""
    names = {one.name for one in reasons}
    return being_ordered(p, BONE_AGENTS).where(lambda e: bool(names & e.answers)).any()


def _on_record_or_reason(p: PatientRecord, one: Codelist) -> bool:
    return any_of(p, lambda q: q.conditions(one).active().certain().any(), lambda q: _is_the_reason(q, one))


def hypercalcaemia(p: PatientRecord) -> bool:
    "Hypercalcaemia: calcium above 2.6 mmol/L, on record, or the reason of the order"
    return any_of(p, supplements.calcium_above_range, lambda q: _is_the_reason(q, disease.HYPERCALCAEMIA))


def osteoporosis(p: PatientRecord) -> bool:
    "Osteoporosis on record, or the reason of the order"
    return _on_record_or_reason(p, OSTEOPOROSIS)


def paget_disease(p: PatientRecord) -> bool:
    "Paget's disease of bone on record, or the reason of the order"
    return _on_record_or_reason(p, PAGET)


def giant_cell_tumour(p: PatientRecord) -> bool:
    "Giant cell tumour of bone on record, or the reason of the order"
    return _on_record_or_reason(p, GIANT_CELL_TUMOUR)
