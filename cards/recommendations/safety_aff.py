"""Thigh or groin pain under a bone-targeted agent may be an atypical femoral fracture."""

from cards.codelists import codelist
from cards.criteria import therapy
from cards.criteria.everybody import EVERYBODY
from cards.criteria.therapy_words import bone_agent_words
from cards.events import Event, Selection
from cards.logic import any_of, maybe
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _

PAIN, IMAGING, ABSENT = codelist("thigh_or_groin_pain"), codelist("femur_imaging"), codelist("absent")


def _complaints(p: PatientRecord) -> tuple[Selection, Selection]:
    """Thigh or groin pain of the last 90 days: among the conditions, among the observations."""
    days = p.days("thigh_pain_max_age_days")
    observed = p.results(PAIN).within(days).where(lambda row: ABSENT.name not in row.answers)
    return p.conditions(PAIN).active().certain().within(days), observed


def has_new_thigh_or_groin_pain(p: PatientRecord) -> bool:
    "Thigh or groin pain, new in the last 90 days"
    conditions, observed = _complaints(p)
    return any_of(p, lambda _q: conditions.any(), lambda _q: observed.any())


def _newest_complaint(p: PatientRecord) -> Event | None:
    rows = [row for row in (selection.latest() for selection in _complaints(p)) if row is not None]
    return max(rows, key=lambda row: (row.on, row.ref), default=None)


def femur_imaged_since(p: PatientRecord) -> bool:
    "Femur imaged since the pain began"
    pain = _newest_complaint(p)

    def since(row: Event) -> bool:
        return pain is not None and pain.on is not None and row.on is not None and row.on.latest >= pain.on.earliest

    return any_of(
        p,
        lambda q: q.procedures(IMAGING).standing("done").where(since).any(),
        lambda q: q.results(IMAGING).where(since).any(),
    )


def femur_imaging_ordered(p: PatientRecord) -> bool:
    "Imaging of the femur ordered"
    return p.orders(IMAGING).standing("active", "on-hold").any()


def advise(p: PatientRecord) -> Advice:
    pain = _newest_complaint(p)
    first = maybe(lambda: therapy.first_dose(p, therapy.BONE_AGENTS))
    now = maybe(lambda: therapy.current(p, therapy.BONE_AGENTS))
    since = [Sentence(_("First bone-targeted agent on record: {date}."), {"date": first.on})] if first else []
    return Advice(
        because=[
            Sentence(_("Thigh or groin pain ({date})."), {"date": pain.on if pain else None}),
            *bone_agent_words(p),
            *(since if first != now else []),
        ],
        options=[
            Sentence(_("Consider X-rays of both femora, full length.")),
            Sentence(_("The labels ask that new thigh, hip or groin pain under these drugs be evaluated.")),
        ],
        indicator="warning",
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-AFF",
    title=_("Thigh or groin pain on long-term agent"),
    kind="safety",
    summary=_("Thigh or groin pain on bone agent: image both femora for atypical fracture"),
    statements=("S27",),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(therapy.on_bone_agent, has_new_thigh_or_groin_pain),
    exclusions=(femur_imaged_since,),
    satisfied=(femur_imaging_ordered,),
    advise=advise,
    suggestions=(Suggestion(_("X-ray of both femora"), "femur_xray_both"),),
    override_reasons=("known-metastasis", "other-cause"),
)
