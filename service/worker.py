"""gunicorn's worker and logger made to speak as the application does: no page or line of theirs repeats a request."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import orjson
from gunicorn.glogging import Logger
from gunicorn.http import errors as unreadable
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from service import errors
from service.http_headers import FIXED
from service.logs import log, log_crash

SILENCE_SECONDS = 10  # a client that stops in the middle of a request gives its thread back
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

    def handle(self, conn: Any) -> Any:
        """One request of a connection. gunicorn takes away any limit of waiting, then calls init: it is set there."""
        if "init" not in vars(conn):
            conn.init = partial(_begin, conn.init, conn.sock)
        return super().handle(conn)

    def handle_error(self, _req: object, client: Any, _addr: object, exc: Exception) -> None:
        """Answer what is no HTTP request with an OperationOutcome; gunicorn's own page and log line would repeat it."""
        status = next(status for kind, status in UNREADABLE if isinstance(exc, kind))
        if isinstance(exc, unreadable.ParseException):
            log("refused", status=status, problem=type(exc).__name__)
        else:
            log_crash("unexpected error", exc, status=status)
        body = orjson.dumps(errors.of_status(status))
        more = {"Connection": "close", "Content-Type": "application/json", "Content-Length": len(body)}
        head = "\r\n".join([f"HTTP/1.1 {status} Refused", *(f"{k}: {v}" for k, v in (FIXED | more).items())])
        with suppress(OSError):
            write_nonblock(client, head.encode() + b"\r\n\r\n" + body)


def _begin(init: Callable[[], None], connection: Any) -> None:
    init()
    connection.settimeout(SILENCE_SECONDS)
