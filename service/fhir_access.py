"""Whether, where and with what a call may read from its FHIR server.

Reading needs a base that is listed for the client, and a token that can be used. Without any fhirAuthorization only an
open server on this machine is read, where the settings allow that (docs/decisions/0031-which-servers-are-read.md).
"""

import re
from time import monotonic

from service.auth import Caller
from service.faults import Unread
from service.fhir_address import on_http_loopback, permitted
from service.fhir_client import Access, Allowance, FhirClient
from service.wire import FhirAuthorization, HookRequest

WHOLE_CHART = 4  # times the largest answer: what all answers for one chart may have together
RESERVE = 0.15  # seconds kept for judging and answering after the last reading
TOKEN = re.compile(r"[\x21-\x7e]{1,4096}")  # anything else could become a header of its own


def access_of(call: HookRequest, caller: Caller, client: FhirClient) -> Access:
    """The access of this call; Unread names the row of faults that says why there is none."""
    if not call.fhirServer:
        raise Unread("not-sent")
    base = permitted(call.fhirServer, caller.fhir_bases, http_loopback=client.http_loopback)
    if base is None:
        raise Unread("not-listed")
    given = call.fhirAuthorization
    token, scope = (_token(given, call.context.patientId), given.scope or "") if given else ("", "")
    if given is None and not on_http_loopback(base):
        raise Unread("no-token")
    lifetime = given.expires_in if given and given.expires_in is not None else caller.deadline
    budget = max(min(caller.deadline - RESERVE, lifetime), 0.0)
    allowance = Allowance(WHOLE_CHART * client.longest)
    return Access((caller.iss, caller.tenant), base, token, scope, budget, monotonic() + budget, allowance)


def _token(given: FhirAuthorization, patient_id: str) -> str:
    """The token, when it is a bearer token that has not run out and is for this patient."""
    if given.patient is not None and given.patient.removeprefix("Patient/") != patient_id:
        raise Unread("other-patient")
    token = given.access_token or ""
    bearer = given.token_type is None or given.token_type.lower() == "bearer"
    expired = given.expires_in is not None and given.expires_in <= 0
    if not bearer or expired or not TOKEN.fullmatch(token):
        raise Unread("no-token")
    return token
