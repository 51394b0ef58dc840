"""Asks the record server of one client for one piece of JSON, with care: pauses, limits, one retry, one deadline.

The statuses and what follows from each are the safety concept's table of FHIR faults; the words are in faults.py.
"""

import re
from collections.abc import Hashable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from logging import DEBUG, WARNING
from threading import BoundedSemaphore, Lock
from time import monotonic, sleep
from typing import Any, NamedTuple

from service import strict_json
from service.breaker import PAUSE, Breaker
from service.faults import FAULTS, Unread
from service.logs import log
from service.outbound import Ask, Reply, exchange
from service.settings import Settings

CALL_SECONDS = 1.5  # the longest a single call may take
SLOT_SECONDS = 0.3  # how long a call waits for a place among those of its client
RETRY_SHARE = 0.6  # of the budget that must be left for a second try
SHORT_PAUSE = 0.5  # seconds a 503 may ask for and still be asked again
THREADS = 32
OK, THROTTLED, UNAVAILABLE = 200, 429, 503
STATUSES = {
    401: "access-ended",
    403: "not-permitted",
    404: "not-found",
    410: "not-found",
    THROTTLED: "busy",
    501: "refused",
}
CLASSES = {2: "broken", 3: "redirected", 4: "refused", 5: "error"}  # by the first digit of the status
RETRIED = {"unreachable"}
QUIET = {"paused"}  # the failures that led to the pause were told
SECONDS = re.compile(r"[0-9]{1,8}")


class Allowance:
    """The bytes that all answers for one chart may still have together."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, size: int) -> None:
        """Count an answer that came."""
        self.left -= size


class Access(NamedTuple):
    """The right to read from one base for one call.

    client  who is proven to call; its calls share limits and pauses
    base    canonical, listed for this client
    token   "" for an open server
    scope   SMART scopes as sent
    budget  seconds for all reading together, which end at `until` (monotonic clock)
    allowance  bytes for all reading together
    """

    client: tuple[str, str]
    base: str
    token: str
    scope: str
    budget: float
    until: float
    allowance: Allowance

    def left(self) -> float:
        """Seconds that are left for reading."""
        return self.until - monotonic()


class FhirClient:
    """What the calls of this process share: threads, limits of each client, pauses of each record server."""

    def __init__(self, settings: Settings, breaker: Breaker | None = None) -> None:
        self.parallel, self.http_loopback = settings.fhir_parallel_calls, settings.allow_http_loopback
        self.threads = ThreadPoolExecutor(THREADS, "fhir")  # started with the first call, so in the worker
        self._verify: bool | str = str(settings.ca_file) if settings.ca_file else True
        self.longest, self._places = settings.fhir_max_bytes, settings.fhir_calls_per_client
        self._breaker, self._lock = breaker or Breaker(), Lock()
        self._slots: dict[tuple[str, str], BoundedSemaphore] = {}

    def ask(self, access: Access, url: str, form: dict[str, str] | None = None) -> Any:
        """The JSON value at an address below the base of `access`; Unread says why there is none."""
        line = (access.client, access.base)
        started = monotonic()
        try:
            with self._place(access):
                self._not_paused(line)
                return self._json(self._answer(access, Ask(url, access.token, form)))
        except Unread as why:
            ms = round((monotonic() - started) * 1000)
            level = DEBUG if why.fault in QUIET else WARNING
            log("record server not read", level, problem=why.fault, ms=ms)
            raise

    def _not_paused(self, line: Hashable) -> None:
        if not self._breaker.allows(line):
            raise Unread("paused")

    @contextmanager
    def _place(self, access: Access) -> Iterator[None]:
        """One of the places a client has for calls under way."""
        with self._lock:
            slots = self._slots.setdefault(access.client, BoundedSemaphore(self._places))
        wait = min(SLOT_SECONDS, access.left())
        if wait <= 0:
            raise Unread("slow")
        if not slots.acquire(timeout=wait):
            raise Unread("crowded")
        try:
            yield
        finally:
            slots.release()

    def _answer(self, access: Access, ask: Ask) -> bytes:
        """The body of a 200. The breaker hears how it went, once, after the retry if there was one."""
        line = (access.client, access.base)
        try:
            reply = self._tried(access, ask)
        except Unread as why:
            self._hear(line, why.fault)
            raise
        if reply.status == OK:
            self._breaker.succeeded(line)
            return reply.body
        fault = STATUSES.get(reply.status) or CLASSES.get(reply.status // 100, "broken")
        if reply.status == THROTTLED:
            self._breaker.hold(line, _seconds(reply.retry_after, PAUSE))
        else:
            self._hear(line, fault)
        raise Unread(fault)

    def _hear(self, line: Hashable, fault: str) -> None:
        (self._breaker.failed if FAULTS[fault].trips else self._breaker.succeeded)(line)

    def _tried(self, access: Access, ask: Ask) -> Reply:
        """The reply, after one retry where the safety concept allows it."""
        try:
            reply = self._once(access, ask)
        except Unread as why:
            if why.fault not in RETRIED or access.left() <= RETRY_SHARE * access.budget:
                raise
            return self._once(access, ask)
        pause = _seconds(reply.retry_after, SHORT_PAUSE + 1) if reply.status == UNAVAILABLE else SHORT_PAUSE + 1
        if pause > SHORT_PAUSE or pause >= access.left():
            return reply
        sleep(pause)
        return self._once(access, ask)

    def _once(self, access: Access, ask: Ask) -> Reply:
        seconds = min(access.left(), CALL_SECONDS)
        if seconds <= 0:
            raise Unread("slow")
        reply = exchange(ask, seconds, min(self.longest, access.allowance.left), self._verify)
        access.allowance.take(len(reply.body))
        return reply

    @staticmethod
    def _json(body: bytes) -> Any:
        try:
            return strict_json.parse(body)
        except strict_json.NotStrictJson:
            raise Unread("broken") from None


def _seconds(retry_after: str, otherwise: float) -> float:
    """Retry-After as a number of seconds; `otherwise` for a date, words or nothing."""
    return float(retry_after) if SECONDS.fullmatch(retry_after) else otherwise
