"""The first call of a process loads codelists and models; tests that measure time begin after it."""

import pytest

from tests.calls import client, demo, outcome, post


@pytest.fixture(scope="session", autouse=True)
def warm() -> None:
    """One call with cards and one with a gap, as the service of a hospital has answered long before."""
    body = demo()
    assert post(client(), body).status_code == 200
    body["prefetch"]["observations"] = outcome()
    assert post(client(), body).status_code == 200
