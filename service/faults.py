"""Every way in which data of the chart can fail to come, in plain words for the clinician: one table."""

from typing import Any, NamedTuple

from service.data_states import DataState, Section

_FAILED, _DENIED, _PARTIAL = DataState.FAILED, DataState.DENIED, DataState.PARTIAL
_NOT_PROVIDED = DataState.NOT_PROVIDED


class Fault(NamedTuple):
    """What the data count as, why in words that complete "results could not be read: ...", and whether it counts
    against the record server (service/breaker.py)."""

    state: DataState
    why: str
    trips: bool = False


# The key is the stable word for logs. Source: the safety concept's table of FHIR faults.
FAULTS: dict[str, Fault] = {
    # not in the request, and no record server to ask
    "not-sent": Fault(_NOT_PROVIDED, "not provided"),
    "not-listed": Fault(_NOT_PROVIDED, "the record server of the request may not be read"),
    "no-token": Fault(_NOT_PROVIDED, "no usable access to the record server came with the request"),
    "other-patient": Fault(_NOT_PROVIDED, "the access that was sent is for another patient"),
    # in the request, or in an answer of the record server
    "reported": Fault(_FAILED, "the record system reported an error"),
    "denied": Fault(_DENIED, "the record system denied access"),
    "not-fhir": Fault(_FAILED, "what was sent is not the data asked for"),
    "more-pages": Fault(_PARTIAL, "only the first page was sent"),
    "fewer": Fault(_PARTIAL, "fewer entries were sent than the record holds"),
    "too-many": Fault(_PARTIAL, "too many entries were sent"),
    "odd-entries": Fault(_PARTIAL, "some entries could not be read"),
    # the record server was not asked
    "out-of-scope": Fault(_DENIED, "the access granted does not include them"),
    "paused": Fault(_FAILED, "the record server failed several times and is not asked for a while"),
    "crowded": Fault(_FAILED, "too many questions to the record server are under way"),
    # it was asked
    "unreachable": Fault(_FAILED, "the record server could not be reached", trips=True),
    "not-proven": Fault(_FAILED, "the record server could not be reached over a secure connection", trips=True),
    "slow": Fault(_FAILED, "the record server took too long", trips=True),
    "broken-off": Fault(_FAILED, "the record server broke off its answer", trips=True),
    "error": Fault(_FAILED, "the record server reported an error", trips=True),
    "access-ended": Fault(_DENIED, "access to the record server has ended"),
    "not-permitted": Fault(_DENIED, "access to them was not permitted"),
    "not-found": Fault(_FAILED, "the record server does not have what was asked for"),
    "busy": Fault(_FAILED, "the record server is busy"),
    "refused": Fault(_FAILED, "the record server refused the question"),
    "redirected": Fault(_FAILED, "the record server pointed to another address"),
    "compressed": Fault(_FAILED, "the record server sent its answer in a form that is not accepted"),
    "too-large": Fault(_FAILED, "the record server's answer is too large"),
    "broken": Fault(_FAILED, "the record server's answer could not be read"),
    "crashed": Fault(_FAILED, "internal error, already reported"),
    # only a part of it came
    "page-elsewhere": Fault(_PARTIAL, "further pages are at an address that may not be read"),
    "page-loop": Fault(_PARTIAL, "the pages of the answer run in a circle"),
    "page-cap": Fault(_PARTIAL, "the answer has too many pages"),
    "ignored": Fault(_PARTIAL, "the record server did not answer for this patient alone"),
}


class Unread(Exception):
    """Data could not be read. `fault` is a row of FAULTS; the exception holds nothing else."""

    def __init__(self, fault: str):
        super().__init__(fault)
        self.fault = fault


def unread(key: str, fault: str, rows: tuple[dict[str, Any], ...] = ()) -> Section:
    """The section of a key that was not read, or of which only `rows` were."""
    return Section(key, FAULTS[fault].state, rows, FAULTS[fault].why)
