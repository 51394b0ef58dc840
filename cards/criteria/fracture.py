"""Questions about fractures at a tumour: there, impending, or likely by Mirels score."""

from cards.codelists import codelist
from cards.criteria.disease import has_bone_metastasis_or_myeloma
from cards.events import Event, Selection, value_in
from cards.logic import all_of, any_of
from cards.patient import PatientRecord

NEOPLASTIC, PATHOLOGICAL = codelist("neoplastic_fracture"), codelist("pathological_fracture")
IMPENDING, VERTEBRAL = codelist("impending_fracture"), codelist("vertebral_fracture")
MIRELS, FIXATION = codelist("mirels_score"), codelist("fracture_fixation")


def newest_mirels(p: PatientRecord) -> Event | None:
    """The newest Mirels score, or None."""
    return p.results(MIRELS).latest()


def mirels_8_or_more(p: PatientRecord) -> bool:
    "Newest Mirels score 8 or more"
    newest = newest_mirels(p)
    return newest is not None and value_in(newest, "{score}") >= p.number("mirels_min")


def has_neoplastic_fracture(p: PatientRecord) -> bool:
    "Active fracture at a tumour"
    return p.conditions(NEOPLASTIC).active().certain().any()


def fractures_to_fix(p: PatientRecord) -> Selection:
    """Active, confirmed impending or pathological fractures outside the spine."""
    rows = p.conditions(IMPENDING, PATHOLOGICAL, NEOPLASTIC).active().certain()
    return rows.where(lambda row: VERTEBRAL.name not in row.concepts)


def needs_fixation_assessed(p: PatientRecord) -> bool:
    "Impending fracture, fracture at a tumour, pathological fracture in bone metastasis or myeloma, or Mirels score 8+"
    at_a_tumour = {IMPENDING.name, NEOPLASTIC.name}
    return any_of(
        p,
        lambda q: fractures_to_fix(q).where(lambda row: bool(row.concepts & at_a_tumour)).any(),
        lambda q: all_of(q, lambda r: fractures_to_fix(r).any(), has_bone_metastasis_or_myeloma),
        mirels_8_or_more,
    )


def fracture_or_impending(p: PatientRecord) -> bool:
    "Pathological or impending fracture, also suspected, or Mirels score 8 or more"
    return any_of(p, lambda q: q.conditions(IMPENDING, PATHOLOGICAL, NEOPLASTIC).active().any(), mirels_8_or_more)
