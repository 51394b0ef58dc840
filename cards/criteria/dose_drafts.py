"""Questions about the dose of a bone-targeted agent being ordered: for skeletal events, for bone loss, not stated."""

from cards.criteria import bone_density, course, offer, risk, therapy
from cards.criteria.drafts import being_ordered
from cards.events import Event, Selection
from cards.logic import all_of, any_of, unless
from cards.orderables import orderable
from cards.patient import PatientRecord
from cards.recommendation import Criterion


def is_bone_loss_dose(p: PatientRecord, event: Event) -> bool:
    """True for denosumab 60 mg, also by its rhythm of 6 months when the milligrams are not stated."""
    mg, interval = therapy.dose_mg(event), event.dose.interval_days
    if mg is None and interval is not None:
        return interval >= p.number("interval_q6m_from_days")
    return therapy.is_product(event, therapy.DENOSUMAB_60)


def higher_denosumab(p: PatientRecord) -> Selection:
    """The drafts of denosumab that are not at the dose for bone loss."""
    return being_ordered(p, therapy.DENOSUMAB).where(lambda e: not is_bone_loss_dose(p, e))


def higher_denosumab_drafts(p: PatientRecord) -> list[Event]:
    """As higher_denosumab, the drafts themselves."""
    return higher_denosumab(p).all()


def higher_denosumab_drafted(p: PatientRecord) -> bool:
    "Denosumab is being ordered at another dose than that for bone loss, or without a dose"
    return higher_denosumab(p).any()


def no_denosumab_dose_stated(p: PatientRecord) -> bool:
    """True when no draft of denosumab states its milligrams."""
    return all(therapy.dose_mg(e) is None for e in being_ordered(p, therapy.DENOSUMAB).all())


def _skeletal_event_doses(p: PatientRecord) -> Selection:
    return being_ordered(p, *course.SKELETAL_EVENT_DRUGS).where(lambda e: course.for_skeletal_events(p, e))


def skeletal_event_dose_drafted(p: PatientRecord) -> bool:
    "Zoledronic acid, pamidronate or denosumab is being ordered at the dose for skeletal events, or without a dose"
    return _skeletal_event_doses(p).any()


def skeletal_event_drafts(p: PatientRecord) -> list[Event]:
    """The drafts at the dose for skeletal events, and those that leave it open."""
    return _skeletal_event_doses(p).all()


def tells_its_dose(event: Event) -> bool:
    """True when the draft tells a dose for skeletal events from one for bone loss: by rhythm, denosumab also by mg."""
    by_mg = therapy.DENOSUMAB.name in event.concepts and therapy.dose_mg(event) is not None
    return by_mg or event.dose.interval_days is not None


def on_denosumab_for_bone_loss(p: PatientRecord) -> bool:
    "On denosumab at the dose for bone loss"
    low_dose = orderable("denosumab_60_q6m").dose

    def at_low_dose(row: Event) -> bool:
        return therapy.dose_mg(row) == low_dose

    return any_of(
        p,
        lambda q: therapy.ordered(q, therapy.DENOSUMAB).where(at_low_dose).any(),
        lambda q: therapy.still_working(q, therapy.DENOSUMAB).where(at_low_dose).any(),
    )


def bone_loss_calls_for_treatment(p: PatientRecord) -> bool:
    "On hormone-depleting therapy with the threshold for treating bone loss reached"
    return all_of(p, bone_density.on_hormone_depleting_therapy, risk.bone_loss_threshold_reached)


# When denosumab 60 mg may take the place of a higher dose.
LOWER_DOSE_OFFER: tuple[Criterion, ...] = (
    bone_loss_calls_for_treatment,
    unless(on_denosumab_for_bone_loss),
    *offer.DENOSUMAB,
)
