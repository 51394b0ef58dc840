"""The trust table as it is in force: issuers with their keys, read anew when the file changes, without a call lost."""

import threading
import time
from collections.abc import Callable, Mapping
from logging import ERROR
from pathlib import Path
from typing import NamedTuple

from service.jwk import Key
from service.keys import Fetch, KeyRing
from service.logs import log
from service.settings import Settings
from service.trust_file import Issuer, Issuers, WrongTrustFile, read_trust_file

LOOK_EVERY = 1.0  # seconds between two looks at the file


class Trusted(NamedTuple):
    """One row of the table with its keys: those of the table, or those its issuer publishes."""

    issuer: Issuer
    ring: KeyRing | None

    def key(self, kid: str) -> Key | None:
        """The key of that id, or None."""
        return self.ring.get(kid) if self.ring else self.issuer.keys.get(kid)


class TrustTable(NamedTuple):
    """A snapshot: a call that began with it ends with it."""

    rows: Mapping[str, tuple[Trusted, ...]]
    origins: frozenset[str]
    bases: frozenset[str]  # the FHIR servers of all rows

    def of(self, iss: str) -> tuple[Trusted, ...]:
        """The rows of an issuer."""
        return self.rows.get(iss, ())


class Trust:
    """The table in force; `failing` tells that the file has changed into one that cannot be used."""

    def __init__(self, file: Path, settings: Settings, fetch: Fetch, clock: Callable[[], float] = time.monotonic):
        self._file, self._settings, self._fetch, self._clock = file, settings, fetch, clock
        self._rings: dict[str, KeyRing] = {}
        self._seen, self._looked, self._looking = self._stamp(), clock(), threading.Lock()
        self._table = self._made(read_trust_file(file, settings))
        self.failing = False

    def table(self) -> TrustTable:
        """The table of this moment; a changed file is noticed within a second or so."""
        if self._clock() >= self._looked + LOOK_EVERY and self._looking.acquire(blocking=False):
            try:
                self._looked = self._clock()
                self._look()
            finally:
                self._looking.release()
        return self._table

    def _look(self) -> None:
        stamp = self._stamp()
        if stamp == self._seen:
            return
        self._seen = stamp
        try:
            self._table, self.failing = self._made(read_trust_file(self._file, self._settings)), False
            log("trust table read", count=sum(len(rows) for rows in self._table.rows.values()))
        except WrongTrustFile as wrong:
            self.failing = True
            log("trust table not usable, the one before stays in force", ERROR, reason=str(wrong))

    def _stamp(self) -> tuple[int, ...]:
        """What changes when the file does; a file that is not there for a moment has none."""
        try:
            found = self._file.stat()
        except OSError:
            return ()
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _made(self, issuers: Issuers) -> TrustTable:
        rows: dict[str, tuple[Trusted, ...]] = {}
        for one in issuers:
            rows[one.iss] = (*rows.get(one.iss, ()), Trusted(one, None if one.keys else self._ring(one.jku)))
        return TrustTable(
            rows,
            origins=frozenset(origin for one in issuers for origin in one.origins),
            bases=frozenset(base for one in issuers for base in one.fhir_bases),
        )

    def _ring(self, address: str) -> KeyRing:
        """One ring for each address, kept over a change of the table: its keys are still good."""
        if address not in self._rings:
            self._rings[address] = KeyRing(address, self._fetch)
        return self._rings[address]
