"""Group SSRF of the hostile cases: whatever a request or a record server names, nothing but a listed base is called."""

from typing import Any

import pytest

from tests.calls import Json, demo
from tests.hostile.faulty import FHIR, bundle, http, peer, record
from tests.hostile.scene import application, asking, authorization, call, complete, same

pytestmark = pytest.mark.enable_socket
HOST = "fhir.hospital.example"
LISTED = f"https://{HOST}/fhir"

# fmt: off
SERVERS: dict[str, str] = {
    # {CANARY} is the port of a listening server that is not listed, {LISTED} is listed and does not exist
    "SS-001": "http://127.0.0.1:{CANARY}",
    "SS-002": "http://localhost:{CANARY}/fhir",
    "SS-003": "http://LOCALHOST:{CANARY}",
    "SS-004": "http://[::1]:{CANARY}",
    "SS-005": "http://[::ffff:127.0.0.1]:{CANARY}",
    "SS-006": "http://127.1:{CANARY}",
    "SS-007": "http://0:{CANARY}",
    "SS-008": "http://0.0.0.0:{CANARY}",
    "SS-009": "http://2130706433:{CANARY}",
    "SS-010": "http://0x7f000001:{CANARY}",
    "SS-011": "http://0177.0.0.1:{CANARY}",
    "SS-012": "http://127.0.0.1.:{CANARY}",
    "SS-013": "http://127.0.0.1.nip.io:{CANARY}",
    "SS-014": "http://\uff11\uff12\uff17.0.0.1:{CANARY}",
    "SS-015": "http://169.254.169.254/latest/meta-data",
    "SS-016": "http://169.254.169.254.nip.io/",
    "SS-017": "http://[fd00:ec2::254]/",
    "SS-018": "http://metadata.google.internal/computeMetadata/v1",
    "SS-019": "http://10.0.0.1/fhir",
    "SS-020": "http://192.168.0.1/fhir",
    "SS-021": "http://172.17.0.1/fhir",
    "SS-022": "http://host.docker.internal/fhir",
    "SS-023": "https://127.0.0.1:{CANARY}/fhir",
    "SS-024": "file:///etc/passwd",
    "SS-025": "file://localhost/etc/passwd",
    "SS-026": "gopher://127.0.0.1:{CANARY}/_GET",
    "SS-027": "ftp://127.0.0.1:{CANARY}/",
    "SS-028": "dict://127.0.0.1:{CANARY}/",
    "SS-029": "ldap://127.0.0.1:{CANARY}/",
    "SS-030": "data:application/json,{{}}",
    "SS-031": "javascript:alert(1)",
    "SS-032": "jar:http://127.0.0.1:{CANARY}!/",
    "SS-033": "http+unix://%2Fvar%2Frun%2Fdocker.sock/info",
    "SS-034": "//127.0.0.1:{CANARY}",
    "SS-035": "/fhir",
    "SS-036": "fhir",
    "SS-037": "https://{HOST}@127.0.0.1:{CANARY}/fhir",
    "SS-038": "https://{HOST}%40127.0.0.1:{CANARY}/fhir",
    "SS-039": "https://{HOST}\\@127.0.0.1:{CANARY}/fhir",
    "SS-040": "http://127.0.0.1:{CANARY}#{LISTED}",
    "SS-041": "http://127.0.0.1:{CANARY}?{LISTED}",
    "SS-042": "https://{HOST}.evil.example/fhir",
    "SS-043": "https://evil-{HOST}/fhir",
    "SS-044": "{LISTED}/../admin",
    "SS-045": "{LISTED}/%2e%2e/admin",
    "SS-046": "{LISTED}2",
    "SS-047": "{LISTED}?x=",
    "SS-048": "{LISTED}#",
    "SS-049": "https://{HOST}:8443/fhir",
    "SS-050": "HTTP://127.0.0.1:{CANARY}",
    "SS-051": "http://127.0.0.1:{CANARY}\t",
    "SS-052": "http://127.0.0.1:{CANARY}\r\nX: y",
    "SS-053": "ht\ntp://127.0.0.1:{CANARY}",
    "SS-054": "http://127.0.0.1:{CANARY}\x00",
    "SS-055": "http://user:pass@127.0.0.1:{CANARY}",
    "SS-056": "http://127.0.0.1:99999/",
    "SS-057": "http://127.0.0.1:-1/",
    "SS-058": "http://[::1",
    "SS-059": "http://",
    "SS-060": "http://:{CANARY}",
    "SS-061": " ",
    "SS-062": "http://a" * 10_000,
}
# fmt: on


