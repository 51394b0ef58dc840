"""What is remembered after an override: worked out from cards and feedback together, so that their order of arrival
does not matter.

The feedback that arrived last on a card decides. Only feedback of the client and tenant the card was issued to counts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, Row, bindparam, delete, insert, select

from cards.override_memory import days_away
from service.card_frame import REASON_SYSTEM
from service.journal_tables import CARDS, FEEDBACK, MEMORY

OVERRIDDEN, REMINDED = "overridden", "reminded"
CHUNK = 500


class Remembered(NamedTuple):
    """One recommendation that was overridden by, or shown as a reminder to, this clinician for this patient."""

    recommendation: str
    kind: str
    until: str  # first day it is shown again, YYYY-MM-DD
    reason: str
    fingerprint: str
    indicator: str


WHOM = select(*(MEMORY.c[name] for name in Remembered._fields)).where(
    MEMORY.c.patient == bindparam("patient"), MEMORY.c.clinician == bindparam("clinician")
)


def remembered(connection: Connection, patient: str, clinician: str) -> list[Remembered]:
    """Everything remembered of this clinician and patient, also what is over: one indexed query."""
    return [Remembered(*row) for row in connection.execute(WHOM, {"patient": patient, "clinician": clinician})]


def settle(connection: Connection, uuids: Iterable[str]) -> None:
    """Work out anew what these cards leave in memory. The connection must hold the writers' turn."""
    wanted = sorted(set(uuids))
    for start in range(0, len(wanted), CHUNK):
        _settle(connection, wanted[start : start + CHUNK])


def _settle(connection: Connection, uuids: Sequence[str]) -> None:
    said = connection.execute(select(FEEDBACK).where(FEEDBACK.c.card.in_(uuids)).order_by(FEEDBACK.c.id)).all()
    if not said:
        return
    concerned = list({one.card for one in said})
    cards = connection.execute(select(CARDS).where(CARDS.c.uuid.in_(concerned))).all()
    connection.execute(delete(MEMORY).where(MEMORY.c.kind == OVERRIDDEN, MEMORY.c.card.in_(concerned)))
    rows = [row for card in cards for row in _of_card(card, said)]
    if rows:
        connection.execute(insert(MEMORY), rows)


def _of_card(card: Row[Any], said: Sequence[Row[Any]]) -> Iterator[Mapping[str, str]]:
    """The rows of one card: one for each recommendation on it, if its last feedback was an override."""
    of_card = [one for one in said if (one.card, one.client, one.tenant) == (card.uuid, card.client, card.tenant)]
    if not of_card or of_card[-1].outcome != OVERRIDDEN or not (card.patient and card.clinician):
        return
    last = of_card[-1]
    reason = last.reason if last.reason_system in ("", REASON_SYSTEM) else ""
    days = days_away(reason)
    if not days:
        return
    day = min(_utc(last.outcome_at), _utc(last.received_at)).date()  # a clock that runs ahead prolongs nothing
    until = (day + timedelta(days=days)).isoformat()
    for recommendation, (fingerprint, indicator) in orjson.loads(card.basis or "{}").items():
        yield {
            "patient": card.patient,
            "clinician": card.clinician,
            "recommendation": recommendation,
            "kind": OVERRIDDEN,
            "until": until,
            "reason": last.reason,
            "fingerprint": fingerprint,
            "indicator": indicator,
            "card": card.uuid,
        }


def _utc(moment: datetime) -> datetime:
    """SQLite gives times back without their zone; all of ours are UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
