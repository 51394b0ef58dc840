"""A dose for bone loss ordered in bone metastasis or myeloma, or a dose for skeletal events ordered for bone loss."""

from cards.criteria import disease, offer, order_fit, therapy
from cards.criteria.draft_words import draft_words
from cards.criteria.everybody import EVERYBODY
from cards.events import Event
from cards.logic import all_of, any_of, maybe
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def low_dose_for_bone_disease(p: PatientRecord) -> bool:
    "Dose for bone loss ordered in bone metastasis or myeloma, not hormone-sensitive prostate cancer"
    return all_of(p, lambda q: bool(order_fit.bone_loss_doses(q)), order_fit.skeletal_dose_wanted)


def high_dose_for_bone_loss(p: PatientRecord) -> bool:
    "Dose for skeletal events, every 35 days or less, ordered for bone loss or early breast cancer only"
    return all_of(p, lambda q: bool(order_fit.skeletal_doses(q)), order_fit.bone_loss_or_adjuvant_only)


def dose_does_not_fit(p: PatientRecord) -> bool:
    "Being ordered: the dose for bone loss in bone metastasis or myeloma, or that for skeletal events in bone loss"
    return any_of(p, low_dose_for_bone_disease, high_dose_for_bone_loss)


def _of(p: PatientRecord, drug: str) -> list[Event]:
    """The drafts of the drug whose dose does not fit."""
    low = order_fit.bone_loss_doses(p) if low_dose_for_bone_disease(p) else order_fit.skeletal_doses(p)
    return [event for event in low if drug in event.concepts]


def denosumab_drafts(p: PatientRecord) -> list[Event]:
    """Denosumab whose dose does not fit."""
    return _of(p, therapy.DENOSUMAB.name)


def zoledronic_drafts(p: PatientRecord) -> list[Event]:
    """Zoledronic acid whose dose does not fit."""
    return _of(p, therapy.ZOLEDRONIC.name)


def _disease_words(p: PatientRecord) -> list[Sentence]:
    found = maybe(lambda: p.conditions(disease.BONE_METASTASIS, disease.MYELOMA).active().certain().latest())
    if found is None:
        return [Sentence(_("No bone metastasis or myeloma found; on record are bone loss or early breast cancer."))]
    return [Sentence(_("On record: {finding} ({date})."), {"finding": found.meaning, "date": found.on})]


def advise(p: PatientRecord) -> Advice:
    low = low_dose_for_bone_disease(p)
    for_disease = _("In bone metastasis or myeloma: denosumab 120 mg every 4 weeks or zoledronic acid 4 mg.")
    for_loss = _("For bone loss: denosumab 60 mg or zoledronic acid 4 mg every 6 months.")
    return Advice(
        because=[*_disease_words(p), *draft_words(p, therapy.DENOSUMAB, therapy.ZOLEDRONIC)],
        options=[
            Sentence(for_disease if low else for_loss),
            Sentence(_("Consider whether the indication is only missing in the record.")),
        ],
        indicator="warning",
    )


RECOMMENDATION = Recommendation(
    id="DOSE-INDICATION-MISMATCH",
    title=_("Dose does not fit the indication"),
    kind="safety",
    summary=_("Dose and interval do not match the recorded indication"),
    statements=("S22", "S27"),
    hooks=("order-select", "order-sign"),
    everybody=EVERYBODY,
    population=(dose_does_not_fit,),
    exclusions=(order_fit.hypercalcaemia_treated,),
    advise=advise,
    suggestions=(
        Suggestion(
            _("Denosumab 120 mg every 4 weeks"),
            "denosumab_120_q4w",
            only_if=(*offer.DENOSUMAB, low_dose_for_bone_disease),
            drafts=denosumab_drafts,
        ),
        Suggestion(
            _("Zoledronic acid 4 mg every 3-4 weeks"),
            "zoledronic_acid_4_q4w",
            only_if=(*offer.ZOLEDRONIC_ACID_FULL, low_dose_for_bone_disease),
            drafts=zoledronic_drafts,
        ),
        Suggestion(
            _("Denosumab 60 mg every 6 months"),
            "denosumab_60_q6m",
            only_if=(*offer.DENOSUMAB, high_dose_for_bone_loss, order_fit.bone_loss_to_treat),
            drafts=denosumab_drafts,
        ),
        Suggestion(
            _("Zoledronic acid 4 mg every 6 months"),
            "zoledronic_acid_4_q6m",
            only_if=(*offer.ZOLEDRONIC_ACID_FULL, high_dose_for_bone_loss, order_fit.bone_loss_to_treat),
            drafts=zoledronic_drafts,
        ),
    ),
    override_reasons=("indication-not-coded", "specialist-plan-differs"),
)
