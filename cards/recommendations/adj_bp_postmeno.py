"""Discuss an adjuvant bisphosphonate in post-menopausal early breast cancer."""

from cards.criteria import adjuvant, caution
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import ADJUVANT, DRUG_FACTS
from cards.patient import PatientRecord
from cards.recommendation import DRUG_OVERRIDES, Advice, Recommendation
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    return adjuvant.advice(p, adjuvant.menopause_words(p))


RECOMMENDATION = Recommendation(
    id="ADJ-BP-POSTMENO",
    title=_("Adjuvant bisphosphonate, post-menopausal or ovarian suppression"),
    kind="indication",
    summary=_("Post-menopausal early breast cancer: discuss adjuvant zoledronic acid or clodronate"),
    statements=("S5", "S7", "S19"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=ADJUVANT.population,
    exclusions=(*ADJUVANT.exclusions, caution.allergic_to_bisphosphonates),  # every option named here is one
    satisfied=ADJUVANT.satisfied,
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=adjuvant.SUGGESTIONS,
    override_reasons=DRUG_OVERRIDES,
)
