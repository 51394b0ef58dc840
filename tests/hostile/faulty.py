"""A record server made of raw sockets that does whatever a test scripts, right or wrong, and remembers what it was asked."""

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any, NamedTuple

Json = dict[str, Any]
FHIR = "/fhir"


class Asked(NamedTuple):
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: str

    @property
    def kind(self) -> str:
        """The FHIR type that was asked for."""
        return self.path.removeprefix(FHIR).lstrip("/").split("?")[0].split("/")[0]


class Peer:
    """A listening server. `script` answers with the bytes to send, or writes to the connection itself and gives None."""

    def __init__(self, script: Callable[[Asked, socket.socket], bytes | None], tls: ssl.SSLContext | None = None) -> None:
        self.seen: list[Asked] = []
        self.connections = 0
        self._script, self._tls = script, tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.ended = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def base(self) -> str:
        return f"{'https' if self._tls else 'http'}://{'localhost' if self._tls else '127.0.0.1'}:{self.port}{FHIR}"

    def _accept(self) -> None:
        while not self.ended.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        with suppress(OSError), closing(plain):
            plain.settimeout(10)
            connection = self._tls.wrap_socket(plain, server_side=True) if self._tls else plain
            with closing(connection):
                asked = self._read(connection)
                if asked is not None:
                    self.seen.append(asked)
                    answer = self._script(asked, connection)
                    if answer:
                        connection.sendall(answer)

    @staticmethod
    def _read(connection: socket.socket) -> Asked | None:
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return None
            if more.startswith(b"\x16"):  # the greeting of TLS at a server that speaks plain HTTP
                connection.sendall(http(400))
                return None
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        first, *rows = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (row.partition(":") for row in rows)}
        while len(body) < int(headers.get("content-length", "0")):
            body += connection.recv(65536)
        method, path, _ = first.split(" ")
        return Asked(method, path, headers, body.decode())

    def close(self) -> None:
        self.ended.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


@contextmanager
def peer(script: Callable[[Asked, socket.socket], bytes | None], tls: ssl.SSLContext | None = None) -> Iterator[Peer]:
    """A server for the length of a test."""
    made = Peer(script, tls)
    try:
        yield made
    finally:
        made.close()


def http(status: int, body: Any = b"", *headers: str, kind: str = "application/fhir+json") -> bytes:
    """A whole answer; a value that is no bytes is written as JSON."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    rows = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", f"Content-Length: {len(raw)}", "Connection: close", *headers]
    return "\r\n".join(rows).encode() + b"\r\n\r\n" + raw


def bundle(*resources: Json, link: list[Json] | None = None, **more: Any) -> Json:
    """A searchset."""
    entries = [{"resource": one, "search": {"mode": "match"}} for one in resources]
    return {"resourceType": "Bundle", "type": "searchset", "entry": entries, "link": link or []} | more


def record(prefetch: Json) -> Callable[[Asked], bytes]:
    """Answers rightly from the prefetch of a request: it holds for each type what that key would bring."""
    values = [one for one in prefetch.values() if one]
    of_bundles = (entry["resource"] for one in values if one["resourceType"] == "Bundle" for entry in one.get("entry", []))
    rows: list[Json] = [*(one for one in values if one["resourceType"] != "Bundle"), *of_bundles]

    def answer(asked: Asked) -> bytes:
        name = asked.path.removeprefix(FHIR).lstrip("/")
        if asked.method == "GET" and "?" not in name:
            found = [one for one in rows if f"{one['resourceType']}/{one['id']}" == name]
            return http(200, found[0]) if found else http(404, b"")
        return http(200, bundle(*(one for one in rows if one["resourceType"] == asked.kind)))

    return answer
