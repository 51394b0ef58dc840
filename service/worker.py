"""gunicorn's worker and logger made to speak as the application does: no page or line of theirs repeats a request."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Any

import orjson
from gunicorn.glogging import Logger
from gunicorn.http import errors as unreadable
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from service import errors
from service.http_headers import FIXED
from service.logs import log, log_crash

SHED = errors.NotReady.status
LONGEST_WAIT = 1.0  # seconds a request may wait for a thread: a later card is one that nobody sees
SILENCE_SECONDS = 10  # a client that stops in the middle of a request gives its thread back
ARRIVAL_SECONDS = 30  # and so does one that sends it drop by drop: by then the whole request has arrived
# gunicorn's own lines as JSON without their text, like those of every other library: it would quote the request.
LOGGING = {
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "service.logs.JsonLines"}},
    "handlers": {"standard error": {"class": "service.logs.StandardError", "formatter": "json"}},
    "loggers": {"gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True}},
    "root": {"level": "WARNING", "handlers": ["standard error"]},
}


class PlacedLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's logger without its wrapping, so that a line names the place that wrote it."""

    def setup(self, cfg: Any) -> None:
        """Called by gunicorn before the first line."""
        super().setup(cfg)
        own = self.error_log
        self.critical, self.error, self.warning, self.exception = own.critical, own.error, own.warning, own.exception


# What gunicorn refuses before the application sees it: the first kind that fits has the status.
UNREADABLE = (
    (unreadable.LimitRequestLine, 414),
    (unreadable.LimitRequestHeaders, 431),
    (unreadable.ExpectationFailed, 417),
    (unreadable.UnsupportedTransferCoding, 501),
    (unreadable.ParseException, 400),
    (Exception, 500),
)


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's threaded worker, which waits for no silent client and speaks as the application does."""

    def enqueue_req(self, conn: Any) -> None:
        """A request that has arrived waits for a thread from now on."""
        conn.waits_since = monotonic()
        super().enqueue_req(conn)

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer, or send away a call that waited so long that its record system has given up or soon will."""
        if conn.waited > LONGEST_WAIT:
            log("refused", status=SHED, problem="Overload")
            conn.parser.finish_body(deadline=monotonic() + 1)  # closing on an unread body would lose the answer
            _answer(conn.sock, SHED, {"Retry-After": errors.RETRY_AFTER})
            return False
        return super().handle_request(req, conn)

    def handle(self, conn: Any) -> Any:
        """One request of a connection. gunicorn takes away any limit of waiting, then calls init: it is set there."""
        conn.waited = monotonic() - conn.waits_since
        if "init" not in vars(conn):
            conn.init = partial(_begin, conn, conn.init)
        kept = super().handle(conn)
        if kept is False:  # gunicorn would wait up to two seconds for each such client in the loop that accepts all
            conn.close(graceful=not getattr(conn, "too_slow", False))
        return kept

    def handle_error(self, _req: object, client: Any, _addr: object, exc: Exception) -> None:
        """Answer what is no HTTP request with an OperationOutcome; gunicorn's own page and log line would repeat it."""
        status = next(status for kind, status in UNREADABLE if isinstance(exc, kind))
        if isinstance(exc, unreadable.ParseException):
            log("refused", status=status, problem=type(exc).__name__)
        else:
            log_crash("unexpected error", exc, status=status)
        _answer(client, status, {})


def _answer(client: Any, status: int, headers: dict[str, str]) -> None:
    """Write an answer past the application, in the words it would use."""
    body = orjson.dumps(errors.of_status(status))
    own = {"Connection": "close", "Content-Type": "application/json", "Content-Length": str(len(body))} | headers
    head = "\r\n".join([f"HTTP/1.1 {status} Refused", *(f"{k}: {v}" for k, v in (FIXED | own).items())])
    with suppress(OSError):
        write_nonblock(client, head.encode() + b"\r\n\r\n" + body)


class Impatient:
    """What gunicorn reads a request from: the socket, until the time is up."""

    def __init__(self, conn: Any):
        self._conn, self._until = conn, monotonic() + ARRIVAL_SECONDS

    def recv(self, size: int) -> bytes:
        """The next bytes; TimeoutError after a silence, or when the request as a whole takes too long."""
        self._conn.sock.settimeout(max(min(SILENCE_SECONDS, self._until - monotonic()), 0.001))
        try:
            received: bytes = self._conn.sock.recv(size)
        except TimeoutError:
            self._conn.too_slow = True
            raise
        self._conn.sock.settimeout(SILENCE_SECONDS)  # for the answer
        if monotonic() > self._until:
            self._conn.too_slow = True
            raise TimeoutError
        return received


def _begin(conn: Any, init: Callable[[], None]) -> None:
    """Called for each request of a connection, when its socket waits for ever."""
    init()
    conn.parser.unreader.sock = Impatient(conn)
