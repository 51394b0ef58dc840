"""Calls of the service in one line: the shipped request, changed as a test needs it, against an application in memory."""

import copy
import json
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import create_app, feedback, invoke
from service.audit import Event
from service.auth import Caller
from service.desk import Collaborators
from service.fhir_client import FhirClient
from service.journal import Journal
from service.journal_entries import Evaluation, Row, Said
from service.settings import Settings
from service.settling import Remembered

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
    """A journal that keeps what it is given in lists, and remembers nothing of earlier calls."""

    def __init__(self) -> None:
        super().__init__("sqlite://")
        self.evaluations: list[Evaluation] = []
        self.said: list[Said] = []

    @property
    def rows(self) -> list[Row]:
        """The cards issued."""
        return [row for one in self.evaluations for row in one.cards]

    def record(self, evaluation: Evaluation) -> None:
        self.evaluations.append(evaluation)

    def keep(self, said: Sequence[Said], event: Event) -> None:  # noqa: ARG002
        self.said += said

    def remembered(self, patient: str, clinician: str) -> Sequence[Remembered]:  # noqa: ARG002
        return []

    def reachable(self) -> bool:
        return True


_PROVEN: ContextVar[Caller | None] = ContextVar("_PROVEN", default=None)
_AUTHENTICATE = invoke.authenticate
# Tests say who calls without a token: for the call of a client made with `caller`, authentication answers with it.
for route in (invoke, feedback):
    route.authenticate = lambda *args, **more: _PROVEN.get() or _AUTHENTICATE(*args, **more)  # type: ignore[attr-defined]


class ClientOf(FlaskClient):
    """A client whose calls come from one proven caller."""

    caller: Caller | None = None

    def open(self, *args: Any, **more: Any) -> TestResponse:
        before = _PROVEN.set(self.caller)
        try:
            return super().open(*args, **more)
        finally:
            _PROVEN.reset(before)


def client(journal: Journal | None = None, caller: Caller | None = None, **settings: Any) -> FlaskClient:
    """A client of a fresh application on the day TODAY; `caller` is who calls, if not anybody on this machine."""
    chosen = Settings(data_dir=Path("unused"), **settings)
    app = create_app(chosen, Collaborators(lambda: TODAY, journal or RememberedJournal(), FhirClient(chosen)))
    app.test_client_class = ClientOf
    made = app.test_client()
    made.caller = caller
    return made


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
