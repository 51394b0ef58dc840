"""The tables of the journal: cards issued, feedback, what is remembered, and the audit trail with its head.

A patient and a clinician stand in them only as a keyed hash. There is no column for a name, an id of the record system,
a comment or a body. The tables are made and changed by service/migrations/ alone.
"""

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, MetaData, String, Table, Text

HASH = String(64)  # hexadecimal HMAC-SHA256

METADATA = MetaData()
CARDS = Table(
    "cards_issued",
    METADATA,
    Column("uuid", String(36), primary_key=True),
    Column("recommendations", Text, nullable=False),  # ids, comma-separated
    Column("hook", String(64), nullable=False),
    Column("edition", String(64), nullable=False),
    Column("region", String(64), nullable=False),
    Column("language", String(16), nullable=False),
    Column("indicator", String(16), nullable=False),
    Column("content_version", String(64), nullable=False),
    Column("issued_at", DateTime(timezone=True), nullable=False, index=True),
    Column("client", Text, nullable=False, server_default=""),
    Column("tenant", Text, nullable=False, server_default=""),
    Column("patient", HASH, nullable=False, server_default=""),
    Column("clinician", HASH, nullable=False, server_default=""),
    Column("basis", Text, nullable=True),  # JSON: recommendation -> [fingerprint, indicator]; null in the oldest rows
)
FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),  # the order of arrival, whatever the clocks say
    Column("digest", HASH, nullable=False, unique=True),  # of the content: a repeat finds itself
    Column("card", String(36), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("outcome_at", DateTime(timezone=True), nullable=False),
    Column("received_at", DateTime(timezone=True), nullable=False, index=True),
    Column("reason", String(64), nullable=False),
    Column("reason_system", Text, nullable=False),
    Column("commented", Boolean, nullable=False),
    Column("suggestions", Text, nullable=False),  # uuids, comma-separated
    Column("service", String(64), nullable=False),
    Column("client", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Index("ix_feedback_card", "card"),
)
MEMORY = Table(
    "memory",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("patient", HASH, nullable=False),
    Column("clinician", HASH, nullable=False),
    Column("recommendation", String(64), nullable=False),
    Column("kind", String(16), nullable=False),  # "overridden" or "reminded"
    Column("until", String(10), nullable=False),  # the first day it is shown again, YYYY-MM-DD
    Column("reason", String(64), nullable=False),
    Column("fingerprint", HASH, nullable=False),
    Column("indicator", String(16), nullable=False),
    Column("card", String(36), nullable=False),
    Index("ix_memory_whom", "patient", "clinician"),
    Index("ix_memory_card", "card"),
)
AUDIT = Table(
    "audit",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("event", String(36), nullable=False, unique=True),  # so that a batch written twice is kept once
    Column("at", String(32), nullable=False),  # UTC as text, because the hash is over exactly this
    Column("kind", String(16), nullable=False),  # evaluation, feedback or purge
    Column("client", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("service", String(64), nullable=False),
    Column("patient", HASH, nullable=False),
    Column("clinician", HASH, nullable=False),
    Column("instance", HASH, nullable=False),
    Column("status", Integer, nullable=False),
    Column("states", Text, nullable=False),
    Column("recommendations", Text, nullable=False),
    Column("cards", Text, nullable=False),
    Column("content_version", String(64), nullable=False),
    Column("detail", Text, nullable=False),
    Column("hash", HASH, nullable=False),
)
AUDIT_HEAD = Table(
    "audit_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", HASH, nullable=False),
    Column("seal", HASH, nullable=False),
)
