"""Remembers which tokens were used, for all workers together, until they run out: a token is good for one call.

Kept apart from the journal, because it may be lost (a crash opens a window of minutes) and must be fast. SQLite in
memory by default; a PostgreSQL URL where several replicas have to know the same.
"""

import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

MEMORY, FILE = Path("/dev/shm"), "replay.sqlite3"  # noqa: S108  a folder in memory on Linux
WAIT = 2.0  # seconds for a lock
PURGE_EVERY = 1000  # uses between two purges, in each process
TABLE = "CREATE TABLE IF NOT EXISTS token_used (token {bytes} PRIMARY KEY, expires {number} NOT NULL)"
INDEX = "CREATE INDEX IF NOT EXISTS token_used_expires ON token_used (expires)"


class StoreDown(Exception):
    """The store cannot say whether the token was used; nobody may be let in on a guess."""


class Replay(Protocol):
    """Where used tokens are remembered."""

    def first(self, iss: str, jti: str, expires: float, now: float) -> bool:
        """Remember a token; True when it was not known yet. StoreDown when that cannot be told."""


def replay_store(url: str, data_dir: Path) -> Replay:
    """The store of that SQLAlchemy URL; without one a file for the workers of this machine."""
    if not url:
        return InFile(file_for(data_dir))
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return InFile(Path(address.database or ""))
    return InDatabase(url)


def file_for(data_dir: Path, memory: Path = MEMORY) -> Path:
    """A file in memory where there is such a folder, so that a full disk lets nobody wait; else in the data folder.

    The folder is ours alone: one that somebody else made there is not used.
    """
    name = blake2b(str(data_dir.resolve()).encode(), digest_size=6).hexdigest()
    own = memory / f"bone-health-cds-{os.getuid()}-{name}"
    try:
        own.mkdir(mode=0o700, exist_ok=True)
        found = own.lstat()
    except OSError:
        return data_dir / FILE
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
    return (own if ours else data_dir) / FILE


def _name(iss: str, jti: str) -> bytes:
    """The token in 16 bytes: neither the issuer nor the id is kept."""
    return blake2b(f"{iss}\0{jti}".encode(), digest_size=16).digest()


class InFile:
    """A SQLite file shared by the workers of one machine; a connection for each thread."""

    def __init__(self, file: Path):
        self._file, self._here, self._uses = file, threading.local(), 0

    def first(self, iss: str, jti: str, expires: float, now: float) -> bool:
        try:
            connection = self._connection()
            self._uses += 1
            if self._uses % PURGE_EVERY == 0:
                connection.execute("DELETE FROM token_used WHERE expires < ?", (now,))
            done = connection.execute("INSERT OR IGNORE INTO token_used VALUES (?, ?)", (_name(iss, jti), expires))
        except (sqlite3.Error, OSError) as problem:
            self._here.connection = None
            raise StoreDown(type(problem).__name__) from None
        return done.rowcount == 1

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._here, "connection", None)
        if found is None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            found = sqlite3.connect(self._file, timeout=WAIT, isolation_level=None)
            with closing(found.cursor()) as cursor:
                for words in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=OFF"):
                    cursor.execute(words)
                cursor.execute(TABLE.format(bytes="BLOB", number="REAL") + " WITHOUT ROWID")
                cursor.execute(INDEX)
            self._here.connection = found
        return found


class InDatabase:
    """A table of the database that several replicas share."""

    def __init__(self, url: str, connect: Callable[..., Engine] = create_engine):
        options: dict[str, Any] = {"pool_pre_ping": True, "pool_timeout": WAIT, "isolation_level": "AUTOCOMMIT"}
        self._engine, self._made, self._uses = connect(url, **options), False, 0

    def first(self, iss: str, jti: str, expires: float, now: float) -> bool:
        insert = text("INSERT INTO token_used VALUES (:token, :expires) ON CONFLICT DO NOTHING")
        try:
            with self._engine.connect() as connection:
                if not self._made:
                    self._make(connection)
                self._uses += 1
                if self._uses % PURGE_EVERY == 0:
                    connection.execute(text("DELETE FROM token_used WHERE expires < :now"), {"now": now})
                done = connection.execute(insert, {"token": _name(iss, jti), "expires": expires})
                return done.rowcount == 1
        except SQLAlchemyError as problem:
            raise StoreDown(type(problem).__name__) from None

    def _make(self, connection: Connection) -> None:
        """The table, unless another process makes it at the same moment."""
        try:
            connection.execute(text(TABLE.format(bytes="BYTEA", number="DOUBLE PRECISION")))
            connection.execute(text(INDEX))
        except IntegrityError:  # PostgreSQL's own catalogue: the other one was first
            connection.execute(text("SELECT 1 FROM token_used LIMIT 1"))
        self._made = True
