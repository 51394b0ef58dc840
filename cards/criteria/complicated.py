"""What makes a painful bone metastasis a complicated one, for which a single fraction is not the advice."""

from cards.codelists import codelist
from cards.criteria import fracture
from cards.patient import PatientRecord
from cards.recommendation import Sentence
from cards.text import _

SOFT_TISSUE_MASS, DECOMPRESSION = codelist("soft_tissue_mass"), codelist("spinal_decompression")

SINGLE_FRACTION_WORDS = (
    Sentence(_("One fraction of 8 Gy may be considered: it relieves pain as well as several fractions.")),
    Sentence(_("Re-treatment is about twice as frequent after a single fraction.")),
    Sentence(_("Only if uncomplicated: no fracture risk, nerve compression, surgery or soft-tissue mass.")),
)


def radiotherapy_after_bone_surgery(p: PatientRecord) -> bool:
    "Fixation or decompression done: radiotherapy would be post-operative"
    return p.procedures(fracture.FIXATION, DECOMPRESSION).standing("done", "active").any()


def large_soft_tissue_mass(p: PatientRecord) -> bool:
    "Large soft-tissue mass at the metastasis on record"
    return p.conditions(SOFT_TISSUE_MASS).active().any()
