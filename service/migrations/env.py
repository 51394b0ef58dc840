"""Alembic's entry: it runs on the connection it is given, inside the transaction that is open there."""

from alembic import context

from service.journal_tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
