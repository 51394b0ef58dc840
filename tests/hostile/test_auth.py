"""Hostile input, group AUTH and the controls: every way to come without a good token, and the good ones that must work."""

import json
import logging
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from service import logs
from service.errors import Unauthenticated, of_error
from service.faults import Unread
from service.jwk import keys_of
from service.keys import KeyRing
from tests.calls import SERVICE
from tests.signing import (
    AUDIENCE,
    EC_KID,
    ISS,
    JKU,
    PUBLIC,
    RSA_KID,
    claims,
    header,
    jwk,
    jwks,
    part,
    pem,
    row,
    signature,
    token,
)
from tests.trusted import call, trusted

CANARY = "https://attacker.example"
DEEP = b"[" * 2400 + b"]" * 2400
NOW = time.time()
Made = Any


def _raw(changes: dict[str, str]) -> bytes:
    text = json.dumps(claims(**dict.fromkeys(changes, ...)))[:-1]
    return (text + "".join(f', "{name}": {value}' for name, value in changes.items()) + "}").encode()


def deep_header() -> str:
    signed = f"{part(DEEP)}.{part(claims())}"
    return f"{signed}.{part(signature('ES384', signed.encode(), 'ec'))}"


def resigned(alg: str, secret: bytes) -> str:
    return token(head=header(alg, kid=RSA_KID), by=secret, alg=alg)


def altered() -> str:
    first, _second, third = token().split(".")
    return f"{first}.{part(claims(tenant='other'))}.{third}"


def flipped() -> str:
    first, second, third = token().split(".")
    middle = len(third) // 2
    return f"{first}.{second}.{third[:middle]}{'A' if third[middle] != 'A' else 'B'}{third[middle + 1:]}"


def of_another() -> str:
    first, second, _third = token().split(".")
    return f"{first}.{second}.{token().split('.')[2]}"


def zeros(r: bytes) -> str:
    first, second, _third = token().split(".")
    return f"{first}.{second}.{part(r * 2)}"


ORDER = int("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973", 16)  # of P-384
JWE = f"{part({'alg': 'PBES2-HS256+A128KW', 'enc': 'A128GCM', 'p2c': 2**31 - 1, 'p2s': 'AAAA'})}.AAAA.AAAA.AAAA.AAAA"

