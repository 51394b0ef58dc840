"""The database behind the journal: opened, brought to the newest tables, written by one writer at a time, read freely.

SQLite (write-ahead log, every commit flushed to the disk) or PostgreSQL by URL. Whoever writes waits at most 2 seconds
for the others; then the store counts as out of reach (one of STORE_ERRORS) and the caller decides.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from service.migrations import NEWEST
from service.settings import PREFIX, WrongSetting

WAIT_SECONDS = 2
LOCK = 0x626F6E65  # number of PostgreSQL's advisory lock under which the journal is written and migrated
ATTEMPTS = 5  # several processes may start at once
POSTGRES = {
    "connect_timeout": WAIT_SECONDS,
    "options": f"-c lock_timeout={WAIT_SECONDS}s -c statement_timeout=10s -c timezone=UTC",
}


class StoreUnusable(Exception):
    """The database is there and cannot serve: its tables belong to another version, its key or its file changed."""


STORE_ERRORS = (SQLAlchemyError, OSError, StoreUnusable)


class Store:
    """One database, opened when it is first needed and again after its file was replaced."""

    def __init__(self, url: str):
        """WrongSetting when no database can be meant; a store that is only out of reach is found out later."""
        self._url = _checked(url)
        self._sqlite = self._url.get_backend_name() == "sqlite"
        self._engine: Engine | None = None
        self._file: tuple[int, int] | None = None
        self._opening, self._turn = threading.Lock(), threading.Lock()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that no other writer of any process enters; it is on the disk when the block ends."""
        if not self._turn.acquire(timeout=WAIT_SECONDS):
            raise StoreUnusable("busy")
        try:
            engine = self._opened(ATTEMPTS)
            with engine.begin() as connection:
                _lock(connection)
                yield connection
        finally:
            self._turn.release()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for one query. It never waits for writers, and opens the store with one attempt only."""
        with self._opened(1).connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection on which every query sees the same moment."""
        with self._opened(ATTEMPTS).connect() as connection:
            if self._sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    def close(self) -> None:
        """Close every connection; the next use opens again. Called before a process forks, too."""
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = None

    def _opened(self, attempts: int) -> Engine:
        if self._engine is not None and self._sqlite and self._file != _identity(self._url):
            self.close()  # the file was moved away or replaced: what goes to the old one would be lost
        with self._opening:
            if self._engine is None:
                self._engine = opened(self._url, attempts)
                self._file = _identity(self._url) if self._sqlite else None
            return self._engine


def opened(url: URL, attempts: int = ATTEMPTS) -> Engine:
    """An engine on the newest tables. Several processes may do this at once: the loser of a race tries again."""
    if url.get_backend_name() == "sqlite":
        if url.database and not url.database.startswith("file:"):
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url)
        event.listen(engine, "connect", _for_many_writers)
    else:
        engine = create_engine(url, pool_pre_ping=True, pool_timeout=WAIT_SECONDS, connect_args=POSTGRES)
    for attempt in range(attempts):
        try:
            _migrate(engine)
            break
        except STORE_ERRORS:
            if attempt == attempts - 1:
                engine.dispose()
                raise
            time.sleep(0.1 * (attempt + 1))
    return engine


def _migrate(engine: Engine) -> None:
    """Bring the tables to the newest version; one look when they are there already."""
    with engine.connect() as connection:
        if _version(connection) == NEWEST:
            return
    from alembic import command  # noqa: PLC0415  a start without a change of tables does not need it
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "service:migrations")
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        _lock(connection)
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise StoreUnusable("its tables belong to a newer version") from None


def _version(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def _lock(connection: Connection) -> None:
    """Take the turn of the only writer, until the transaction ends."""
    sqlite = connection.dialect.name == "sqlite"
    connection.exec_driver_sql("BEGIN IMMEDIATE" if sqlite else f"SELECT pg_advisory_xact_lock({LOCK})")


def _identity(url: URL) -> tuple[int, int] | None:
    """Which file stands at the address now."""
    if not url.database or url.database.startswith("file:"):
        return None
    try:
        found = Path(url.database).stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def _for_many_writers(connection: Any, _record: object) -> None:
    """SQLite with several processes: we say where transactions begin, wait for a lock, and flush every commit."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _checked(url: str) -> URL:
    """A mistake in the setting stops the start. Nothing of the value is repeated: it may hold a password."""
    try:
        address = make_url(url)
        if address.drivername == "postgresql":
            address = address.set(drivername="postgresql+psycopg")
        dialect = address.get_dialect()
    except SQLAlchemyError:
        raise WrongSetting(f"{PREFIX}DATABASE_URL: not the SQLAlchemy URL of a known database") from None
    if dialect.name not in ("sqlite", "postgresql"):
        raise WrongSetting(f"{PREFIX}DATABASE_URL: the journal works on SQLite and PostgreSQL")
    try:
        dialect.import_dbapi()
    except ImportError as missing:
        raise WrongSetting(f"{PREFIX}DATABASE_URL: its driver is not installed ({missing.name})") from None
    return address
