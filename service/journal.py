"""The journal of cards issued: which advice, which content, when. No patient data at all, not even an id.

A request only puts rows into a bounded queue; one background thread per process writes them in batches. A full queue
or a broken store is counted and shown by /readyz and never touches the evaluation.
"""

import atexit
import logging
import os
import queue
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Column, DateTime, Engine, MetaData, String, Table, Text, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateTable

from service.logs import log
from service.settings import PREFIX, WrongSetting

METADATA = MetaData()
CARDS = Table(
    "cards_issued",
    METADATA,
    Column("uuid", String(36), primary_key=True),
    Column("recommendations", Text, nullable=False),
    Column("hook", String(64), nullable=False),
    Column("edition", String(64), nullable=False),
    Column("region", String(64), nullable=False),
    Column("language", String(16), nullable=False),
    Column("indicator", String(16), nullable=False),
    Column("content_version", String(64), nullable=False),
    Column("issued_at", DateTime(timezone=True), nullable=False),
)
QUEUE_LIMIT = 10_000
BATCH_SECONDS = 1.0  # how long rows may wait: one commit for many calls
ATTEMPTS = 5


class Row(NamedTuple):
    """One card issued."""

    uuid: str
    recommendations: str  # ids, comma-separated
    hook: str
    edition: str
    region: str
    language: str
    indicator: str
    content_version: str
    issued_at: datetime


class Journal:
    """The queue, its writer and the store. `url` is an SQLAlchemy URL; WrongSetting when no database can be meant."""

    def __init__(self, url: str, limit: int = QUEUE_LIMIT):
        _check(url)
        self._url = url
        self._queue: queue.Queue[Sequence[Row]] = queue.Queue(limit)
        self._engine: Engine | None = None
        self._writer_of = 0  # process id whose writer thread runs: a forked process starts its own
        self._starting, self._writing = threading.Lock(), threading.Lock()
        self.lost = 0  # rows since the start
        self.failing = False  # until the next write that succeeds

    def record(self, rows: Sequence[Row]) -> None:
        """Hand over the cards of one call; never blocks, never raises."""
        if not rows:
            return
        try:
            self._queue.put_nowait(rows)
        except queue.Full:
            self.failing, self.lost = True, self.lost + len(rows)
        if self._writer_of != os.getpid():
            self._start_writer()

    def flush(self) -> None:
        """Write what is waiting, now. Rows of a failed write are lost and counted."""
        with self._writing:
            waiting: list[Row] = []
            while not self._queue.empty():
                waiting += self._queue.get_nowait()
            if waiting:
                self._write(waiting)

    def _start_writer(self) -> None:
        with self._starting:
            if self._writer_of == os.getpid():
                return
            self._writer_of = os.getpid()
            atexit.register(self.flush)
            threading.Thread(target=self._keep_writing, name="journal", daemon=True).start()

    def _keep_writing(self) -> None:
        while True:
            time.sleep(BATCH_SECONDS)
            self.flush()

    def _write(self, rows: list[Row]) -> None:
        try:
            self._engine = self._engine or opened(self._url)
            with self._engine.begin() as connection:
                connection.execute(CARDS.insert(), [row._asdict() for row in rows])
            self.failing = False
        except (SQLAlchemyError, OSError) as problem:
            self.failing, self.lost = True, self.lost + len(rows)
            log("journal write failed", logging.ERROR, problem=type(problem).__name__, count=len(rows))


def _check(url: str) -> None:
    """A mistake in the setting stops the start; a store out of reach does not. Nothing of the value is repeated."""
    try:
        dialect = make_url(url).get_dialect()
    except SQLAlchemyError:
        raise WrongSetting(f"{PREFIX}DATABASE_URL: not the SQLAlchemy URL of a known database") from None
    try:
        dialect.import_dbapi()
    except ImportError as missing:
        raise WrongSetting(f"{PREFIX}DATABASE_URL: its driver is not installed ({missing.name})") from None


def opened(url: str) -> Engine:
    """The store with its table. Several processes may do this at once: the loser of a race tries again."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address)
    if address.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _for_many_writers)
    for attempt in range(ATTEMPTS):
        try:
            with engine.begin() as connection:
                connection.execute(CreateTable(CARDS, if_not_exists=True))
            break
        except SQLAlchemyError:
            if attempt == ATTEMPTS - 1:
                raise
            time.sleep(0.1 * (attempt + 1))
    return engine


def _for_many_writers(connection: Any, _record: object) -> None:
    """SQLite with several processes: write-ahead log, wait for a lock instead of failing."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def now() -> datetime:
    return datetime.now(UTC)