@pytest.mark.parametrize("name", SERVERS)
@pytest.mark.parametrize("http_loopback", [True, False], ids=["http on loopback allowed", "https only"])
def test_a_server_that_is_not_listed_is_not_called(name: str, http_loopback: bool) -> None:
    with peer(lambda _a, _c: http(200, bundle())) as canary:
        server = SERVERS[name].replace("{CANARY}", str(canary.port)).replace("{HOST}", HOST).replace("{LISTED}", LISTED)
        answer = call(application(LISTED, deadline=4, allow_http_loopback=http_loopback), asking(server))
        assert answer.status in (200, 400)
        assert answer.incomplete or answer.status == 400
        assert not answer.drafts_a_drug
        assert answer.seconds < 1.4, "nothing was waited for: a single call may take 1.5 seconds"
        assert canary.connections == 0
    assert "the record server of the request may not be read" in answer.gap


@pytest.mark.parametrize(
    ("name", "value"), [("SS-063", 7), ("SS-064", ["x"]), ("SS-065", {"url": "x"}), ("SS-066", None), ("SS-067", True)]
)
def test_a_server_that_is_no_text_is_refused(name: str, value: Any) -> None:
    answer = call(application(LISTED), asking(value))
    assert answer.status == 400, name
    assert "fhirServer" in answer.text


def test_plain_http_on_loopback_is_read_only_when_listed_and_allowed() -> None:
    with peer(lambda asked, _c: record(demo()["prefetch"])(asked)) as server:
        assert call(application(server.base, allow_http_loopback=False), asking(server.base)).gap
        assert server.connections == 0
        assert same(call(application(server.base), asking(server.base, ())).cards) == complete()


def test_a_slash_at_the_end_and_capitals_in_the_host_are_the_same_base() -> None:
    with peer(lambda asked, _c: record(demo()["prefetch"])(asked)) as server:
        assert same(call(application(server.base), asking(f"{server.base.upper()[:4]}{server.base[4:]}/", ())).cards) == complete()


def test_plain_http_to_another_machine_is_never_read_even_if_listed() -> None:
    base = "http://fhir.hospital.example/fhir"
    assert "may not be read" in call(application(base), asking(base)).gap


def everywhere(url: str) -> Json:
    """Resources that name an address in every place that a careless reader would follow."""
    ours = {"reference": "Patient/demo-1"}
    order = {"resourceType": "MedicationRequest", "id": "m1", "status": "active", "intent": "order", "subject": ours}
    return {
        "SS-071": order | {"medicationReference": {"reference": f"{url}/Medication/1"}},
        "SS-072": order | {"medicationCodeableConcept": {"text": "x"}, "encounter": {"reference": f"{url}/Encounter/1"}},
        "SS-073": {"fullUrl": f"{url}/Condition/1"},
        "SS-074": {"resourceType": "Patient", "id": "demo-1", "photo": [{"url": f"{url}/photo"}]},
        "SS-075": {"resourceType": "Condition", "id": "c9", "subject": ours, "code": {"coding": [{"system": url, "code": "1"}]}},
        "SS-076": {"resourceType": "Condition", "id": "c9", "subject": ours, "meta": {"profile": [url]}, "code": {"text": "x"}},
        "SS-077": {"resourceType": "Condition", "id": "c9", "subject": ours, "implicitRules": url, "code": {"text": "x"}},
    }


