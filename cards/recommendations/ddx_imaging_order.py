"""A bone scan ordered while a bone lesion is not confirmed: CT or MRI would tell more about its nature."""

from cards.criteria import disease, drafts, lesion
from cards.criteria.everybody import EVERYBODY
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Recommendation, Suggestion
from cards.text import _


def clarifying_imaging_drafted(p: PatientRecord) -> bool:
    "CT, MRI, PET or biopsy is being ordered too"
    return drafts.being_ordered(p, lesion.IMAGING, lesion.BIOPSY).any()


def advise(p: PatientRecord) -> Advice:
    return Advice(because=lesion.finding_words(p), options=lesion.IMAGING_WORDS)


RECOMMENDATION = Recommendation(
    id="DDX-IMAGING",
    part="order",
    title=_("Unconfirmed bone lesion: clarify by CT/MRI"),
    kind="information",
    summary=_("Bone lesion not confirmed: exclude osteoporosis, degeneration, Paget; CT/MRI best, PET adds"),
    statements=("S9", "S10", "S11", "S12"),
    hooks=("order-select",),
    everybody=EVERYBODY,
    population=(drafts.bone_scan_drafted, disease.has_any_cancer, lesion.has_unconfirmed_lesion_or_abnormal_scan),
    exclusions=(disease.has_bone_metastasis_or_myeloma, lesion.benign_lesion_confirmed),
    satisfied=(lesion.clarified_since, clarifying_imaging_drafted),
    advise=advise,
    suggestions=(
        Suggestion(_("MRI or CT of the lesion"), "ct_or_mri_of_site"),
        Suggestion(_("PET/CT"), "pet_ct"),
    ),
    override_reasons=GENERAL_OVERRIDES,
)
