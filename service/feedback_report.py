"""What is read out of the journal: feedback with its cards, and acceptance, reasons and burden per recommendation.

Feedback and card belong together only when client and tenant are the same. No answer is no answer: it counts neither as
accepted nor as refused (CDS Hooks, Card ignored).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, func, select

from service.audit import CHUNK, EVALUATION
from service.journal_tables import AUDIT, CARDS, FEEDBACK, MEMORY
from service.settling import OVERRIDDEN

OF_THE_SAME_CLIENT = and_(
    FEEDBACK.c.card == CARDS.c.uuid, FEEDBACK.c.client == CARDS.c.client, FEEDBACK.c.tenant == CARDS.c.tenant
)
NO_FACTS = "{}"  # basis of the card that tells what could not be assessed
UNASSESSED = "(could not be assessed)"
ANSWERED = 200
OLDEST = datetime(1, 1, 2, tzinfo=UTC)


@dataclass
class Line:
    """One recommendation: cards that showed it, what was said last on each, and why it was overridden."""

    recommendation: str
    cards: int = 0
    accepted: int = 0
    overridden: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def told(self, evaluations: int) -> dict[str, Any]:
        """The line with what follows from it; a share of nothing is None."""
        answered = self.accepted + self.overridden
        return {
            "recommendation": self.recommendation,
            "cards": self.cards,
            "accepted": self.accepted,
            "overridden": self.overridden,
            "reasons": dict(sorted(self.reasons.items(), key=lambda one: (-one[1], one[0]))),
            "notAnswered": self.cards - answered,
            "acceptance": round(self.accepted / answered, 3) if answered else None,
            "cardsPer100Evaluations": round(100 * self.cards / evaluations, 1) if evaluations else None,
        }


def exported(connection: Connection) -> Iterator[dict[str, Any]]:
    """Every feedback in the order of its arrival, with the card it is about; a card that is not known has no rows."""
    about = [CARDS.c[name].label(f"card_{name}") for name in ("recommendations", "hook", "edition", "content_version")]
    issued = CARDS.c.issued_at.label("card_issued_at")
    rows = select(FEEDBACK, *about, issued).outerjoin(CARDS, OF_THE_SAME_CLIENT).order_by(FEEDBACK.c.id)
    for row in _streamed(connection, rows):
        yield {
            "card": row.card,
            "outcome": row.outcome,
            "recommendations": row.card_recommendations.split(",") if row.card_recommendations else [],
            "reason": row.reason or None,
            "reasonSystem": row.reason_system or None,
            "commented": row.commented,
            "acceptedSuggestions": row.suggestions.split(",") if row.suggestions else [],
            "outcomeTimestamp": _iso(row.outcome_at),
            "receivedAt": _iso(row.received_at),
            "issuedAt": _iso(row.card_issued_at),
            "service": row.service,
            "client": row.client or None,
            "tenant": row.tenant or None,
            "hook": row.card_hook,
            "edition": row.card_edition,
            "contentVersion": row.card_content_version,
        }


def report(connection: Connection, since: datetime = OLDEST) -> dict[str, Any]:
    """Numbers of every recommendation shown since that moment, most cards first."""
    lines: dict[str, Line] = {}
    last = _last_words(connection)
    wanted = select(CARDS.c.uuid, CARDS.c.recommendations, CARDS.c.basis).where(CARDS.c.issued_at >= since)
    for card in _streamed(connection, wanted):
        said = last.pop(card.uuid, None)
        for name in [UNASSESSED] if card.basis == NO_FACTS else card.recommendations.split(","):
            _count(lines.setdefault(name, Line(name)), said)
    of_calls = select(func.count()).select_from(AUDIT).where(AUDIT.c.kind == EVALUATION, AUDIT.c.status == ANSWERED)
    evaluations = connection.execute(of_calls.where(AUDIT.c.at >= since.isoformat())).scalar() or 0
    ordered = sorted(lines.values(), key=lambda one: (-one.cards, one.recommendation))
    return {"evaluations": evaluations, "recommendations": [one.told(evaluations) for one in ordered]}


def forget(connection: Connection, before: datetime) -> int:
    """Delete cards and feedback and what is remembered no longer, from before that moment; how many rows."""
    connection.execute(delete(MEMORY).where(MEMORY.c.until < before.date().isoformat()))
    cards = connection.execute(delete(CARDS).where(CARDS.c.issued_at < before)).rowcount
    return cards + connection.execute(delete(FEEDBACK).where(FEEDBACK.c.received_at < before)).rowcount


def _last_words(connection: Connection) -> dict[str, tuple[str, str]]:
    """Card -> outcome and reason of the feedback that arrived last on it."""
    joined = select(FEEDBACK.c.card, FEEDBACK.c.outcome, FEEDBACK.c.reason).join(CARDS, OF_THE_SAME_CLIENT)
    return {row.card: (row.outcome, row.reason) for row in _streamed(connection, joined.order_by(FEEDBACK.c.id))}


def _count(line: Line, said: tuple[str, str] | None) -> None:
    line.cards += 1
    if said is None:
        return
    outcome, reason = said
    if outcome == OVERRIDDEN:
        line.overridden += 1
        line.reasons[reason or "(none)"] += 1
    else:
        line.accepted += 1


def _streamed(connection: Connection, rows: Select[Any]) -> Iterator[Any]:
    with connection.execute(rows.execution_options(yield_per=CHUNK)) as found:
        yield from found


def _iso(moment: datetime | None) -> str | None:
    """UTC as the clients write it. SQLite gives times back without their zone; all of ours are UTC."""
    if moment is None:
        return None
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return aware.isoformat(timespec="milliseconds").replace("+00:00", "Z")
