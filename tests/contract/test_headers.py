"""Headers of every answer, and CORS for exact origins only."""

import pytest

from tests.calls import SERVICE, client, demo, post

ORIGIN = "https://sandbox.example"
ANSWERS = {
    "cards": lambda to, **more: post(to, demo(), **more),
    "bad request": lambda to, **more: post(to, b"{", **more),
    "not found": lambda to, **more: to.get("/nothing", **more),
    "discovery": lambda to, **more: to.get("/cds-services", **more),
    "health": lambda to, **more: to.get("/healthz", **more),
    "preflight": lambda to, **more: to.options(SERVICE, **more),
}
FOREIGN = [
    "https://evil.example",
    "http://sandbox.example",
    "https://sandbox.example.evil.example",
    "https://evil-sandbox.example",
    "https://sandbox.example:8443",
    "null",
    "",
]
answers = pytest.mark.parametrize("story", ANSWERS)


@answers
def test_nothing_is_cached_guessed_or_framed(story: str) -> None:
    headers = ANSWERS[story](client()).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Referrer-Policy"] == "no-referrer"
    assert not [name for name, _ in headers if name.startswith("Access-Control")]


@answers
def test_an_allowed_origin_may_read_every_answer(story: str) -> None:
    headers = ANSWERS[story](client(allowed_origins=(ORIGIN,)), headers={"Origin": ORIGIN}).headers
    assert headers["Access-Control-Allow-Origin"] == ORIGIN
    assert headers["Vary"] == "Origin"
    assert "Access-Control-Allow-Credentials" not in headers


@answers
@pytest.mark.parametrize("origin", FOREIGN)
def test_no_other_origin_may_read_anything(story: str, origin: str) -> None:
    headers = ANSWERS[story](client(allowed_origins=(ORIGIN,)), headers={"Origin": origin}).headers
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("path", ["/cds-services", SERVICE])
def test_a_preflight_of_an_allowed_origin_succeeds(path: str) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    answer = client(allowed_origins=(ORIGIN,)).options(path, headers={"Origin": ORIGIN} | asked)
    assert answer.status_code == 200
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert answer.headers["Access-Control-Allow-Headers"] == "authorization, content-type"


def test_the_host_a_caller_claims_is_never_repeated() -> None:
    answer = client().get("/cds-services", headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    assert "evil" not in answer.get_data(as_text=True) + str(answer.headers)
