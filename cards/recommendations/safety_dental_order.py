"""A dental check before the first dose of a bone-targeted agent that is being ordered."""

from cards.criteria import caution
from cards.criteria.draft_words import draft_words
from cards.criteria.everybody import EVERYBODY
from cards.criteria.order_fit import hypercalcaemia_treated, no_agent_taken, oncologic_dose_drafted
from cards.criteria.therapy import BONE_AGENTS
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def dental_check_drafted(p: PatientRecord) -> bool:
    "A dental examination is being ordered too"
    return p.drafts(caution.DENTAL_EXAMINATION, caution.DENTAL_REFERRAL).standing("planned", "active").any()


def advise(p: PatientRecord) -> Advice:
    return Advice(
        because=[
            Sentence(_("No dental examination found in the last 180 days.")),
            *draft_words(p, BONE_AGENTS),
        ],
        options=[
            Sentence(_("Elective dental surgery is avoided during therapy, so it comes first.")),
            Sentence(_("Jaw osteonecrosis: about 2% in the first and 5% in the second year of denosumab 120 mg.")),
            Sentence(_("During therapy: good oral hygiene and a check about every 6 months.")),
        ],
        indicator="warning",
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-DENTAL",
    part="order",
    title=_("Dental check before the first dose"),
    kind="safety",
    summary=_("No dental check on record: arrange one before the first dose (jaw osteonecrosis risk)"),
    statements=("S27",),
    hooks=("order-select", "order-sign"),
    everybody=EVERYBODY,
    population=(oncologic_dose_drafted, no_agent_taken),
    exclusions=(hypercalcaemia_treated,),
    satisfied=(caution.dental_check_done, dental_check_drafted),
    advise=advise,
    suggestions=(Suggestion(_("Dental assessment"), "dental_assessment"),),
    override_reasons=("edentulous-checked", "urgent-need", "done-elsewhere"),
)
