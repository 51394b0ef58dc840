"""The keys of issuers that publish them: fetched from the registered address only, kept while that is out of reach.

A token never says where its key is. An unknown key id asks the registered address again, at most once a minute; a set
that has grown old is asked for behind the calls; and the last good set serves for an hour when asking fails.
"""

import re
import threading
import time
from collections.abc import Callable
from logging import WARNING

from service import strict_json
from service.faults import Unread
from service.jwk import BadKey, Key, keys_of
from service.logs import log
from service.outbound import Ask, exchange

SECONDS = 2.0  # for one fetch
LONGEST = 65_536  # bytes of a key set
FRESH = (60, 3600, 600)  # seconds a set counts as fresh: at least, at most, and when the answer does not say
KEPT = 3600  # seconds a set serves after it has grown old
BETWEEN = 60  # seconds between two fetches for the sake of a key id that is not there
MAX_AGE = re.compile(r"(?:^|,)\s*max-age=(\d{1,9})\s*(?:,|$)", re.IGNORECASE)
Fetch = Callable[[str], tuple[dict[str, Key], int]]


class KeyRing:
    """The keys published at one address, as this process knows them."""

    def __init__(self, address: str, fetch: Fetch, clock: Callable[[], float] = time.monotonic):
        self._address, self._fetch, self._clock = address, fetch, clock
        self._keys: dict[str, Key] = {}
        self._fresh_until = self._good_until = self._asked = float("-inf")
        self._asking = threading.Lock()

    def get(self, kid: str) -> Key | None:
        """The key of that id, or None."""
        now = self._clock()
        if now > self._good_until:
            self._refresh()
        elif now > self._fresh_until and now > self._asked + BETWEEN:
            threading.Thread(target=self._refresh, name="keys", daemon=True).start()
        key = self._keys.get(kid) if self._clock() <= self._good_until else None
        if key is None and self._clock() > self._asked + BETWEEN:
            self._refresh()
            key = self._keys.get(kid)
        return key

    def _refresh(self) -> None:
        """Ask for the set; the last good one stays when that fails. Callers that come meanwhile do not ask as well."""
        with self._asking:
            if self._clock() <= self._asked + BETWEEN:
                return
            self._asked = self._clock()
            try:
                keys, seconds = self._fetch(self._address)
            except (Unread, BadKey, strict_json.NotStrictJson) as problem:
                log("keys not refreshed", WARNING, problem=type(problem).__name__, reason=_reason(problem))
                return
            now = self._clock()
            self._keys, self._fresh_until, self._good_until = keys, now + seconds, now + seconds + KEPT


def _reason(problem: Exception) -> str:
    return problem.fault if isinstance(problem, Unread) else str(problem)


def fetcher(verify: bool | str) -> Fetch:
    """How a key set is fetched: no redirect, no proxy, two seconds, 64 KiB; `verify` as for FHIR servers."""

    def fetch(address: str) -> tuple[dict[str, Key], int]:
        reply = exchange(Ask(address), SECONDS, LONGEST, verify)
        if reply.status != 200:  # noqa: PLR2004  HTTP OK
            raise Unread("reported")
        return keys_of(strict_json.parse(reply.body)), fresh_seconds(reply.cache_control)

    return fetch


def fresh_seconds(cache_control: str) -> int:
    """How long a set may be used without asking again (RFC 9111, max-age), within bounds of our own."""
    least, most, unsaid = FRESH
    found = MAX_AGE.search(cache_control)
    return min(max(int(found[1]), least), most) if found else unsaid
