"""Discuss an adjuvant bisphosphonate in post-menopausal early breast cancer."""

from cards.criteria import caution, disease, menopause, offer
from cards.criteria.agents import checks_first
from cards.criteria.bone_density import GNRH, has_ovarian_suppression
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import ADJUVANT, DRUG_FACTS
from cards.criteria.words import age_words, calcium_words, renal_function_words
from cards.patient import PatientRecord
from cards.recommendation import DRUG_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    diagnosis = p.conditions(disease.BREAST).active().certain().earliest()
    since = diagnosis.on if diagnosis else None
    return Advice(
        because=[
            Sentence(_("Invasive breast cancer since {date}, no distant metastasis found."), {"date": since}),
            _menopause_words(p),
            Sentence(_("Recurrence risk not on record: applies if it is increased (PREDICT can estimate it).")),
            renal_function_words(p),
            calcium_words(p),
        ],
        options=[
            Sentence(_("Zoledronic acid 4 mg IV every 6 months for 3-5 years is an option (dose by clearance).")),
            Sentence(_("Clodronate 1600 mg by mouth daily is an alternative.")),
            Sentence(_("After menopause bisphosphonates lower the rate of bone metastases and improve survival.")),
            Sentence(_("Calcium, vitamin D and a dental check belong with it.")),
            *checks_first(p),
        ],
    )


def _menopause_words(p: PatientRecord) -> Sentence:
    """Why she counts as post-menopausal, the surest reason first (as menopause.postmenopausal_or_suppressed asks)."""
    if has_ovarian_suppression(p):
        drug = p.medications(GNRH).active().latest()
        if drug is None:
            return Sentence(_("Both ovaries removed."))
        suppressed = {"therapy": drug.meaning, "date": drug.on}
        return Sentence(_("Ovarian suppression: {therapy} (since: {date})."), suppressed)
    recorded = menopause.recorded_status(p)
    if recorded is not None:
        return Sentence(_("Post-menopausal on record ({date})."), {"date": recorded.on})
    if p.at_least(p.number("menopause_assume_post_age")):
        facts = {"age": age_words(p)}
        return Sentence(_("Menopausal status not recorded; taken as post-menopausal at age {age}."), facts)
    return Sentence(_("Menopausal status not recorded; taken as post-menopausal because of the aromatase inhibitor."))


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
    suggestions=(
        Suggestion(_("Zoledronic acid 4 mg 6-monthly"), "zoledronic_acid_4_q6m", only_if=offer.ZOLEDRONIC_ACID_FULL),
        Suggestion(_("Clodronate 1600 mg daily"), "clodronate_1600_daily", only_if=offer.BISPHOSPHONATE),
        Suggestion(_("Dental assessment"), "dental_assessment", only_if=(offer.dental_check_missing,)),
        Suggestion(_("Creatinine clearance"), "creatinine", only_if=(offer.renal_function_missing,)),
        Suggestion(_("Calcium and albumin"), "calcium", only_if=(offer.calcium_missing,)),
        Suggestion(_("25-OH vitamin D"), "vitamin_d_25oh", only_if=(offer.vitamin_d_missing,)),
    ),
    override_reasons=DRUG_OVERRIDES,
)
