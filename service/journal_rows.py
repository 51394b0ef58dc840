"""One call as it goes into the journal: for whom, which data were read, which advice was shown on which facts; all of
the patient as keyed hashes.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import orjson

from cards.engine import Assessment
from cards.events import Event
from cards.override_memory import days_between_reminders
from cards.ranking import Card
from cards.recommendation import INDICATORS
from service.audit import EVALUATION, event
from service.auth import Caller
from service.card_frame import EXTENSION
from service.content_version import content_version
from service.data_states import DataState, Section
from service.deployment_key import DeploymentKey
from service.evaluation import Findings
from service.journal import now
from service.journal_entries import Evaluation, Reminder, Row
from service.wire import HookRequest


class Whom(NamedTuple):
    """Patient and clinician of a call as keyed hashes, the same for every call of this client and tenant."""

    patient: str
    clinician: str


def whom(key: DeploymentKey, caller: Caller, call: HookRequest) -> Whom:
    """The patient and the clinician of a call."""
    iss, tenant = caller.iss, caller.tenant
    patient = key.digest("patient", iss, tenant, call.context.patientId)
    return Whom(patient, key.digest("clinician", iss, tenant, call.context.userId))


def evaluation(
    key: DeploymentKey, service_id: str, call: HookRequest, findings: Findings, cards: Sequence[dict[str, Any]]
) -> Evaluation:
    """What an answered call leaves. The cards of the ranking come first in `cards`, in their order."""
    moment, about = now(), whom(key, findings.caller, call)
    shown = findings.ranking.cards
    rows = [
        _row(
            one,
            shown[at] if at < len(shown) else None,
            moment=moment,
            hook=call.hook,
            findings=findings,
            key=key,
            about=about,
        )
        for at, one in enumerate(cards)
    ]
    reminders = [r for row, card in zip(rows, shown, strict=False) for r in _reminders(row.uuid, card, findings, about)]
    record = event(
        EVALUATION,
        moment,
        **_of_call(key, service_id, call, findings.caller, about),
        states=states(findings.chart.sections.values()),
        recommendations=",".join(dict.fromkeys(one for row in rows for one in row.recommendations.split(","))),
        cards=",".join(row.uuid for row in rows),
    )
    return Evaluation(record, rows, reminders)


def unanswered(key: DeploymentKey, service_id: str, call: HookRequest, caller: Caller, status: int) -> Evaluation:
    """What a call leaves whose patient could not be assessed: data were looked at, so it is on record."""
    about = whom(key, caller, call)
    return Evaluation(event(EVALUATION, now(), status=status, **_of_call(key, service_id, call, caller, about)))


def fingerprint(key: DeploymentKey, one: Assessment) -> str:
    """A keyed hash over the facts an advice rests on, whatever their order; not over the day, the words or a uuid."""
    return key.digest("facts", *sorted(_fact(found) for found in one.evidence))


def reminds_only(card: Card) -> bool:
    """True for a card that holds nothing but info-only reminders."""
    return card.indicator == INDICATORS[0] and all(one.recommendation.reminder for one in card.all)


def states(sections: Sequence[Section] | Any) -> str:
    """The data that were not read, with their state: "allergies=access denied;encounters=not provided"."""
    return ";".join(f"{one.key}={one.state}" for one in sections if one.state is not DataState.READ)


def _fact(one: Event) -> str:
    dose = (one.dose.mg, one.dose.interval_days)
    answers = (sorted(one.answers), sorted(one.sites), one.fractions, one.certain, one.doubt)
    return repr((one.ref, one.code, str(one.on), str(one.until), one.standing, one.value, one.unit, dose, answers))


def _of_call(key: DeploymentKey, service_id: str, call: HookRequest, caller: Caller, about: Whom) -> dict[str, str]:
    return {
        "client": caller.iss,
        "tenant": caller.tenant,
        "service": service_id,
        "patient": about.patient,
        "clinician": about.clinician,
        "instance": key.digest("instance", call.hookInstance),
        "content_version": content_version(),
    }


def _row(
    json: dict[str, Any],
    card: Card | None,
    *,
    moment: datetime,
    hook: str,
    findings: Findings,
    key: DeploymentKey,
    about: Whom,
) -> Row:
    """One card issued; without `card` it is the one that tells what could not be assessed, which rests on no facts."""
    caller = findings.caller
    basis = {one.recommendation.id: (fingerprint(key, one), indicator(one)) for one in (card.all if card else ())}
    return Row(
        uuid=json["uuid"],
        recommendations=",".join(json["extension"][EXTENSION]["recommendations"]),
        hook=hook,
        edition=caller.edition,
        region=caller.region,
        language=caller.language,
        indicator=json["indicator"],
        content_version=content_version(),
        issued_at=moment,
        client=caller.iss,
        tenant=caller.tenant,
        patient=about.patient,
        clinician=about.clinician,
        basis=orjson.dumps(basis).decode(),
    )


def indicator(one: Assessment) -> str:
    """How urgent one advice is by itself, whatever ceiling the caller sets."""
    return one.advice.indicator if one.advice else INDICATORS[0]


def _reminders(uuid: str, card: Card, findings: Findings, about: Whom) -> list[Reminder]:
    if not reminds_only(card):
        return []
    until = _after(findings.today, days_between_reminders())
    return [Reminder(about.patient, about.clinician, one.recommendation.id, until, uuid) for one in card.all]


def _after(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()
