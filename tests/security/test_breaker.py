"""The circuit breaker in its own time: when it opens, whom it lets through, when it closes."""

from service.breaker import Breaker


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def opened() -> tuple[Breaker, Clock]:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(5):
        assert breaker.allows("a")
        breaker.failed("a")
        clock.now += 1
    return breaker, clock


def test_it_opens_after_five_failures_in_twenty_seconds_for_that_line_only() -> None:
    breaker, _clock = opened()
    assert not breaker.allows("a")
    assert breaker.allows("b")


def test_five_failures_in_a_longer_time_do_not_open_it() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(20):
        breaker.failed("a")
        clock.now += 5.1
        assert breaker.allows("a")


def test_after_fifteen_seconds_one_call_at_a_time_is_let_through() -> None:
    breaker, clock = opened()
    clock.now += 13.9
    assert not breaker.allows("a")
    clock.now += 0.2
    assert breaker.allows("a")
    assert not breaker.allows("a")


def test_a_probe_that_succeeds_closes_it() -> None:
    breaker, clock = opened()
    clock.now += 16
    assert breaker.allows("a")
    breaker.succeeded("a")
    assert breaker.allows("a")
    breaker.failed("a")
    assert breaker.allows("a"), "one new failure is not the sixth"


def test_a_probe_that_fails_opens_it_again_for_as_long() -> None:
    breaker, clock = opened()
    clock.now += 16
    assert breaker.allows("a")
    breaker.failed("a")
    clock.now += 14.9
    assert not breaker.allows("a")
    clock.now += 0.2
    assert breaker.allows("a")


def test_a_probe_that_never_comes_back_does_not_close_the_line_for_ever() -> None:
    breaker, clock = opened()
    clock.now += 16
    assert breaker.allows("a")
    clock.now += 15.1
    assert breaker.allows("a")


def test_a_success_while_it_is_open_does_not_close_it() -> None:
    breaker, _clock = opened()
    breaker.succeeded("a")
    assert not breaker.allows("a")


def test_a_server_that_asks_to_be_left_alone_is_for_a_minute_at_most() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    breaker.hold("a", 10)
    assert not breaker.allows("a")
    clock.now += 10.1
    assert breaker.allows("a")
    breaker.hold("a", 3600)
    clock.now += 59.9
    assert not breaker.allows("a")
    clock.now += 0.2
    assert breaker.allows("a")
