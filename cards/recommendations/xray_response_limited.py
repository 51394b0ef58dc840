"""A plain film ordered to follow known bone metastases: it shows response late and misses much.

A fracture, pain or another acute question is what plain films are for; an order without a reason is not judged.
"""

from cards.criteria import disease
from cards.criteria import imaging_drafts as imaging
from cards.criteria.everybody import EVERYBODY
from cards.events import Event
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _

TO_FOLLOW = (imaging.RESPONSE, imaging.FOLLOW_UP)


def films_to_follow(p: PatientRecord) -> list[Event]:
    """The drafts of a plain film that say response or follow-up."""
    return imaging.drafts_for(p, imaging.RADIOGRAPH, *TO_FOLLOW).all()


def film_to_follow_metastases(p: PatientRecord) -> bool:
    "A plain film of bone is being ordered to judge response or for follow-up"
    return imaging.drafts_for(p, imaging.RADIOGRAPH, *TO_FOLLOW).any()


def acute_question(p: PatientRecord) -> bool:
    "A plain film of bone is being ordered for a fracture, pain or another acute question"
    return imaging.drafts_for(p, imaging.RADIOGRAPH, imaging.ACUTE, imaging.NEW_SYMPTOM).any()


def advise(p: PatientRecord) -> Advice:
    metastasis = p.conditions(disease.BONE_METASTASIS).active().certain().latest()
    return Advice(
        because=[Sentence(_("Bone metastases on record ({date})."), {"date": metastasis.on if metastasis else None})],
        options=[
            Sentence(_("Plain films change late; CT or MRI of the known lesions may be considered instead.")),
            Sentence(_("For the question of a fracture a plain film remains useful.")),
        ],
    )


RECOMMENDATION = Recommendation(
    id="XRAY-RESPONSE-LIMITED",
    title=_("Plain film shows response late"),
    kind="order advice",
    summary=_("Plain films show response late and insensitively; consider CT or MRI"),
    statements=("S15",),
    hooks=("order-select", "order-sign"),
    everybody=EVERYBODY,
    population=(disease.has_bone_metastasis, film_to_follow_metastases),
    exclusions=(acute_question,),
    advise=advise,
    suggestions=(Suggestion(_("CT or MRI of the known lesions"), "ct_or_mri_of_site", drafts=films_to_follow),),
    override_reasons=("fracture-question", "resource-limits"),
)
