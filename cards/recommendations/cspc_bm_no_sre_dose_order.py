"""The dose for skeletal events ordered in hormone-sensitive prostate cancer with bone metastasis: no proven benefit."""

from cards.criteria import bone_density, course, disease, dose_drafts, drafts, other_needs
from cards.criteria.draft_words import draft_words
from cards.criteria.everybody import EVERYBODY
from cards.logic import unless
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    metastasis = p.conditions(disease.BONE_METASTASIS).active().certain().earliest()
    facts = {"date": metastasis.on if metastasis else None}
    told = any(map(dose_drafts.tells_its_dose, dose_drafts.skeletal_event_drafts(p)))
    return Advice(
        because=[
            *draft_words(p, *course.SKELETAL_EVENT_DRUGS),
            Sentence(_("Prostate cancer recorded as hormone-sensitive, bone metastasis (since: {date})."), facts),
        ],
        options=[
            Sentence(_("CALGB 90202: early zoledronic acid did not delay skeletal events (HR 0.97).")),
            Sentence(
                _("If bone density calls for treatment, the osteoporosis dose applies, not that for skeletal events.")
            ),
            Sentence(_("Once the cancer is castration-resistant, a bone-targeted agent is considered anew.")),
        ],
        indicator="warning" if told else "info",
    )


RECOMMENDATION = Recommendation(
    id="CSPC-BM-NO-SRE-DOSE",
    part="order",
    title=_("Hormone-sensitive prostate cancer: no proven benefit of SRE-dose agent"),
    kind="order advice",
    summary=_("Hormone-sensitive prostate cancer: SRE-dose bone agent has no proven benefit; check bone density"),
    statements=("S2", "S30"),
    hooks=("order-select",),
    everybody=EVERYBODY,
    population=(
        dose_drafts.skeletal_event_dose_drafted,
        disease.has_bone_metastasis,
        disease.is_hormone_sensitive,
    ),
    exclusions=(disease.has_myeloma, other_needs.hypercalcaemia),
    advise=advise,
    suggestions=(
        Suggestion(
            _("Denosumab 60 mg every 6 months instead"),
            "denosumab_60_q6m",
            only_if=dose_drafts.LOWER_DOSE_OFFER,
            drafts=dose_drafts.skeletal_event_drafts,
        ),
        Suggestion(
            _("DXA bone density"),
            "dxa",
            only_if=(unless(bone_density.dxa_recent_or_ordered), unless(drafts.dxa_drafted)),
        ),
    ),
    override_reasons=GENERAL_OVERRIDES,
)
