"""Run the application under gunicorn, on the loopback address only, and let gunicorn speak as the application does."""

import gc
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import resources
from typing import Any

import orjson
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.http import errors as unreadable
from gunicorn.sock import TCP6Socket, TCPSocket
from gunicorn.util import is_ipv6, write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from service import create_app, errors
from service.hooks import HOOKS
from service.http_headers import FIXED
from service.logs import log, log_crash
from service.settings import Settings

THREADS = 4
SECONDS = 30  # a worker that shows no life for longer is replaced
SILENCE_SECONDS = 10  # a client that stops in the middle of a request gives its thread back
COLLECT_AFTER = 50_000  # new containers between two rounds
DEMO = "demo/patient-view.json"
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


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn with our application and nothing from its command line."""

    def __init__(self, app: Flask, host: str, port: int, workers: int):
        self._app = app
        self._options = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "worker_class": Worker,
            "threads": THREADS,
            "timeout": SECONDS,
            "keepalive": 5,
            "forwarder_headers": "",  # a SCRIPT_NAME header of a caller must not change the routing
            "forwarded_allow_ips": "",
            "loglevel": "warning",
            "logger_class": PlacedLogger,
            "logconfig_dict": LOGGING,
            "proc_name": "bone-health-cds",
            "preload_app": True,
        }
        super().__init__()

    def load_config(self) -> None:
        """Called by gunicorn before it starts."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application made before the workers are: they share its content, and a broken file stops the start."""
        return self._app

    def obstacle(self) -> str:
        """Why it cannot listen, "" when it can. gunicorn itself tries five times and then ends without a clear word."""
        address = self.cfg.address[0]
        try:
            (TCP6Socket if is_ipv6(address[0]) else TCPSocket)(address, self.cfg, None).close()
        except OSError as problem:
            return problem.strerror or type(problem).__name__
        return ""


def application(settings: Settings | None = None) -> Flask:
    """The application as a worker serves it, its content out of the rounds of the garbage collector.

    Content lives as long as the process, and what a request makes is freed when it is answered: parsed JSON and records
    hold no cycles. With the interpreter's own settings a quarter of a call's time went into looking for cycles.
    """
    app = create_app(settings)
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 20, 20)
    return app


def base_url(host: str, port: int) -> str:
    """Where the service is to be called."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def curl_line(host: str, port: int) -> str:
    """A command that sends the shipped patient and prints cards."""
    file = resources.files("service") / DEMO
    url = f"{base_url(host, port)}/cds-services/{HOOKS[0].service_id}"
    return f"curl -s -H 'Content-Type: application/json' --data-binary '@{file}' {url}"


def prepared(settings: Settings, host: str, port: int, workers: int) -> Server:
    """The server with everything loaded and checked; its run() serves until stopped."""
    return Server(application(settings), host, port, workers)
