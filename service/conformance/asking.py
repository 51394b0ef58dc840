"""Asks the service under test over HTTP: each request has a short wait and becomes a Reply, also when it fails."""

import json
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

import requests

from service.conformance.tokens import Signer

SECONDS = 10.0  # for one answer
LARGEST = 8 * 1024 * 1024  # bytes of one answer that are read
Json = dict[str, Any]


class Reply(NamedTuple):
    """One answer. `json` is None unless the body is JSON; `problem` says why there is no answer (status 0)."""

    story: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    json: Any
    seconds: float
    problem: str = ""

    @property
    def cards(self) -> list[Json]:
        """The cards of a good answer that are objects."""
        found = self.json.get("cards") if self.status == requests.codes.ok and type(self.json) is dict else None
        return [one for one in found if type(one) is dict] if type(found) is list else []


class Target(NamedTuple):
    """The service under test: its base URL without /cds-services, who signs the tokens, and a browser's origin."""

    base: str
    signer: Signer | None
    origin: str

    def ask(self, story: str, method: str, path: str, body: Any = None, **more: Any) -> Reply:
        """One request. A body that is no bytes is sent as JSON; `token` replaces the good token, "" leaves it out."""
        url = self.base + path
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} if data is not None else {}
        token = more.pop("token", None)
        if token is None and self.signer:
            token = self.signer.token(url)
        if token:
            headers["Authorization"] = f"Bearer {token}"
        headers |= more.pop("headers", {})
        began = time.perf_counter()
        try:
            with requests.request(
                method, url, data=data, headers=headers, timeout=SECONDS, allow_redirects=False, stream=True
            ) as got:
                content = got.raw.read(LARGEST, decode_content=True)
                elapsed = time.perf_counter() - began
                return Reply(story, got.status_code, got.headers, content, _json(content), elapsed)
        except (requests.RequestException, OSError) as failed:
            return Reply(story, 0, {}, b"", None, time.perf_counter() - began, type(failed).__name__)


def _json(content: bytes) -> Any:
    try:
        return json.loads(content, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None


def _no_number(_text: str) -> None:
    raise ValueError("NaN and infinity are no JSON")
