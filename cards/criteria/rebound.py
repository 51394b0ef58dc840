"""Questions and words about the time after denosumab: rebound vertebral fractures when nothing follows it."""

from cards.codelists import Codelist
from cards.criteria import course, therapy
from cards.criteria.agents import nameable, reasons_against
from cards.logic import any_of
from cards.patient import PatientRecord
from cards.recommendation import Sentence
from cards.text import _


def _was(last: course.LastDose | None, product: Codelist) -> bool:
    return last is not None and last.mg == product.dose_mg


def last_was_60_mg(p: PatientRecord) -> bool:
    "Last denosumab was the product for bone loss"
    return _was(course.last_dose(p, therapy.DENOSUMAB), therapy.DENOSUMAB_60)


def last_was_120_mg(p: PatientRecord) -> bool:
    "Last denosumab was the product for skeletal events"
    return _was(course.last_dose(p, therapy.DENOSUMAB), therapy.DENOSUMAB_120)


def last_denosumab_in_rebound_time(p: PatientRecord) -> bool:
    "Last denosumab 150 to 730 days ago (for skeletal events, or dose not recorded: 90 to 730 days)"
    last = course.last_dose(p, therapy.DENOSUMAB)
    if last is None:
        return False
    begins = p.days("rebound_from_days_60mg" if last_was_60_mg(p) else "rebound_from_days_120mg")
    return begins <= last.on.days_before(p.today) <= p.days("rebound_until_days")


def denosumab_taken(p: PatientRecord) -> bool:
    "On denosumab, or its last dose at most 730 days ago"

    def not_long_ago(q: PatientRecord) -> bool:
        last = course.last_dose(q, therapy.DENOSUMAB)
        return last is not None and last.on.days_before(q.today) <= q.days("rebound_until_days")

    return any_of(p, therapy.on_denosumab, not_long_ago)


def bisphosphonate_since(p: PatientRecord) -> bool:
    "Bisphosphonate ordered, or taken after the last denosumab"
    if p.medications(therapy.BISPHOSPHONATES).standing("active").any():
        return True
    last = course.last_dose(p, therapy.DENOSUMAB)
    taken = p.medications(therapy.BISPHOSPHONATES).standing("done", "ended").all()
    days = [day for e in taken if (day := e.until or e.on) is not None]
    return last is not None and any(day.latest >= last.on.earliest for day in days)


def last_dose_words(p: PatientRecord) -> Sentence:
    """Day and milligrams of the last denosumab, or that no dose was found."""
    last = course.last_dose(p, therapy.DENOSUMAB)
    if last is None:
        return Sentence(_("No dose of denosumab found in the record."))
    dose = _("Last denosumab {date}, {dose} mg.") if last.mg else _("Last denosumab {date}, dose not recorded.")
    return Sentence(dose, {"date": last.on, "dose": last.mg})


def follow_on_options(p: PatientRecord) -> list[Sentence]:
    """What may follow denosumab, as far as it may be named to this patient."""
    may, sixty = nameable(p), last_was_60_mg(p)
    options = (
        (
            may.zoledronic_acid and sixty,
            _("Zoledronic acid 4-5 mg IV once about 6 months after the last dose is an option."),
        ),
        (may.zoledronic_acid and not sixty, _("Zoledronic acid IV is an option.")),
        (may.denosumab, _("Going on with denosumab is another option.")),
        (not may.zoledronic_acid, _("What may follow denosumab here is a question for a specialist.")),
    )
    return [*(Sentence(text) for fits, text in options if fits), *reasons_against(p)]
