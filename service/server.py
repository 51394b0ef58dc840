"""Run the application under gunicorn."""

import gc
from importlib import resources

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.sock import TCP6Socket, TCPSocket
from gunicorn.util import is_ipv6

from service import create_app
from service.desk import NAME
from service.hooks import HOOKS
from service.settings import Settings
from service.worker import LOGGING, PlacedLogger, Worker

THREADS = 4
SECONDS = 30  # a worker that shows no life for longer is replaced
COLLECT_AFTER = 50_000  # new containers between two rounds
DEMO = "demo/patient-view.json"


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
    app.extensions[NAME].collaborators.journal.prepare()
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
