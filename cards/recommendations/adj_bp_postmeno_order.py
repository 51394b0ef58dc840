"""Discuss an adjuvant bisphosphonate when an aromatase inhibitor or GnRH analogue is ordered in early breast cancer."""

from cards.criteria import adjuvant, caution, drafts, hormone_drafts, menopause
from cards.criteria.bone_density import AROMATASE_INHIBITORS, GNRH
from cards.criteria.draft_words import draft_words
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import ADJUVANT, DRUG_FACTS
from cards.patient import PatientRecord
from cards.recommendation import DRUG_OVERRIDES, Advice, Criterion, Recommendation, Sentence
from cards.text import _

# What the order changes: a GnRH analogue suppresses the ovaries, an aromatase inhibitor makes menopause probable.
WITH_THE_ORDER: dict[Criterion, Criterion] = {
    menopause.postmenopausal_or_suppressed: hormone_drafts.postmenopausal_with_the_order,
    menopause.chemotherapy_amenorrhoea_only: hormone_drafts.amenorrhoea_without_suppression,
}


def _with_the_order(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    return tuple(WITH_THE_ORDER.get(one, one) for one in criteria)


def advise(p: PatientRecord) -> Advice:
    by_order = hormone_drafts.gnrh_drafted(p) and not menopause.postmenopausal_or_suppressed(p)
    said = Sentence(_("Ovarian suppression is being ordered.")) if by_order else adjuvant.menopause_words(p)
    advice = adjuvant.advice(p, said)
    return Advice([*draft_words(p, AROMATASE_INHIBITORS, GNRH), *advice.because], advice.options)


RECOMMENDATION = Recommendation(
    id="ADJ-BP-POSTMENO",
    part="order",
    title=_("Adjuvant bisphosphonate, post-menopausal or ovarian suppression"),
    kind="indication",
    summary=_("Post-menopausal early breast cancer: discuss adjuvant zoledronic acid or clodronate"),
    statements=("S5", "S7", "S19"),
    hooks=("order-select",),
    everybody=EVERYBODY,
    population=(hormone_drafts.aromatase_inhibitor_or_gnrh_drafted, *_with_the_order(ADJUVANT.population)),
    exclusions=(*_with_the_order(ADJUVANT.exclusions), caution.allergic_to_bisphosphonates),
    satisfied=(drafts.bone_agent_drafted, *ADJUVANT.satisfied),
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=adjuvant.SUGGESTIONS,
    override_reasons=DRUG_OVERRIDES,
)
