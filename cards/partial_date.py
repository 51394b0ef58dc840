"""FHIR dates that may know only a year or a month, as the span of days they can mean.

Source: FHIR R4 datatypes `date` and `dateTime` (hl7.org/fhir/R4/datatypes.html#dateTime).
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_TIME = r"T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
_FORM = re.compile(rf"([0-9]{{4}})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01])(?:{_TIME})?)?)?", re.ASCII)


class PartialDate(NamedTuple):
    """A day, month or year in the record; `earliest` equals `latest` when the day is known."""

    earliest: date
    latest: date

    def __str__(self) -> str:
        first, last = self
        if first == last:
            return first.isoformat()
        return first.isoformat()[:7] if first.month == last.month else first.isoformat()[:4]

    def may_be_within(self, days: int, today: date) -> bool:
        """True when some day this date can mean lies in the last `days` days, today included."""
        return self.latest >= today - timedelta(days=days) and self.earliest <= today

    def surely_within(self, days: int, today: date) -> bool:
        """True when every day this date can mean lies in the last `days` days, today included."""
        return self.earliest >= today - timedelta(days=days) and self.latest <= today

    def days_before(self, today: date) -> int:
        """Days from the latest day this date can mean until `today`; negative in the future."""
        return (today - self.latest).days


def exactly(day: date) -> PartialDate:
    """The partial date that means just this day."""
    return PartialDate(day, day)


@lru_cache(maxsize=8192)
def partial_date(text: str) -> PartialDate:
    """Read "2019", "2019-05", "2019-05-04" or a dateTime; ValueError for anything else.

    The calendar day is the one written: a time zone does not move it.
    """
    found = _FORM.fullmatch(text)
    if not found:
        raise ValueError("not a FHIR date")
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if day:
        return exactly(date(year, month, day))
    if month:
        return PartialDate(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return PartialDate(date(year, 1, 1), date(year, 12, 31))
