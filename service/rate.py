"""How many calls a client may make: fixed windows per verified client, in each worker process on its own."""

import time
from functools import lru_cache

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter


class BadRate(ValueError):
    """Not a rate such as "600/minute"."""


@lru_cache(maxsize=256)
def rate_of(written: str) -> RateLimitItem:
    """The rate; BadRate when it is none."""
    try:
        return parse(written)
    except ValueError:
        raise BadRate('must be a rate such as "600/minute"') from None


class Limiter:
    """Counts the calls of each client."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def wait(self, rate: str, *who: str) -> int:
        """Count one call: 0 when it is within the rate, else the whole seconds until the next window."""
        item = rate_of(rate)
        if self._limiter.hit(item, *who):
            return 0
        return max(1, round(self._limiter.get_window_stats(item, *who).reset_time - time.time()) + 1)
