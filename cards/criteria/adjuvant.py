"""Early breast cancer: what is said and offered about an adjuvant bisphosphonate, at chart opening and at ordering."""

from cards.criteria import disease, hormone_drafts, menopause, offer, other_needs, risk
from cards.criteria.agents import EVERY_6_MONTHS_FOR_3_TO_5_YEARS, checks_first, zoledronic_acid_words
from cards.criteria.bone_density import GNRH, has_ovarian_suppression
from cards.criteria.drafts import bisphosphonate_drafted
from cards.criteria.indications import Indication, female, metastatic
from cards.criteria.words import age_words, calcium_words, renal_function_words
from cards.patient import PatientRecord
from cards.recommendation import Advice, Sentence, Suggestion
from cards.text import _


def has_invasive_breast_cancer(p: PatientRecord) -> bool:
    "Active, confirmed invasive breast cancer"
    return p.conditions(disease.BREAST).active().certain().any()


# A bisphosphonate ordered where it does not improve the outcome of the cancer, and nothing else calls for it.
NO_BENEFIT = Indication(
    population=(bisphosphonate_drafted, female, has_invasive_breast_cancer, hormone_drafts.premenopausal),
    exclusions=(
        metastatic,
        disease.has_myeloma,
        hormone_drafts.ovaries_suppressed_or_to_be,
        risk.bone_loss_threshold_reached,
        other_needs.osteoporosis,
        other_needs.hypercalcaemia,
        other_needs.paget_disease,
    ),
    satisfied=(),
)


def breast_cancer_words(p: PatientRecord) -> Sentence:
    """Since when, and that no metastasis was found."""
    diagnosis = p.conditions(disease.BREAST).active().certain().earliest()
    facts = {"date": diagnosis.on if diagnosis else None}
    return Sentence(_("Invasive breast cancer since {date}, no distant metastasis found."), facts)


def menopause_words(p: PatientRecord) -> Sentence:
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


def advice(p: PatientRecord, menopause_sentence: Sentence) -> Advice:
    """The advice to discuss a bisphosphonate; the sentence says why she counts as post-menopausal."""
    return Advice(
        because=[
            breast_cancer_words(p),
            menopause_sentence,
            Sentence(_("Recurrence risk not recorded: this applies if it is increased (PREDICT can estimate it).")),
            renal_function_words(p),
            calcium_words(p),
        ],
        options=[
            zoledronic_acid_words(p, EVERY_6_MONTHS_FOR_3_TO_5_YEARS),
            Sentence(_("Clodronate 1600 mg by mouth daily.")),
            *checks_first(p),
        ],
        background=[
            Sentence(_("After menopause bisphosphonates lower the rate of bone metastases and improve survival.")),
            Sentence(_("Calcium, vitamin D and a dental check belong with it.")),
        ],
    )


SUGGESTIONS = (
    Suggestion(_("Zoledronic acid 4 mg 6-monthly"), "zoledronic_acid_4_q6m", only_if=offer.ZOLEDRONIC_ACID_FULL),
    Suggestion(_("Clodronate 1600 mg daily"), "clodronate_1600_daily", only_if=offer.BISPHOSPHONATE),
    Suggestion(_("Dental assessment"), "dental_assessment", only_if=(offer.dental_check_missing,)),
    Suggestion(_("Creatinine clearance"), "creatinine", only_if=(offer.renal_function_missing,)),
    Suggestion(_("Calcium and albumin"), "calcium", only_if=(offer.calcium_missing,)),
    Suggestion(_("25-OH vitamin D"), "vitamin_d_25oh", only_if=(offer.vitamin_d_missing,)),
)
