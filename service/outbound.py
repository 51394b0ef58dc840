"""One HTTP exchange with another server that ends in time, whatever the server does: the only owner of `requests`.

A timeout of the network library starts anew with every byte, so a server that drips would never be given up. A timer
shuts the connection instead, while headers or body are read. The adapter of `requests` is used without its session:
redirects, cookies and proxies of the environment are the session's work, and none of them is wanted.
"""

import socket
from contextlib import suppress
from threading import Timer, local
from typing import Any, NamedTuple, Self

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from service.faults import Unread

CHUNK = 65_536
HEADERS = {
    "Accept": "application/fhir+json, application/json;q=0.9",
    "Accept-Encoding": "identity",
    "User-Agent": "bone-health-cds",
}
LONGEST_NUMBER = 15  # digits of a length that is worth reading
_HERE = local()  # of each thread: its adapter, and the cut of the exchange under way


class Ask(NamedTuple):
    """One question: an address, the access token ("" for none), and a form when it is to be posted."""

    url: str
    token: str = ""
    form: dict[str, str] | None = None


class Reply(NamedTuple):
    """What came back: status, when to ask again and how long to keep it (as written), and the body of a 200."""

    status: int
    retry_after: str
    body: bytes
    cache_control: str = ""


class _Cut:
    """Shuts the connection of this thread's exchange after `seconds`; `fired` tells whether it had to."""

    def __init__(self, seconds: float) -> None:
        self.fired = False
        self._socket: Any = None
        self._timer = Timer(seconds, self._now)
        self._timer.daemon = True

    def watch(self, connection: Any) -> None:
        """From here on the exchange waits for this connection."""
        self._socket = connection
        if self.fired:
            self._shut()

    def _now(self) -> None:
        self.fired = True
        self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        _HERE.cut = self
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        _HERE.cut = None


class _Plain(HTTPConnection):
    """A connection that can be cut from the moment it waits for an answer."""

    def getresponse(self) -> Any:
        _HERE.cut.watch(self.sock)
        return super().getresponse()


class _Secure(HTTPSConnection):
    """The same over TLS."""

    def getresponse(self) -> Any:
        _HERE.cut.watch(self.sock)
        return super().getresponse()


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        """Called by requests: our connections in place of the usual ones."""
        super().init_poolmanager(*args, **more)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}


def _adapter() -> _Adapter:
    """The adapter of this thread, which keeps connections open between calls."""
    if not hasattr(_HERE, "adapter"):
        _HERE.adapter = _Adapter()
    found: _Adapter = _HERE.adapter
    return found


def exchange(ask: Ask, seconds: float, longest: int, verify: bool | str) -> Reply:
    """Ask once, wait at most `seconds`, read at most `longest` bytes. Unread says why there is no reply.

    `verify` is True for the authorities that come with the service, or the path of a file with others.
    """
    headers = HEADERS | ({"Authorization": f"Bearer {ask.token}"} if ask.token else {})
    method = "GET" if ask.form is None else "POST"
    with _Cut(seconds) as cut:
        try:
            request = requests.Request(method, ask.url, headers, data=ask.form).prepare()
            answer = _adapter().send(request, stream=True, timeout=seconds, verify=verify, proxies={})
        except requests.exceptions.SSLError:
            raise Unread("slow" if cut.fired else "not-proven") from None
        except requests.Timeout:
            raise Unread("slow") from None
        except (requests.RequestException, HTTPError, OSError, ValueError):
            raise Unread("slow" if cut.fired else "unreachable") from None
        with answer:
            try:
                body = _body(answer, longest) if answer.status_code == requests.codes.ok else b""
            except (requests.RequestException, HTTPError, OSError, ValueError):
                raise Unread("slow" if cut.fired else "broken-off") from None
        if cut.fired:  # a body without a length looks whole when the connection is shut
            raise Unread("slow")
        found = answer.headers
        return Reply(answer.status_code, found.get("Retry-After", ""), body, found.get("Cache-Control", ""))


def _body(answer: requests.Response, longest: int) -> bytes:
    """The body as it was sent, never inflated."""
    if answer.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise Unread("compressed")
    length = answer.headers.get("Content-Length", "").strip()
    if length.isdigit() and (len(length) > LONGEST_NUMBER or int(length) > longest):
        raise Unread("too-large")
    parts: list[bytes] = []
    left = longest
    for part in answer.raw.stream(CHUNK, decode_content=False):
        left -= len(part)
        if left < 0:
            raise Unread("too-large")
        parts.append(part)
    return b"".join(parts)