@pytest.mark.parametrize("name", ["SS-071", "SS-072", "SS-073", "SS-074", "SS-075", "SS-076", "SS-077"])
@pytest.mark.parametrize("way", ["in prefetch", "from the record server"])
def test_an_address_inside_a_resource_is_never_followed(name: str, way: str) -> None:
    with peer(lambda _a, _c: http(200, bundle())) as canary:
        resource = everywhere(canary.base)[name]
        prefetch = demo()["prefetch"]
        if name == "SS-073":
            prefetch["conditions"]["entry"][0] |= resource
        elif name == "SS-074":
            prefetch["patient"] |= resource
        else:
            key = {"Condition": "conditions", "MedicationRequest": "medicationRequests"}[resource["resourceType"]]
            prefetch[key] = bundle(*(one["resource"] for one in (prefetch[key] or {}).get("entry", [])), resource)
        with peer(lambda asked, _c: record(prefetch)(asked)) as server:
            body = asking(server.base, ()) if way == "from the record server" else asking(server.base) | {"prefetch": prefetch}
            answer = call(application(server.base), body)
            assert answer.status == 200
            assert canary.connections == 0
            assert all("Medication/" not in one.path for one in server.seen)


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("SS-068", "http://127.0.0.1:{CANARY}/fhir/Condition?page=2"),
        ("SS-069", "//127.0.0.1:{CANARY}/fhir/Condition?page=2"),
        ("SS-070", "http://127.0.0.1:{OWN}@127.0.0.1:{CANARY}/fhir/Condition?page=2"),
        ("SS-070", "http://127.0.0.1:{OWN}\\@127.0.0.1:{CANARY}/fhir/Condition?page=2"),
        ("SS-070", "http://127.0.0.1:{CANARY}:443/fhir/Condition?page=2"),
        ("outside the path", "../admin?page=2"),
        ("outside the path", "/fhir/../admin?page=2"),
        ("outside the path", "/fhir/%2e%2e/admin?page=2"),
        ("outside the path", "/fhir2/Condition?page=2"),
        ("a line break", "Condition?page=2\r\nX-Evil: 1"),
        ("a broken address of IPv6", "http://[::1"),
        ("a number", 7),
        ("nothing", ""),
        ("17 kB", "Condition?page=" + "2" * 17_000),
    ],
)
@pytest.mark.parametrize("way", ["in prefetch", "from the record server"])
def test_a_next_link_that_leads_elsewhere_is_not_followed(name: str, link: Any, way: str) -> None:
    with peer(lambda _a, _c: http(200, bundle())) as canary, peer(lambda asked, _c: pages[asked.kind]) as server:
        if isinstance(link, str):
            link = link.replace("{CANARY}", str(canary.port)).replace("{OWN}", str(server.port))
        first = bundle(link=[{"relation": "next", "url": link}])
        pages = {"Condition": http(200, first)}
        body = asking(server.base, tuple(demo()["prefetch"]))
        if way == "in prefetch":
            body["prefetch"]["conditions"] = first
        else:
            del body["prefetch"]["conditions"]
        answer = call(application(server.base), body)
        assert canary.connections == 0
        assert len(server.seen) == (way != "in prefetch"), name
        assert "further pages are at an address that may not be read" in answer.gap
        assert not answer.drafts_a_drug


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer(lambda _a, _c: http(200, bundle())) as proxy, peer(lambda asked, _c: record(demo()["prefetch"])(asked)) as server:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert same(call(application(server.base), asking(server.base, ())).cards) == complete()
        assert proxy.connections == 0


def test_a_product_is_read_by_relative_reference_and_from_the_same_base() -> None:
    """What SS-071 must not do, done the right way: the coded product decides, not the words beside the reference."""
    prefetch = demo()["prefetch"]
    order: Json = {"resourceType": "MedicationRequest", "id": "m1", "status": "active", "intent": "order"}
    order |= {"subject": {"reference": "Patient/demo-1"}, "medicationReference": {"reference": "Medication/denosumab"}}
    code = {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "993449"}]}
    product = {"resourceType": "Medication", "id": "denosumab", "code": code}
    beside = demo() | {"prefetch": prefetch | {"medicationRequests": bundle(order, product)}}
    with peer(lambda asked, _c: record({"medicationRequests": bundle(product)})(asked)) as server:
        body = asking(server.base, tuple(prefetch))
        body["prefetch"]["medicationRequests"] = bundle(order)
        to = application(server.base)
        assert same(call(to, body).cards) == same(call(to, beside).cards)
        assert [one.path for one in server.seen] == [f"{FHIR}/Medication/denosumab"]
        assert call(application(), body).gap, "without access the order names no drug"
        body["fhirAuthorization"] = authorization(scope="patient/MedicationRequest.read")
        assert call(to, body).gap
        assert len(server.seen) == 1, "Medication is not among the scopes"
