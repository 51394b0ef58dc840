"""Cards issued, as the first version of the service made them itself: a table that is already there is taken over."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """The table as version 0.1.0 had it."""
    op.create_table(
        "cards_issued",
        sa.Column("uuid", sa.String(36), primary_key=True),
        sa.Column("recommendations", sa.Text, nullable=False),
        sa.Column("hook", sa.String(64), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("region", sa.String(64), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("indicator", sa.String(16), nullable=False),
        sa.Column("content_version", sa.String(64), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        if_not_exists=True,
    )
