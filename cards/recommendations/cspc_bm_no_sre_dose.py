"""Hormone-sensitive prostate cancer in bone: no proven benefit of the dose for skeletal events; bone density counts."""

from cards.criteria import bone_density, course, disease, therapy
from cards.criteria.everybody import EVERYBODY
from cards.criteria.therapy_words import bone_agent_words
from cards.criteria.words import told
from cards.logic import all_of, unless
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def agent_for_bone_density(p: PatientRecord) -> bool:
    "On a bone-targeted agent at the dose for bone density"
    return all_of(p, therapy.on_bone_agent, unless(course.on_dose_for_skeletal_events))


def _density_words(p: PatientRecord) -> Sentence:
    return told(
        lambda: bone_density.lowest_t_score(p),
        lambda lowest: Sentence(_("Lowest T-score {value} ({date})."), {"value": lowest[0], "date": lowest[1].on}),
        _("No T-score found in the record."),
        _("T-score: could not be read."),
    )


def advise(p: PatientRecord) -> Advice:
    metastasis = p.conditions(disease.BONE_METASTASIS).active().certain().earliest()
    facts = {"date": metastasis.on if metastasis else None}
    agent = bone_agent_words(p) or [Sentence(_("No bone-targeted agent found."))]
    return Advice(
        because=[
            Sentence(_("Prostate cancer recorded as hormone-sensitive, bone metastasis (since: {date})."), facts),
            *agent,
            _density_words(p),
        ],
        options=[
            Sentence(_("CALGB 90202: early zoledronic acid did not delay skeletal events (HR 0.97).")),
            Sentence(
                _("If bone density calls for treatment, the osteoporosis dose applies, not that for skeletal events.")
            ),
            Sentence(_("Once the cancer is castration-resistant, a bone-targeted agent is considered anew.")),
        ],
    )


RECOMMENDATION = Recommendation(
    id="CSPC-BM-NO-SRE-DOSE",
    title=_("Hormone-sensitive prostate cancer: no proven benefit of SRE-dose agent"),
    kind="order advice",
    summary=_("Hormone-sensitive prostate cancer: SRE-dose bone agent has no proven benefit; check bone density"),
    statements=("S2", "S30"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(disease.has_bone_metastasis, disease.is_hormone_sensitive),
    exclusions=(agent_for_bone_density,),
    advise=advise,
    suggestions=(Suggestion(_("DXA bone density"), "dxa", only_if=(unless(bone_density.dxa_recent_or_ordered),)),),
    override_reasons=GENERAL_OVERRIDES,
)
