"""Calls of the service in one line: the shipped request, changed as a test needs it, against an application in memory."""

import copy
import json
from collections.abc import Sequence
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import create_app
from service.desk import Collaborators
from service.journal import Journal, Row
from service.settings import Settings

TODAY = date(2026, 11, 1)
SERVICE = "/cds-services/bone-health-patient-view"
EXPLAIN = "/explain/bone-health-patient-view"
Json = dict[str, Any]


def service_at(hook: str) -> str:
    """The path of the service of a hook."""
    return SERVICE.replace("patient-view", hook)


def explain_at(hook: str) -> str:
    """The path of the explanation of a hook."""
    return EXPLAIN.replace("patient-view", hook)


class RememberedJournal(Journal):
    """A journal that keeps its rows in a list."""

    def __init__(self) -> None:
        super().__init__("sqlite://")
        self.rows: list[Row] = []

    def record(self, rows: Sequence[Row]) -> None:
        self.rows += rows


def client(journal: Journal | None = None, **settings: Any) -> FlaskClient:
    """A client of a fresh application on the day TODAY."""
    chosen = Settings(data_dir=Path("unused"), **settings)
    return create_app(chosen, Collaborators(lambda: TODAY, journal or RememberedJournal())).test_client()


def demo(hook: str = "patient-view") -> Json:
    """The shipped request of a hook; at chart opening: a woman with breast cancer and a new bone metastasis."""
    body: Json = json.loads((resources.files("service") / f"demo/{hook}.json").read_text("utf-8"))
    return body


def changed(path: str, value: Any, body: Json | None = None) -> Json:
    """The request with one field set, by a dotted path."""
    body = copy.deepcopy(body) if body else demo()
    *parents, last = path.split(".")
    at = body
    for name in parents:
        at = at[name]
    at[last] = value
    return body


def without(path: str, body: Json | None = None) -> Json:
    """The request with one field taken away."""
    body = copy.deepcopy(body) if body else demo()
    *parents, last = path.split(".")
    at = body
    for name in parents:
        at = at[name]
    del at[last]
    return body


def post(to: FlaskClient, body: Json | bytes, path: str = SERVICE, **more: Any) -> TestResponse:
    """POST a body as JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return to.post(path, data=data, **({"content_type": "application/json"} | more))


def bundle(*resources_: Json, **more: Any) -> Json:
    return {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": one} for one in resources_]} | more


def outcome(severity: str = "error", code: str = "exception") -> Json:
    return {"resourceType": "OperationOutcome", "issue": [{"severity": severity, "code": code}]}


def empties(value: Any, path: str = "") -> list[str]:
    """Paths of null, "", [] and {} anywhere in a JSON value."""
    if value is None or value in ("", [], {}):
        return [path]
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, one in inside for found in empties(one, f"{path}/{key}")]
