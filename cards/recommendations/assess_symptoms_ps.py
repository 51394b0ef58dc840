"""Ask for a pain score and performance status when none is recent; rides on whichever card stands first."""

from cards.criteria import disease, prognosis
from cards.criteria.everybody import EVERYBODY
from cards.events import Event
from cards.logic import all_of
from cards.patient import PatientRecord
from cards.recommendation import ANY_CARD, Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def both_recent(p: PatientRecord) -> bool:
    "Pain score and performance status both recorded in the last 30 days"
    return all_of(p, prognosis.pain_score_recent, prognosis.performance_status_recent)


def _last(newest: Event | None, dated: str, never: str) -> Sentence:
    return Sentence(dated, {"date": newest.on}) if newest else Sentence(never)


def advise(p: PatientRecord) -> Advice:
    pain, status = p.results(prognosis.PAIN_SCORE).latest(), p.results(prognosis.ECOG, prognosis.KARNOFSKY).latest()
    return Advice(
        because=[
            _last(pain, _("Last pain score: {date}."), _("No pain score found in the record.")),
            _last(status, _("Last performance status: {date}."), _("No performance status found in the record.")),
        ],
        brief=[Sentence(_("Pain score, performance status (not both in 30 days)."))],
        options=[
            Sentence(_("A pain score (0-10) and ECOG or Karnofsky status show whether treatment relieves symptoms."))
        ],
    )


RECOMMENDATION = Recommendation(
    id="ASSESS-SYMPTOMS-PS",
    title=_("Assess symptoms and performance status"),
    kind="information",
    summary=_("No recent pain score or performance status: please assess symptoms and activity"),
    statements=("S14", "S41"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(disease.has_bone_metastasis_or_myeloma,),
    exclusions=(disease.comfort_care_only,),
    satisfied=(both_recent,),
    advise=advise,
    suggestions=(Suggestion(_("Record pain score and performance status"), "assess_pain_and_performance"),),
    reminder=True,
    override_reasons=("done-elsewhere", "not-today"),
    merge_into=(ANY_CARD,),
)
