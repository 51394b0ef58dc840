"""A bone scan ordered to see whether treatment works: it cannot tell, and a flare looks like progression.

For known bone metastases. A new symptom, a suspected new lesion, staging and a trial protocol are good reasons for a
scan; so is the progression of castration-resistant prostate cancer, which trials judge by bone scans.
"""

from cards.criteria import disease
from cards.criteria import imaging_drafts as imaging
from cards.criteria.drafts import being_ordered
from cards.criteria.everybody import EVERYBODY
from cards.events import Event
from cards.logic import all_of, any_of, maybe
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def scanned_recently(p: PatientRecord) -> bool:
    "Bone scan in the last 183 days"
    return _last_scan(p) is not None


def _last_scan(p: PatientRecord) -> Event | None:
    """The newest bone scan of the last 183 days, done or reported."""
    days = p.days("bone_scan_repeat_days")
    done = p.procedures(imaging.BONE_SCAN).standing("done", "active").within(days).latest()
    reported = p.results(imaging.BONE_SCAN).within(days).latest()
    return max((s for s in (done, reported) if s), key=lambda s: (s.on is not None, s.on, s.ref), default=None)


def _without_reason(event: Event) -> bool:
    """No reason, or one that only names the disease or routine."""
    return not imaging.ordered_for(event, imaging.OTHER)


def scans_for_response(p: PatientRecord) -> list[Event]:
    """The drafts of a bone scan that say response, and those without a reason when the last scan is recent."""
    again = maybe(lambda: scanned_recently(p)) is True
    rows = being_ordered(p, imaging.BONE_SCAN)
    return rows.where(lambda e: imaging.ordered_for(e, imaging.RESPONSE) or (again and _without_reason(e))).all()


def scan_for_response_or_repeated(p: PatientRecord) -> bool:
    "A bone scan is being ordered to judge response, or again within 183 days without another reason"
    return any_of(
        p,
        lambda q: imaging.drafts_for(q, imaging.BONE_SCAN, imaging.RESPONSE).any(),
        lambda q: all_of(
            q, lambda r: being_ordered(r, imaging.BONE_SCAN).where(_without_reason).any(), scanned_recently
        ),
    )


def good_reason_for_a_scan(p: PatientRecord) -> bool:
    "A bone scan is being ordered for a new symptom, a suspected new lesion, staging or a trial protocol"
    reasons = (imaging.NEW_SYMPTOM, imaging.ACUTE, imaging.STAGING, imaging.TRIAL)
    return imaging.drafts_for(p, imaging.BONE_SCAN, *reasons).any()


def progression_of_crpc(p: PatientRecord) -> bool:
    "A bone scan is being ordered to see progression of castration-resistant prostate cancer"
    return all_of(
        p,
        lambda q: imaging.drafts_for(q, imaging.BONE_SCAN, imaging.CRPC_PROGRESSION).any(),
        disease.is_castration_resistant,
    )


def advise(p: PatientRecord) -> Advice:
    metastasis = p.conditions(disease.BONE_METASTASIS).active().certain().latest()
    because = [Sentence(_("Bone metastases on record ({date})."), {"date": metastasis.on if metastasis else None})]
    if not imaging.drafts_for(p, imaging.BONE_SCAN, imaging.RESPONSE).any():
        last = _last_scan(p)
        because.append(
            Sentence(_("Last bone scan: {date}. No other reason stated."), {"date": last.on if last else None})
        )
    return Advice(
        because=because,
        options=[
            Sentence(_("CT or MRI of known lesions may be considered instead; PET can show early response.")),
            Sentence(_("Healing bone takes up more tracer for 2 to 6 months (flare); this alone ends no treatment.")),
            Sentence(_("In castration-resistant prostate cancer a scan for progression follows trial criteria.")),
        ],
        indicator="warning",
    )


RECOMMENDATION = Recommendation(
    id="BONE-SCAN-NOT-FOR-RESPONSE",
    title=_("Bone scan does not show response"),
    kind="order advice",
    summary=_("Bone scan does not show treatment response (flare); use CT or MRI"),
    statements=("S11", "S16"),
    hooks=("order-select", "order-sign"),
    everybody=EVERYBODY,
    population=(disease.has_bone_metastasis, scan_for_response_or_repeated),
    exclusions=(good_reason_for_a_scan, progression_of_crpc),
    advise=advise,
    suggestions=(Suggestion(_("CT or MRI of the known lesions"), "ct_or_mri_of_site", drafts=scans_for_response),),
    override_reasons=("new-symptom", "restaging", "trial-protocol", "crpc-progression"),
)
