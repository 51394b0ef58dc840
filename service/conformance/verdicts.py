"""Runs every probe over what was seen, and says of each requirement: pass, fail, advice, or not testable and why."""

from typing import NamedTuple

from service.conformance import probes_calls, probes_cards, probes_envelope, probes_inside, probes_trust
from service.conformance.probing import NotTestable, Probe
from service.conformance.requirements import Requirement, requirements
from service.conformance.visit import Seen

PASS, FAIL, ADVICE, NOT_TESTABLE = "pass", "fail", "advice", "not testable"
SHOWN = 3  # complaints
MODULES = (probes_envelope, probes_calls, probes_cards, probes_inside, probes_trust)
PROBES: dict[str, Probe] = {one: probe for module in MODULES for one, probe in module.PROBES.items()}
NO_PROBE = "not to be seen over HTTP"


class Verdict(NamedTuple):
    """One requirement and what was found: `why` is one line, "" for a pass."""

    requirement: Requirement
    result: str
    why: str


def verdicts(seen: Seen) -> list[Verdict]:
    """A verdict on every requirement that binds a service, or that has a probe."""
    rows = (one for one in requirements().values() if one.binds_a_service or one.id in PROBES)
    return [_verdict(one, seen) for one in rows]


def _verdict(one: Requirement, seen: Seen) -> Verdict:
    if one.id not in PROBES:
        return Verdict(one, NOT_TESTABLE, NO_PROBE)
    try:
        complaints = list(dict.fromkeys(PROBES[one.id](seen)))
    except NotTestable as missing:
        return Verdict(one, NOT_TESTABLE, str(missing))
    if not complaints:
        return Verdict(one, PASS, "")
    more = f" and {len(complaints) - SHOWN} more" if len(complaints) > SHOWN else ""
    return Verdict(one, FAIL if one.must else ADVICE, "; ".join(complaints[:SHOWN]) + more)


def what_it_checks(requirement_id: str) -> str:
    """The first line of the probe's docstring; "" without a probe."""
    probe = PROBES.get(requirement_id)
    return (getattr(probe, "func", probe).__doc__ or "").split("\n")[0] if probe else ""