# fmt: off
# id, the Authorization header, evaluated when the test runs
HEADERS: list[tuple[str, Made]] = [
    ("AUTH-001", lambda: None),
    ("AUTH-002", lambda: ""),
    ("AUTH-007", lambda: f"Token {token()}"),
    ("AUTH-008", lambda: f"Bearer {token()} {token()}"),
    ("AUTH-009", lambda: f'Bearer "{token()}"'),
    ("AUTH-015", lambda: f"Bearer {token()},Bearer {token()}"),
    ("AUTH-223", lambda: f"Bearer {part(header() | {'pad': 'x' * 9000})}.{part(claims())}.AAAA"),
]
# id, token
TOKENS: list[tuple[str, Made]] = [
    ("AUTH-020", lambda: ".".join(token().split(".")[:2])),
    ("AUTH-023", lambda: JWE),
    ("AUTH-027", lambda: ".."),
    ("AUTH-029", lambda: token(head=b"not json", alg="ES384")),
    ("AUTH-030", lambda: token(head=["ES384"], alg="ES384")),
    ("AUTH-031", deep_header),
    ("AUTH-032", lambda: token([1])),
    ("AUTH-034", lambda: token(DEEP)),
    ("AUTH-035", lambda: token(json.dumps(claims()).encode("utf-16"))),
    ("AUTH-036", lambda: token(json.dumps(claims(name="x")).encode().replace(b'"x"', b'"\xff"'))),
    ("AUTH-037", lambda: token(_raw({"exp": f'{int(NOW) + 300}, "exp": {int(NOW) + 300}'}))),
    ("AUTH-038", lambda: token(_raw({"iss": f'"https://bad.example", "iss": "{ISS}"'}))),
    ("AUTH-039", lambda: token(head=header(b64=False, crit=["b64"]))),
    ("AUTH-040", lambda: token(head=header(crit=["x"], x=1))),
    ("AUTH-041", lambda: token(head=header(crit=[]))),
    ("AUTH-050", lambda: f"{part(header('none'))}.{part(claims())}."),
    ("AUTH-051", lambda: f"{part(header('None'))}.{part(claims())}."),
    ("AUTH-052", lambda: f"{part(header('NONE'))}.{part(claims())}."),
    ("AUTH-053", lambda: token(head=header("nOnE"), alg="ES384")),
    ("AUTH-055", lambda: token(head=header(...), alg="ES384")),
    ("AUTH-056", lambda: token(head=header(None), alg="ES384")),
    ("AUTH-057", lambda: token(head=header(384), alg="ES384")),
    ("AUTH-058", lambda: token(head=header(["ES384"]), alg="ES384")),
    ("AUTH-059", lambda: token(head=header({}), alg="ES384")),
    ("AUTH-060", lambda: token(head=header(""), alg="ES384")),
    ("AUTH-061", lambda: token(head=header("ES384 "), alg="ES384")),
    ("AUTH-062", lambda: token(head=header("es384"), alg="ES384")),
    ("AUTH-063", lambda: resigned("HS256", pem("rsa"))),
    ("AUTH-064", lambda: resigned("HS384", pem("rsa"))),
    ("AUTH-065", lambda: resigned("HS384", pem("ec"))),
    ("AUTH-066", lambda: resigned("HS256", json.dumps(jwk("rsa", RSA_KID)).encode())),
    ("AUTH-067", lambda: resigned("HS256", b"")),
    ("AUTH-068", lambda: resigned("HS256", b"secret")),
    ("AUTH-069", lambda: token(head=header("RS256"))),
    ("AUTH-070", lambda: token(head=header("PS384"))),
    ("AUTH-071", lambda: token(head=header("ES256", kid=EC_KID), by="p256")),
    ("AUTH-072", lambda: token(head=header("RS384", kid=EC_KID))),
    ("AUTH-073", lambda: token(head=header("ES384", kid=RSA_KID))),
    ("AUTH-074", lambda: token(head=header("EdDSA", kid=EC_KID), by="ed")),
    ("AUTH-075", lambda: token(head=header("ES256K", kid=EC_KID), by="k256", alg="ES256K")),
    ("AUTH-080", lambda: ".".join([*token().split(".")[:2], ""])),
    ("AUTH-081", flipped),
    ("AUTH-082", altered),
    ("AUTH-083", lambda: zeros(bytes(48))),
    ("AUTH-084", lambda: zeros(ORDER.to_bytes(48, "big"))),
    ("AUTH-086", lambda: token()[:-8]),
    ("AUTH-087", lambda: token() + "AAAA"),
    ("AUTH-088", lambda: f"{token()[:-4]}!{token()[-4:]}"),
    ("AUTH-089", lambda: f"{token()}=="),
    ("AUTH-091", of_another),
    ("AUTH-092", lambda: token(by="ec2")),
    ("AUTH-093", lambda: token(claims(iss="https://other.example"))),
    ("AUTH-100", lambda: token(head=header(kid=...))),
    ("AUTH-101", lambda: token(head=header(kid=None))),
    ("AUTH-102", lambda: token(head=header(kid=""))),
    ("AUTH-103", lambda: token(head=header(kid=1))),
    ("AUTH-104", lambda: token(head=header(kid=[EC_KID]))),
    ("AUTH-105", lambda: token(head=header(kid={"kid": EC_KID}))),
    ("AUTH-106", lambda: token(head=header(kid="unknown"))),
    ("AUTH-107", lambda: token(head=header(kid="../../etc/passwd"))),
    ("AUTH-108", lambda: token(head=header(kid="/dev/null"))),
    ("AUTH-109", lambda: token(head=header(kid="file:///etc/passwd"))),
    ("AUTH-113", lambda: token(head=header(kid="; id #"))),
    ("AUTH-114", lambda: token(head=header(kid="{{7*7}}"))),
    ("AUTH-115", lambda: token(head=header(kid=f"{EC_KID}\0"))),
    ("AUTH-116", lambda: token(head=header(kid=f"{EC_KID}\r\nX: y"))),
    ("AUTH-117", lambda: token(head=header(kid="k" * 5000))),
    ("AUTH-118", lambda: token(head=header(kid=EC_KID.upper()))),
    ("AUTH-119", lambda: token(head=header(kid=f"{EC_KID} "))),
    ("AUTH-143", lambda: token(head=header(x5u=f"{CANARY}/cert.pem"), by="ec2")),
    ("AUTH-144", lambda: token(head=header(x5c=["MIIB"]), by="ec2")),
    ("AUTH-145", lambda: token(head=header(jwk=jwk("ec2", EC_KID)), by="ec2")),
    ("AUTH-146", lambda: token(head=header(x5u=f"{CANARY}/x", jwk=jwk("ec", EC_KID)))),
    ("AUTH-150", lambda: token(head=header(typ="at+jwt"))),
    ("AUTH-151", lambda: token(head=header(typ="secevent+jwt"))),
    ("AUTH-152", lambda: token(head=header(typ="JOSE"))),
    ("AUTH-154", lambda: token(head=header(typ=1))),
    ("AUTH-155", lambda: token(head=header(typ=...))),
]
# id, a claim and what it says
CLAIMS: list[tuple[str, str, Made]] = [
    ("AUTH-160", "iss", ...),
    ("AUTH-161", "iss", None),
    ("AUTH-162", "iss", ""),
    ("AUTH-163", "iss", "https://unknown.example"),
    ("AUTH-164", "iss", [ISS]),
    ("AUTH-165", "iss", {"iss": ISS}),
    ("AUTH-166", "iss", ISS[:-1]),
    ("AUTH-167", "iss", ISS + "x"),
    ("AUTH-168", "iss", ISS.upper()),
    ("AUTH-169", "iss", ISS.replace("https://", "https://ehr@")),
    ("AUTH-170", "aud", ...),
    ("AUTH-171", "aud", None),
    ("AUTH-172", "aud", ""),
    ("AUTH-173", "aud", []),
    ("AUTH-174", "aud", f"{PUBLIC}/cds-services/bone-health-order-sign"),
    ("AUTH-175", "aud", AUDIENCE.replace("cds.example", "other.example")),
    ("AUTH-176", "aud", PUBLIC),
    ("AUTH-177", "aud", AUDIENCE[:-1]),
    ("AUTH-178", "aud", AUDIENCE + "x"),
    ("AUTH-179", "aud", ["https://other.example"]),
    ("AUTH-180", "aud", {"aud": AUDIENCE}),
    ("AUTH-181", "aud", [1, 2]),
    ("AUTH-182", "aud", "https://ehr.example/token"),
    ("AUTH-221", "aud", f"{PUBLIC}/cds-services"),
    ("AUTH-183", "exp", ...),
    ("AUTH-184", "exp", None),
    ("AUTH-185", "exp", int(NOW) - 3600),
    ("AUTH-187", "exp", str(int(NOW) + 300)),
    ("AUTH-188", "exp", -1),
    ("AUTH-189", "exp", True),
    ("AUTH-190", "exp", [int(NOW) + 300]),
    ("AUTH-191", "exp", {"exp": 1}),
    ("AUTH-192", "exp", int(NOW) + 10 * 365 * 86400),
    ("AUTH-193", "exp", int(NOW) + 86400),
    ("AUTH-194", "iat", ...),
    ("AUTH-195", "iat", None),
    ("AUTH-196", "iat", int(NOW) + 3600),
    ("AUTH-197", "iat", int(NOW) - 30 * 86400),
    ("AUTH-198", "iat", [int(NOW)]),
    ("AUTH-199", "iat", "now"),
    ("AUTH-200", "nbf", int(NOW) + 3600),
    ("AUTH-201", "nbf", [int(NOW)]),
    ("AUTH-202", "jti", ...),
    ("AUTH-203", "jti", None),
    ("AUTH-204", "jti", ""),
    ("AUTH-205", "jti", 1),
    ("AUTH-206", "jti", ["x"]),
    ("AUTH-207", "jti", "x" * 4000),
    ("AUTH-208", "tenant", "not-enabled"),
    ("AUTH-209", "tenant", {"tenant": 1}),
    ("AUTH-210", "tenant", "' OR 1=1"),
]
# id, a claim as raw JSON
RAW: list[tuple[str, dict[str, str]]] = [
    ("AUTH-212", {"exp": "Infinity"}),
    ("AUTH-213", {"exp": "NaN"}),
    ("AUTH-214", {"exp": "1e400"}),
    ("AUTH-215", {"exp": "9" * 4000}),
    ("AUTH-216", {"exp": "9e99"}),
]
# id, the jku of a token that the attacker signed
JKUS: list[tuple[str, Made]] = [
    ("AUTH-125", f"{CANARY}/jwks.json"),
    ("AUTH-127", f"{CANARY}/#{JKU}"),
    ("AUTH-128", f"{CANARY}/?{JKU}"),
    ("AUTH-129", f"{JKU}.attacker.example/"),
    ("AUTH-132", f"{JKU}/../other"),
    ("AUTH-133", "https://ehr.example\\@attacker.example/keys"),
    ("AUTH-134", JKU.replace("https", "http")),
    ("AUTH-135", "file:///etc/passwd"),
    ("AUTH-136", "data:application/json,{}"),
    ("AUTH-137", "http://169.254.169.254/latest"),
    ("AUTH-138", "http://[::1]/keys"),
    ("AUTH-139", 1),
    ("AUTH-140", [JKU]),
    ("AUTH-141", f"{JKU}\r\nX: y"),
    ("AUTH-142", "https://ehr.example./keys"),
]
# fmt: on


