"""Run the application under gunicorn, on the loopback address only."""

import gc
from importlib import resources

from flask import Flask
from gunicorn.app.base import BaseApplication

from service import create_app
from service.hooks import HOOKS
from service.settings import Settings

THREADS = 4
SECONDS = 30  # a request that takes longer loses its worker
COLLECT_AFTER = 50_000  # new containers between two rounds
DEMO = "demo/patient-view.json"


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn with our application and nothing from its command line."""

    def __init__(self, app: Flask, host: str, port: int, workers: int):
        self._app = app
        self._options = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": SECONDS,
            "keepalive": 5,
            "forwarder_headers": "",  # a SCRIPT_NAME header of a caller must not change the routing
            "forwarded_allow_ips": "",
            "loglevel": "warning",
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


def curl_line(host: str, port: int) -> str:
    """A command that sends the shipped patient and prints cards."""
    file = resources.files("service") / DEMO
    address = f"[{host}]" if ":" in host else host
    url = f"http://{address}:{port}/cds-services/{HOOKS[0].service_id}"
    return f"curl -s -H 'Content-Type: application/json' --data-binary '@{file}' {url}"


def run(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve until stopped."""
    Server(application(settings), host, port, workers).run()
