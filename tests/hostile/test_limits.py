"""Hostile input, group LIMITS: bursts are bounded for each client, and answers to bad tokens are alike."""

import statistics
import time
from pathlib import Path

from service.errors import TooManyCalls
from tests.signing import EC_KID, claims, header, jwk, row, token
from tests.trusted import call, trusted


def test_bad_tokens_in_a_burst_keep_nobody_else_out(tmp_path: Path) -> None:
    """RL-001."""
    to = trusted(tmp_path)
    bad = [f"Bearer {token(by='ec2')}" for _ in range(300)]
    assert {call(to, one).status_code for one in bad} == {401}
    assert call(to, f"Bearer {token()}").status_code == 200


def test_calls_over_the_rate_are_told_when_to_come_again(tmp_path: Path) -> None:
    """RL-002: each client has its own count; another one is not held up."""
    other = row(iss="https://other.example", jwks={"keys": [jwk("ec2", EC_KID)]}, fhir_bases=[])
    to = trusted(tmp_path, row(rate_limit="3/minute"), other)
    answers = [call(to, f"Bearer {token()}") for _ in range(5)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 61
    assert answers[-1].get_json()["issue"][0]["code"] == TooManyCalls.code
    assert call(to, f"Bearer {token(claims(iss='https://other.example'), by='ec2')}").status_code == 200


def test_answers_to_bad_tokens_take_about_as_long_whatever_is_wrong(tmp_path: Path) -> None:
    """RL-005: measured, with a bound that only a fetch or a sleep could break."""
    to = trusted(tmp_path)
    makers = {
        "issuer": lambda: token(claims(iss="https://unknown.example")),
        "key": lambda: token(head=header(kid="unknown")),
        "signature": lambda: token(by="ec2"),
    }
    medians = {}
    for name, make in makers.items():
        seconds = []
        for _ in range(20):
            authorization = f"Bearer {make()}"
            start = time.perf_counter()
            assert call(to, authorization).status_code == 401
            seconds.append(time.perf_counter() - start)
        medians[name] = statistics.median(seconds)
    assert max(medians.values()) - min(medians.values()) < 0.05, medians
