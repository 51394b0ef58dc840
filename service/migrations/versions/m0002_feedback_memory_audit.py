"""Feedback, what is remembered, the audit trail; on cards issued also whom they concern, as keyed hashes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

HASH = sa.String(64)


def text(name: str, kind: sa.types.TypeEngine[str] | None = None) -> sa.Column[str]:
    """A column that always has a text, perhaps an empty one."""
    return sa.Column(name, kind if kind is not None else sa.Text(), nullable=False)


def upgrade() -> None:
    """Add to the cards and make the new tables."""
    for name, kind in (("client", sa.Text()), ("tenant", sa.Text()), ("patient", HASH), ("clinician", HASH)):
        op.add_column("cards_issued", sa.Column(name, kind, nullable=False, server_default=""))
    op.add_column("cards_issued", sa.Column("basis", sa.Text(), nullable=True))
    op.create_index("ix_cards_issued_issued_at", "cards_issued", ["issued_at"])
    _feedback()
    _memory()
    _audit()


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("digest", HASH, nullable=False, unique=True),
        text("card", sa.String(36)),
        text("outcome", sa.String(16)),
        sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        text("reason", sa.String(64)),
        text("reason_system"),
        sa.Column("commented", sa.Boolean, nullable=False),
        text("suggestions"),
        text("service", sa.String(64)),
        text("client"),
        text("tenant"),
    )
    op.create_index("ix_feedback_card", "feedback", ["card"])
    op.create_index("ix_feedback_received_at", "feedback", ["received_at"])


def _memory() -> None:
    op.create_table(
        "memory",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        text("patient", HASH),
        text("clinician", HASH),
        text("recommendation", sa.String(64)),
        text("kind", sa.String(16)),
        text("until", sa.String(10)),
        text("reason", sa.String(64)),
        text("fingerprint", HASH),
        text("indicator", sa.String(16)),
        text("card", sa.String(36)),
    )
    op.create_index("ix_memory_whom", "memory", ["patient", "clinician"])
    op.create_index("ix_memory_card", "memory", ["card"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("event", sa.String(36), nullable=False, unique=True),
        text("at", sa.String(32)),
        text("kind", sa.String(16)),
        text("client"),
        text("tenant"),
        text("service", sa.String(64)),
        text("patient", HASH),
        text("clinician", HASH),
        text("instance", HASH),
        sa.Column("status", sa.Integer, nullable=False),
        text("states"),
        text("recommendations"),
        text("cards"),
        text("content_version", sa.String(64)),
        text("detail"),
        text("hash", HASH),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer, nullable=False),
        text("hash", HASH),
        text("seal", HASH),
    )