@pytest.fixture(scope="module")
def ehr(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of the service whose keys stand in the trust table: nothing is ever fetched."""
    return trusted(tmp_path_factory.mktemp("trust"))


@pytest.fixture(autouse=True)
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Log lines as they are written."""
    caplog.set_level(logging.DEBUG)
    caplog.handler.setFormatter(logs.JsonLines())
    return caplog


def refused(to: FlaskClient, authorization: str | None, lines: pytest.LogCaptureFixture) -> None:
    """401, with the same words whatever is wrong, and nothing of the token in a log line."""
    start = time.perf_counter()
    answer = call(to, authorization)
    assert time.perf_counter() - start < 1.0
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.get_json() == of_error(Unauthenticated())
    assert answer.headers["Cache-Control"] == "no-store"
    secret = (authorization or "").removeprefix("Bearer ").strip()
    assert not secret or secret not in lines.text
    assert all(json.loads(line) for line in lines.text.splitlines())


@pytest.mark.requirement("SEC-03", "BP-04")
@pytest.mark.parametrize(("case", "made"), HEADERS, ids=[one[0] for one in HEADERS])
def test_what_is_no_token_proves_nothing(ehr: FlaskClient, lines: pytest.LogCaptureFixture, case: str, made: Made) -> None:
    refused(ehr, made(), lines)


@pytest.mark.requirement("JWT-09", "JWT-10", "JWT-11", "BP-04")
@pytest.mark.parametrize(("case", "made"), TOKENS, ids=[one[0] for one in TOKENS])
def test_a_token_of_another_form_or_signature_proves_nothing(
    ehr: FlaskClient, lines: pytest.LogCaptureFixture, case: str, made: Made
) -> None:
    refused(ehr, f"Bearer {made()}", lines)


@pytest.mark.requirement("JWT-06", "BP-02", "BP-04")
@pytest.mark.parametrize(("case", "name", "value"), CLAIMS, ids=[one[0] for one in CLAIMS])
def test_a_signed_token_that_says_something_else_proves_nothing(
    ehr: FlaskClient, lines: pytest.LogCaptureFixture, case: str, name: str, value: Made
) -> None:
    refused(ehr, f"Bearer {token(claims(**{name: value}))}", lines)


@pytest.mark.parametrize(("case", "changes"), RAW, ids=[one[0] for one in RAW])
def test_a_time_that_is_no_number_proves_nothing(
    ehr: FlaskClient, lines: pytest.LogCaptureFixture, case: str, changes: dict[str, str]
) -> None:
    refused(ehr, f"Bearer {token(_raw(changes))}", lines)


@pytest.mark.requirement("JWT-06")
@pytest.mark.parametrize(("case", "jku"), JKUS, ids=[one[0] for one in JKUS])
def test_a_token_cannot_say_where_its_key_is(
    tmp_path: Path, lines: pytest.LogCaptureFixture, case: str, jku: Made
) -> None:
    asked: list[str] = []

    def fetch(address: str) -> Any:
        asked.append(address)
        return keys_of(jwks()), 600

    to = trusted(tmp_path, row(jwks=..., jku=JKU), fetch=fetch)
    refused(to, f"Bearer {token(head=header(jku=jku), by='ec2')}", lines)
    refused(to, f"Bearer {token(head=header(jku=jku))}", lines)
    assert set(asked) <= {JKU}
    assert call(to, f"Bearer {token(head=header(jku=JKU))}").status_code == 200


def test_keys_that_were_exchanged_serve_tokens_that_name_the_registered_jku_and_nothing_is_fetched(
    tmp_path: Path, lines: pytest.LogCaptureFixture
) -> None:
    """As the CDS Hooks sandbox and some EHRs sign: they always name an address, reachable or not."""
    to = trusted(tmp_path, row(jku=JKU))
    assert call(to, f"Bearer {token(head=header(jku=JKU))}").status_code == 200
    assert call(to, f"Bearer {token()}").status_code == 200
    refused(to, f"Bearer {token(head=header(jku=f'{JKU}x'))}", lines)
    without = trusted(tmp_path, row())
    refused(without, f"Bearer {token(head=header(jku=JKU))}", lines)


def test_a_weak_key_and_a_key_of_another_tenant_open_nothing(tmp_path: Path, lines: pytest.LogCaptureFixture) -> None:
    """AUTH-093, AUTH-094: a key that one row trusts is worth nothing in another; RSA-1024 never gets into a table."""
    other = row(iss="https://other.example", jwks={"keys": [jwk("ec2", EC_KID)]}, fhir_bases=[])
    to = trusted(tmp_path, row(), other)
    refused(to, f"Bearer {token(by='ec2')}", lines)
    assert call(to, f"Bearer {token(claims(iss='https://other.example'), by='ec2')}").status_code == 200


def test_a_token_elsewhere_than_in_its_header_is_not_looked_at(ehr: FlaskClient) -> None:
    """AUTH-010, AUTH-011, AUTH-012: another header, a cookie, the query."""
    for more in ({"headers": {"X-Authorization": f"Bearer {token()}"}}, {"headers": {"Cookie": f"token={token()}"}}, {"path": f"{SERVICE}?access_token={token()}"}):
        assert call(ehr, None, **more).status_code == 401  # type: ignore[arg-type]


def test_the_scheme_may_be_written_small(ehr: FlaskClient) -> None:
    """AUTH-016."""
    assert call(ehr, f"bearer {token()}").status_code == 200


@pytest.mark.requirement("JWT-12")
def test_a_token_is_good_for_one_call(ehr: FlaskClient) -> None:
    """AUTH-217, AUTH-219: the second use is refused; the same id of another issuer is another token."""
    once = f"Bearer {token()}"
    assert [call(ehr, once).status_code for _ in range(3)] == [200, 401, 401]


@pytest.mark.requirement("JWT-12")
def test_a_token_whose_call_was_refused_is_used_up(ehr: FlaskClient) -> None:
    """AUTH-220."""
    once = f"Bearer {token()}"
    assert [call(ehr, once, b"not json").status_code, call(ehr, once).status_code] == [400, 401]


def test_unknown_key_ids_ask_the_issuer_at_most_twice_and_good_tokens_go_on(tmp_path: Path) -> None:
    """AUTH-147, AUTH-148: 50 random key ids, then the keys endpoint fails, then a good token."""
    asked: list[str] = []

    def fetch(address: str) -> Any:
        asked.append(address)
        return keys_of(jwks()), 600

    to = trusted(tmp_path, row(jwks=..., jku=JKU), fetch=fetch)
    statuses = {call(to, f"Bearer {token(head=header(kid=f'random-{n}'))}").status_code for n in range(50)}
    assert statuses == {401}
    assert len(asked) <= 2
    assert call(to, f"Bearer {token()}").status_code == 200


# fmt: off
GOOD: list[tuple[str, Made]] = [
    ("CTL-001", token),
    ("CTL-002", lambda: token(head=header("RS384"))),
    ("CTL-004", lambda: token(claims(aud=["https://other.example", AUDIENCE]))),
    ("CTL-005", lambda: token(head=header("RS384", kid=RSA_KID))),
    ("CTL-006", lambda: token(claims(sub="client-1", nbf=int(time.time()) - 300, exp=int(time.time()) + 900))),
    ("CTL-007", lambda: token(claims(iat=int(time.time()) + 45, exp=int(time.time()) + 345))),
    ("a slash at the end of the audience", lambda: token(claims(aud=f"{AUDIENCE}/"))),
    ("two slashes in the audience", lambda: token(claims(aud=AUDIENCE.replace("services/", "services//")))),
]
# fmt: on


@pytest.mark.requirement("JWT-07", "JWT-11")
@pytest.mark.parametrize(("case", "made"), GOOD, ids=[one[0] for one in GOOD])
def test_what_a_real_client_signs_is_accepted(ehr: FlaskClient, case: str, made: Made) -> None:
    answer = call(ehr, f"Bearer {made()}")
    assert answer.status_code == 200, answer.get_json()
    assert answer.get_json()["cards"]


def test_discovery_is_open(ehr: FlaskClient) -> None:
    """CTL-003: it holds nothing of a patient, and a token with it is not looked at."""
    for headers in ({}, {"Authorization": f"Bearer {token(claims(aud=f'{PUBLIC}/cds-services'))}"}):
        assert ehr.get("/cds-services", headers=headers).status_code == 200


def test_a_token_for_the_service_opens_its_explanation_and_one_for_the_explanation_only_that(ehr: FlaskClient) -> None:
    explain = "/explain/bone-health-patient-view"
    own = claims(aud=f"{PUBLIC}{explain}")
    assert call(ehr, f"Bearer {token()}", path=explain).status_code == 200
    assert call(ehr, f"Bearer {token(own)}", path=explain).status_code == 200
    assert call(ehr, f"Bearer {token(own | {'jti': 'second'})}").status_code == 401


def test_keys_that_cannot_be_fetched_any_more_serve_for_an_hour() -> None:
    now, works = [0.0], [True]

    def fetch(_address: str) -> Any:
        if not works[0]:
            raise Unread("unreachable")
        return keys_of(jwks()), 600

    ring = KeyRing(JKU, fetch, lambda: now[0])
    assert ring.get(EC_KID) is not None
    works[0] = False
    for later, known in ((599, True), (601, True), (600 + 3599, True), (600 + 3601, False)):
        now[0] = later
        assert (ring.get(EC_KID) is not None) is known, later


def test_a_new_key_is_found_and_the_old_one_goes_on_while_it_is_published() -> None:
    now, published = [0.0], [jwks()]
    ring = KeyRing(JKU, lambda _address: (keys_of(published[0]), 600), lambda: now[0])
    assert ring.get(EC_KID) is not None
    published[0] = {"keys": [*jwks()["keys"], jwk("ec2", "next")]}
    now[0] = 30
    assert ring.get("next") is None  # asked less than a minute ago
    now[0] = 61
    assert ring.get("next") is not None
    assert ring.get(EC_KID) is not None


@pytest.mark.requirement("FBK-11")
def test_a_token_for_the_service_is_good_for_its_feedback_too(ehr: FlaskClient) -> None:
    """AUTH-222: and one made for the feedback alone opens no cards."""
    path = f"{SERVICE}/feedback"
    body = {"feedback": [{"card": str(uuid4()), "outcome": "overridden", "outcomeTimestamp": "2026-11-01T10:00:00Z"}]}
    own = claims(aud=f"{PUBLIC}{path}")
    assert call(ehr, f"Bearer {token()}", body, path).status_code == 200
    assert call(ehr, f"Bearer {token(own)}", body, path).status_code == 200
    assert call(ehr, f"Bearer {token(own | {'jti': 'other'})}").status_code == 401
