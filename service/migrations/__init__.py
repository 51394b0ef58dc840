"""The versions of the journal's tables, as Alembic migrations that travel inside the package."""

NEWEST = "0002"  # the revision this version of the service works with
