"""Discuss bone metastasis and myeloma bone disease in a multidisciplinary team."""

from cards.codelists import codelist
from cards.criteria import disease, pain
from cards.criteria.everybody import EVERYBODY
from cards.logic import all_of, any_of
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _

MEETING = codelist("mdt_meeting")
# The organ service that joins the team, by the primary tumour.
ORGAN_SERVICES = (
    (codelist("lung_cancer"), _("For this primary tumour thoracic surgery joins.")),
    (disease.PROSTATE, _("For this primary tumour urology joins.")),
    (codelist("renal_cancer"), _("For this primary tumour urology joins.")),
)


NOT_DISCUSSED = Sentence(_("No multidisciplinary discussion found in the last 180 days."))
TEAM = Sentence(_("Team: medical and radiation oncology, orthopaedics, radiology, palliative care, rehabilitation."))
TOGETHER = (
    Sentence(_("Systemic therapy, radiotherapy, radionuclides, surgery and bone-targeted agents go together.")),
    Sentence(_("The aim is relief of symptoms.")),
)


def _bone_is_affected_or_hurts(p: PatientRecord) -> bool:
    hurts = pain.on_problem_list(p, pain.PAIN, pain.LOCALISED, pain.DIFFUSE)
    return any_of(p, disease.bone_is_affected, lambda _q: hurts.any())


def has_myeloma_bone_disease(p: PatientRecord) -> bool:
    "Myeloma with bone lesion, fracture or bone pain on record"
    return all_of(p, disease.has_myeloma, _bone_is_affected_or_hurts)


def has_bone_disease(p: PatientRecord) -> bool:
    "Bone metastasis, or myeloma with bone lesion, fracture or bone pain on record"
    return any_of(p, disease.has_bone_metastasis, has_myeloma_bone_disease)


def discussed_or_referred(p: PatientRecord) -> bool:
    "Multidisciplinary meeting or referral in the last 180 days, or a meeting planned"
    days = p.days("mdt_max_age_days")
    return any_of(
        p,
        lambda q: q.procedures(MEETING).standing("done", "active").within(days).any(),
        lambda q: q.encounters(MEETING).standing("done", "active").within(days).any(),
        lambda q: q.orders(MEETING).standing("done", "active").within(days).any(),
        lambda q: q.procedures(MEETING).standing("planned").any(),
        lambda q: q.encounters(MEETING).standing("planned").any(),
    )


def advise(p: PatientRecord) -> Advice:
    found = p.conditions(disease.BONE_METASTASIS, disease.MYELOMA).active().certain().earliest()
    metastasis = disease.has_bone_metastasis(p)
    since = _("Bone metastasis (since: {date}).") if metastasis else _("Myeloma bone disease (since: {date}).")
    joins = [Sentence(words) for cancer, words in ORGAN_SERVICES if p.conditions(cancer).active().certain().any()]
    team = [TEAM, *joins[:1], *TOGETHER]
    return Advice(
        because=[Sentence(since, {"date": found.on if found else None}), NOT_DISCUSSED],
        options=team,
        brief=[Sentence(_("Multidisciplinary team (none in 180 days)."))],
        background=team,
        summary="" if metastasis else _("Myeloma bone disease: refer to a multidisciplinary team"),
    )


RECOMMENDATION = Recommendation(
    id="MDT",
    title=_("Multidisciplinary team"),
    kind="indication",
    summary=_("Bone metastasis: refer to a multidisciplinary team"),
    statements=("S3", "S6", "S24", "S40", "S41", "S42", "S44"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(has_bone_disease,),
    exclusions=(disease.in_hospice,),
    satisfied=(discussed_or_referred,),
    advise=advise,
    suggestions=(Suggestion(_("Multidisciplinary team meeting"), "mdt_meeting"),),
    reminder=True,
    override_reasons=GENERAL_OVERRIDES,
    merge_into=("BMA-METS-START", "BMA-MYELOMA-START"),
)
