"""A circuit breaker for each client and record server: after several failures nobody is asked for a while."""

from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

FAILURES, WITHIN = 5, 20.0  # so many failures in so many seconds open it
PAUSE = 15.0  # seconds until one call is let through to see whether the server is back
LONGEST_HOLD = 60.0  # seconds a server may ask to be left alone


@dataclass
class _Line:
    """The state of one line: when it failed, until when it is open, and since when a probe is under way."""

    failed: deque[float] = field(default_factory=lambda: deque(maxlen=FAILURES))
    open_until: float | None = None
    probe_since: float | None = None


class Breaker:
    """All lines of this process. A line is whatever identifies a client and a server together."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._lines: dict[Hashable, _Line] = {}

    def allows(self, line: Hashable) -> bool:
        """True when a call may go out. While a line is half open, one caller at a time gets True, as a probe.

        Whoever got True says afterwards how it went: succeeded, failed, or hold.
        """
        now = self._clock()
        with self._lock:
            at = self._lines.setdefault(line, _Line())
            if at.open_until is None:
                return True
            probing = at.probe_since is not None and now - at.probe_since < PAUSE
            if now < at.open_until or probing:
                return False
            at.probe_since = now
            return True

    def succeeded(self, line: Hashable) -> None:
        """The server answered. Closes a line after its probe; an answer to an older call does not."""
        with self._lock:
            at = self._lines.setdefault(line, _Line())
            if at.probe_since is not None:
                self._lines[line] = _Line()

    def failed(self, line: Hashable) -> None:
        """The server failed: opens the line after a failed probe, or as the last of several failures."""
        now = self._clock()
        with self._lock:
            at = self._lines.setdefault(line, _Line())
            at.failed.append(now)
            full = len(at.failed) == FAILURES and now - at.failed[0] <= WITHIN
            if at.probe_since is not None or full:
                at.open_until, at.probe_since = now + PAUSE, None

    def hold(self, line: Hashable, seconds: float) -> None:
        """The server asked to be left alone for so many seconds."""
        with self._lock:
            at = self._lines.setdefault(line, _Line())
            at.open_until, at.probe_since = self._clock() + min(seconds, LONGEST_HOLD), None
