"""Radium-223 ordered under abiraterone and prednisone, or abiraterone under radium-223."""

from functools import partial

from cards.codelists import Codelist, codelist
from cards.criteria.draft_words import draft_words
from cards.criteria.drafts import being_ordered
from cards.criteria.everybody import EVERYBODY
from cards.events import Event, Selection
from cards.logic import all_of, any_of, maybe
from cards.patient import PatientRecord
from cards.recommendation import Advice, Criterion, Recommendation, Sentence, Suggestion
from cards.text import _

RADIUM, ABIRATERONE = codelist("radium_223"), codelist("abiraterone")


def _present(p: PatientRecord, rows: Selection) -> Selection:
    """Active, or given or stopped in the last 5 days."""
    days = p.days("radium_abiraterone_gap_days")

    def now(event: Event) -> bool:
        last = event.until or event.on
        if event.standing == "active":
            return event.on is None or event.on.earliest <= p.today
        return event.standing in ("done", "ended") and last is not None and last.may_be_within(days, p.today)

    return rows.where(now)


def _taken(p: PatientRecord, drug: Codelist) -> bool:
    """Active, or over for 5 days at most; radium-223 may also stand among the procedures and orders."""
    tables = [p.medications(drug), *([p.procedures(drug), p.orders(drug)] if "procedures" in drug.tables else [])]
    return any_of(p, *(lambda q, rows=rows: _present(q, rows).any() for rows in tables))


def one_of_them_drafted(p: PatientRecord) -> bool:
    "Radium-223 or abiraterone is being ordered"
    return being_ordered(p, RADIUM, ABIRATERONE).any()


def both_together(p: PatientRecord) -> bool:
    "The other one is being ordered too, is active, or was given or stopped in the last 5 days"

    def present(drug: Codelist) -> Criterion:
        return lambda q: any_of(q, lambda r: being_ordered(r, drug).any(), lambda r: _taken(r, drug))

    return all_of(p, present(RADIUM), present(ABIRATERONE))


def drafts(p: PatientRecord) -> list[Event]:
    """The drafts of radium-223 and abiraterone."""
    return being_ordered(p, RADIUM, ABIRATERONE).all()


def _newest(p: PatientRecord, drug: Codelist) -> Event | None:
    return _present(p, p.medications(drug)).latest()


def advise(p: PatientRecord) -> Advice:
    taken = [maybe(partial(_newest, p, drug)) for drug in (RADIUM, ABIRATERONE)]
    return Advice(
        because=[
            *(Sentence(_("Taken: {drug} ({date})."), {"drug": e.meaning, "date": e.on}) for e in taken if e),
            *draft_words(p, RADIUM, ABIRATERONE),
        ],
        options=[Sentence(_("EMA: radium-223 is contraindicated with abiraterone and prednisone or prednisolone."))],
        indicator="critical",
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-RA223-ABI",
    title=_("Radium-223 with abiraterone + prednisone"),
    kind="safety",
    summary=_("Radium-223 must not be combined with abiraterone and prednisone (fractures, deaths)"),
    statements=("S42",),
    hooks=("order-select", "order-sign"),
    everybody=EVERYBODY,
    population=(one_of_them_drafted, both_together),
    advise=advise,
    suggestions=(Suggestion(_("Remove the draft"), drafts=drafts),),
    override_reasons=("data-wrong",),
)
