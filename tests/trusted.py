"""The service with a trust table, called with tokens, as an EHR calls it."""

import json
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import create_app
from service.auth import Gate
from service.desk import Collaborators
from service.keys import Fetch
from service.rate import Limiter
from service.replay import InFile
from service.settings import Settings
from service.trust import Trust
from tests.calls import SERVICE, TODAY, Json, RememberedJournal, demo
from tests.signing import PUBLIC, trust_file


def no_fetch(address: str) -> Any:
    """For tables whose keys stand in them."""
    raise AssertionError(f"nothing may be fetched, least of all {address}")


def trusted(folder: Path, *rows: Json, fetch: Fetch = no_fetch, **settings: Any) -> FlaskClient:
    """A client of an application with these rows in its trust table."""
    file = trust_file(folder, *rows)
    chosen = Settings(data_dir=folder, trust_file=file, public_url=PUBLIC, **settings)
    gate = Gate(Trust(file, chosen, fetch), InFile(folder / "replay.sqlite3"), Limiter())
    return create_app(chosen, Collaborators(lambda: TODAY, RememberedJournal(), None, gate)).test_client()


def call(to: FlaskClient, authorization: str | None, body: Any = None, path: str = SERVICE, **more: Any) -> TestResponse:
    """POST a call with this Authorization header."""
    headers = {"Authorization": authorization} if authorization is not None else {}
    data = body if isinstance(body, bytes) else json.dumps(demo() if body is None else body).encode()
    headers |= more.pop("headers", {})
    return to.post(path, data=data, headers=headers, content_type="application/json", **more)
