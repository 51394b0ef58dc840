"""The journal: evaluations behind a bounded spool, feedback acknowledged after its commit, and what is remembered.

A call puts its evaluation into the spool; one background thread per process writes what has gathered, and what could
not be written is kept and tried again. Use without a record is not allowed: a full spool refuses the call (NotReady).
"""

import atexit
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert
from sqlalchemy.dialects import postgresql, sqlite

from service import audit
from service.deployment_key import DeploymentKey
from service.errors import NotReady
from service.journal_entries import Evaluation, Reminder, Said
from service.journal_tables import CARDS, FEEDBACK, MEMORY
from service.logs import log
from service.settling import REMINDED, Remembered, remembered, settle
from service.store import STORE_ERRORS, Store

SPOOL_LIMIT = 10_000  # evaluations that wait in the memory of one process
BATCH = 500  # evaluations in one transaction
BATCH_SECONDS = 1.0  # how long evaluations may wait: one commit for many calls
PAUSE_SECONDS = 5.0  # after memory could not be read it is not asked again for so long
NO_ROOM = "The service cannot keep a record of this call at the moment."
NOT_KEPT = "The feedback could not be kept; please send it again later."


class Journal:
    """Everything that is written down and remembered. `url` is an SQLAlchemy URL (WrongSetting if it cannot be one)."""

    def __init__(self, url: str, key: DeploymentKey | None = None, limit: int = SPOOL_LIMIT):
        self.key, self._limit = key or DeploymentKey(), limit
        self.store = Store(url)
        self._spool: deque[Evaluation] = deque()
        self._writer_of = 0  # process id whose writer thread runs: a forked process starts its own
        self._starting, self._writing = threading.Lock(), threading.Lock()
        self._ask_again = 0.0  # monotonic time until which memory is not asked
        self.failing = False  # until the next write that succeeds

    @property
    def waiting(self) -> int:
        """Evaluations that are not written yet."""
        return len(self._spool)

    def record(self, evaluation: Evaluation) -> None:
        """Hand over what a call leaves, without waiting; NotReady when the spool is full."""
        if len(self._spool) >= self._limit:
            self.failing = True
            raise NotReady(NO_ROOM)
        self._spool.append(evaluation)
        if self._writer_of != os.getpid():
            self._start_writer()

    def keep(self, said: Sequence[Said], event: audit.Event) -> None:
        """Write feedback, all or nothing, and return after the commit; NotReady when it could not be kept."""
        try:
            with self.store.write() as connection:
                _insert_new(connection, FEEDBACK, "digest", said)
                settle(connection, (one.card for one in said))
                audit.append(connection, self.key.secret(), [event])
        except STORE_ERRORS as problem:
            self.failing = True
            log("feedback not kept", logging.ERROR, problem=type(problem).__name__, count=len(said))
            raise NotReady(NOT_KEPT) from None
        self.failing = False

    def remembered(self, patient: str, clinician: str) -> Sequence[Remembered] | None:
        """What is remembered of this clinician and patient; None when it cannot be read, at once while it is down."""
        if time.monotonic() < self._ask_again:
            return None
        try:
            with self.store.read() as connection:
                return remembered(connection, patient, clinician)
        except STORE_ERRORS as problem:
            self._ask_again = time.monotonic() + PAUSE_SECONDS
            log("memory not read", logging.ERROR, problem=type(problem).__name__)
            return None

    def reachable(self) -> bool:
        """Whether the store takes writes now and the key is there; brings its tables up to date on the way."""
        try:
            self.key.secret()
            with self.store.write() as connection:
                connection.execute(delete(MEMORY).where(MEMORY.c.id < 0))  # none: a write that changes nothing
        except STORE_ERRORS as problem:
            log("journal out of reach", logging.ERROR, problem=type(problem).__name__)
            return False
        return True

    def prepare(self) -> None:
        """At start: make key and tables, then let go of every connection, because the process is about to fork."""
        self.failing = not self.reachable()
        self.store.close()

    def flush(self) -> None:
        """Write what is waiting, now. What cannot be written stays in the spool."""
        with self._writing:
            while self._spool:
                batch = [self._spool[at] for at in range(min(BATCH, len(self._spool)))]
                if not self._write(batch):
                    return
                for _ in batch:
                    self._spool.popleft()

    def _start_writer(self) -> None:
        with self._starting:
            if self._writer_of == os.getpid():
                return
            self._writer_of = os.getpid()
            atexit.register(self._end)
            threading.Thread(target=self._keep_writing, name="journal", daemon=True).start()

    def _keep_writing(self) -> None:
        while True:
            time.sleep(BATCH_SECONDS)
            self.flush()

    def _end(self) -> None:
        self.flush()
        if self._spool:
            log("evaluations lost at the end", logging.ERROR, count=len(self._spool))

    def _write(self, batch: Sequence[Evaluation]) -> bool:
        try:
            with self.store.write() as connection:
                cards = [row for one in batch for row in one.cards]
                _insert_new(connection, CARDS, "uuid", cards)
                _insert_reminders(connection, [row for one in batch for row in one.reminders])
                settle(connection, (row.uuid for row in cards))
                audit.append(connection, self.key.secret(), [one.event for one in batch])
        except STORE_ERRORS as problem:
            self.failing = True
            log("journal write failed", logging.ERROR, problem=type(problem).__name__, count=len(batch))
            return False
        self.failing = False
        return True


AS_REMINDER = {"kind": REMINDED, "reason": "", "fingerprint": "", "indicator": ""}
FORGET_REMINDER = delete(MEMORY).where(
    *(MEMORY.c[name] == bindparam(name) for name in ("patient", "clinician", "recommendation", "kind"))
)
INSERTS: dict[str, Callable[..., Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def _insert_new(connection: Connection, table: Table, unique: str, rows: Sequence[Any]) -> None:
    """Insert the rows whose `unique` value is not there yet: repeats, and batches written twice, are kept once."""
    if rows:
        statement = INSERTS[connection.dialect.name](table).on_conflict_do_nothing(index_elements=[unique])
        connection.execute(statement, [row._asdict() for row in rows])


def _insert_reminders(connection: Connection, rows: Sequence[Reminder]) -> None:
    """One row for each clinician, patient and reminder, the latest: memory is asked at every call and stays short."""
    latest = {(row.patient, row.clinician, row.recommendation): row._asdict() | AS_REMINDER for row in rows}
    if latest:
        connection.execute(FORGET_REMINDER, list(latest.values()))
        connection.execute(insert(MEMORY), list(latest.values()))


def now() -> datetime:
    return datetime.now(UTC)
