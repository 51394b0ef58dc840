"""The audit trail: records numbered without a gap, each sealed over its content and the record before it.

Seals are made with the key of the deployment, so who can only write to the database cannot make a new one. A head holds
the number and seal of the newest record, so that a missing end is found too. Somebody who can put back a whole older
copy of the database is found only by a seal kept elsewhere (`audit verify --expect`).
"""

import hmac
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any, NamedTuple
from uuid import uuid4

import orjson
from sqlalchemy import Connection, delete, func, insert, select, update

from service.journal_tables import AUDIT, AUDIT_HEAD
from service.store import StoreUnusable

EVALUATION, FEEDBACK, PURGE = "evaluation", "feedback", "purge"
SEALED = tuple(one.name for one in AUDIT.columns if one.name != "hash")
CHUNK = 500  # rows read or written in one go


class Event(NamedTuple):
    """What is recorded of one use of the service: who, for whom, what came of it; never a clinical value."""

    event: str  # id of this record, so that a batch written twice is kept once
    at: str  # UTC, ISO 8601
    kind: str
    client: str = ""
    tenant: str = ""
    service: str = ""
    patient: str = ""  # keyed hashes
    clinician: str = ""
    instance: str = ""
    status: int = 200
    states: str = ""  # data that were not read: "allergies=access denied"
    recommendations: str = ""
    cards: str = ""
    content_version: str = ""
    detail: str = ""


class Verdict(NamedTuple):
    """What a check found: how many records, the newest number and seal, and the first fault in words ("" if none)."""

    records: int
    seq: int
    seal: str
    fault: str


class Purged(NamedTuple):
    """How far an earlier purge took the records away, and the seal of the last one taken."""

    through: int = 0
    seal: str = ""


def event(kind: str, at: datetime, **fields: Any) -> Event:
    """A new record of this kind."""
    return Event(str(uuid4()), at.isoformat(timespec="milliseconds"), kind, **fields)


def append(connection: Connection, secret: bytes, events: Sequence[Event]) -> None:
    """Add records to the end; what is there already is left out. The connection must hold the writers' turn."""
    head = connection.execute(select(AUDIT_HEAD)).first()
    if head and not hmac.compare_digest(head.seal, _head_seal(secret, head.seq, head.hash)):
        raise StoreUnusable("the head of the audit trail was sealed with another key")
    there = _known(connection, [one.event for one in events])
    seq, seal = (head.seq, head.hash) if head else (0, "")
    rows = []
    for one in events:
        if one.event not in there:
            seq += 1
            record = {"seq": seq, **one._asdict()}
            seal = _seal(secret, seal, record)
            rows.append(record | {"hash": seal})
    if not rows:
        return
    connection.execute(insert(AUDIT), rows)
    new = {"seq": seq, "hash": seal, "seal": _head_seal(secret, seq, seal)}
    connection.execute(update(AUDIT_HEAD).values(new) if head else insert(AUDIT_HEAD).values({"id": 1} | new))


def verify(connection: Connection, secret: bytes, expect: str = "") -> Verdict:
    """Walk the whole trail. `expect` is a seal noted earlier, which must still be in it."""
    purged = _purged(connection)
    seq, seal, count, seen = purged.through, purged.seal, 0, expect in ("", purged.seal)
    with closing(_rows(connection)) as rows:
        for row in rows:
            if row["seq"] != seq + 1:
                return Verdict(count, seq, seal, f"record {seq + 1} is missing")
            if not hmac.compare_digest(row["hash"], _seal(secret, seal, row)):
                return Verdict(count, seq, seal, f"record {row['seq']} was changed")
            seq, seal, count, seen = row["seq"], row["hash"], count + 1, seen or row["hash"] == expect
    fault = _head_fault(connection, secret, seq, seal)
    return Verdict(count, seq, seal, fault or ("" if seen else "the expected seal is not in the trail"))


def purge(connection: Connection, secret: bytes, before: str, at: datetime) -> int:
    """Take away the oldest records, those before the day `before` (ISO); how many. The trail records that itself."""
    kept = connection.execute(select(func.min(AUDIT.c.seq)).where(AUDIT.c.at >= before)).scalar()
    last = select(AUDIT.c.seq, AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)
    row = connection.execute(last.where(AUDIT.c.seq < kept) if kept is not None else last).first()
    if row is None:
        return 0
    detail = orjson.dumps({"before": before, "through": row.seq, "seal": row.hash}).decode()
    append(connection, secret, [event(PURGE, at, detail=detail)])
    return connection.execute(delete(AUDIT).where(AUDIT.c.seq <= row.seq)).rowcount


def _known(connection: Connection, events: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(events), CHUNK):
        some = select(AUDIT.c.event).where(AUDIT.c.event.in_(events[start : start + CHUNK]))
        found |= set(connection.execute(some).scalars())
    return found


def _rows(connection: Connection) -> Generator[Mapping[str, Any], None, None]:
    with connection.execute(select(AUDIT).order_by(AUDIT.c.seq).execution_options(yield_per=CHUNK)) as rows:
        yield from (row._asdict() for row in rows)


def _purged(connection: Connection) -> Purged:
    """What the newest purge says. That its record is genuine shows when the walk reaches it."""
    newest = select(AUDIT.c.detail).where(AUDIT.c.kind == PURGE).order_by(AUDIT.c.seq.desc()).limit(1)
    detail = connection.execute(newest).scalar()
    try:
        said = orjson.loads(detail or "{}")
        return Purged(int(said.get("through", 0)), str(said.get("seal", "")))
    except (ValueError, AttributeError, TypeError):
        return Purged()


def _head_fault(connection: Connection, secret: bytes, seq: int, seal: str) -> str:
    head = connection.execute(select(AUDIT_HEAD)).first()
    if head is None:
        return "the head is missing" if seq else ""
    if not hmac.compare_digest(head.seal, _head_seal(secret, head.seq, head.hash)):
        return "the head was changed"
    if head.seq > seq:
        return f"record {seq + 1} is missing"
    if head.seq < seq or head.hash != seal:
        return f"record {head.seq + 1} was added from outside"
    return ""


def _seal(secret: bytes, previous: str, record: Mapping[str, Any]) -> str:
    content = orjson.dumps([previous, *(record[name] for name in SEALED)])
    return hmac.digest(secret, content, "sha256").hex()


def _head_seal(secret: bytes, seq: int, seal: str) -> str:
    return hmac.digest(secret, orjson.dumps(["head", seq, seal]), "sha256").hex()
