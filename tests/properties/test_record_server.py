"""With a record server at hand, whole or failing in any mix of ways, taking data away never adds advice.

DATA-NEEDED is the one exception by design: it asks, it does not advise.
"""

import json
import socket
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.calls import TODAY, Json, client, outcome
from tests.hostile.faulty import Asked, bundle, http, peer, record
from tests.hostile.scene import advised, application, authorization
from tests.vignettes.convert import PREFETCH, request_body
from tests.vignettes.dialects import dialect
from tests.vignettes.stories import vignettes

pytestmark = pytest.mark.enable_socket
Way = Callable[[Asked, bytes], bytes]


def _without_last(_asked: Asked, right: bytes) -> bytes:
    value = json.loads(right.partition(b"\r\n\r\n")[2] or b"{}")
    return http(200, value | {"entry": value.get("entry", [])[:-1], "total": len(value.get("entry", []))})


def _others(asked: Asked, _right: bytes) -> bytes:
    owner = {"reference": "Patient/somebody-else"}
    return http(200, bundle({"resourceType": asked.kind, "id": "x", "subject": owner, "patient": owner}))


WAYS: dict[str, Way] = {
    "right": lambda _a, right: right,
    "error": lambda _a, _r: http(500),
    "denied": lambda _a, _r: http(403),
    "not found": lambda _a, _r: http(404),
    "outcome": lambda _a, _r: http(200, outcome()),
    "broken": lambda _a, right: right[:-3],
    "not JSON": lambda _a, _r: http(200, b"<html>"),
    "fewer than the total": _without_last,
    "next elsewhere": lambda _a, _r: http(200, bundle(link=[{"relation": "next", "url": "https://evil.example/"}])),
    "next fails": lambda a, _r: http(404) if "page" in a.path else http(200, bundle(link=[{"relation": "next", "url": f"{a.kind}?page=2"}])),
    "others": _others,
}
PATIENTS = ["VG-01", "VG-07", "VG-26", "VG-48", "VG-61", "VG-91", "VG-24", "VG-76"]
KEYS = list(PREFETCH)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(PATIENTS),
    st.sets(st.sampled_from(KEYS), min_size=1),
    st.dictionaries(st.sampled_from(list(PREFETCH.values())), st.sampled_from(list(WAYS))),
)
def test_keys_taken_away_never_add_advice_whatever_the_server_does(name: str, away: set[str], ways: dict[str, str]) -> None:
    body = request_body(vignettes()[name], dialect("us"), TODAY)
    right = record(body["prefetch"])
    with_all = advised(client(), body)

    def script(asked: Asked, _connection: socket.socket) -> bytes:
        return WAYS[ways.get(asked.kind, "right")](asked, right(asked))

    with peer(script) as server:
        less: Json = body | {"prefetch": {key: one for key, one in body["prefetch"].items() if key not in away}}
        less |= {"fhirServer": server.base, "fhirAuthorization": authorization()}
        found = advised(application(server.base, deadline=3), less)
    assert found <= with_all
    if not ways:
        assert found == with_all
