"""Clarify a bone lesion that nobody has confirmed, before it is treated as a metastasis."""

from cards.criteria import disease, lesion
from cards.criteria.everybody import EVERYBODY
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Recommendation, Suggestion
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    return Advice(because=lesion.finding_words(p), options=lesion.IMAGING_WORDS)


RECOMMENDATION = Recommendation(
    id="DDX-IMAGING",
    title=_("Unconfirmed bone lesion: clarify by CT/MRI"),
    kind="information",
    summary=_("Bone lesion not confirmed: exclude osteoporosis, degeneration, Paget; CT/MRI best, PET adds"),
    statements=("S9", "S10", "S11", "S12"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(disease.has_any_cancer, lesion.has_unconfirmed_lesion_or_abnormal_scan),
    exclusions=(disease.has_bone_metastasis_or_myeloma, lesion.benign_lesion_confirmed),
    satisfied=(lesion.clarified_since,),
    advise=advise,
    suggestions=(
        Suggestion(_("MRI or CT of the lesion"), "ct_or_mri_of_site"),
        Suggestion(_("PET/CT"), "pet_ct"),
    ),
    override_reasons=GENERAL_OVERRIDES,
)
