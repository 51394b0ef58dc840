"""Every way a request can fail, with its status and its FHIR issue code.

    ServiceError                500  exception
      BadRequest                400  invalid, required or value (body, hook, context)
      Unauthenticated           401  login        (says nothing more, whatever is wrong with the token)
      Forbidden                 403  forbidden
      UnknownService            404  not-found
      DataUnavailable           412  incomplete   (names the prefetch keys)
      UnsupportedMedia          415  not-supported
      TooManyCalls              429  throttled    (with Retry-After)
      NotReady                  503  transient    (with Retry-After)

Statuses the web framework raises itself (404, 405, 413, 500 ...) get their sentence from HTTP_TEXTS. Bodies are FHIR
OperationOutcomes. Texts name fields of the contract, never a value of the request.
"""

from collections.abc import Mapping, Sequence
from typing import Any

RETRY_AFTER = "5"  # seconds: a store that failed is tried again about as often


class ServiceError(Exception):
    """A request that gets no cards: status, FHIR issue code, one plain sentence, and the fields it is about."""

    status = 500
    code = "exception"

    def __init__(self, text: str, fields: Sequence[str] = (), headers: Mapping[str, str] | None = None):
        super().__init__(text)
        self.text, self.fields, self.headers = text, tuple(fields), dict(headers or {})


class BadRequest(ServiceError):
    """The body is not a call of this hook."""

    status, code = 400, "invalid"


class Unauthenticated(ServiceError):
    """There is no token that proves who calls (CDS Hooks, Trusting CDS Clients: no further information)."""

    status, code = 401, "login"

    def __init__(self) -> None:
        super().__init__(HTTP_TEXTS[self.status][1], headers={"WWW-Authenticate": "Bearer"})


class Forbidden(ServiceError):
    """The caller may not use the service."""

    status, code = 403, "forbidden"


class UnknownService(ServiceError):
    """No CDS service has this id."""

    status, code = 404, "not-found"


class DataUnavailable(ServiceError):
    """The data without which nothing can be said could not be had (CDS Hooks, HTTP Status Codes: 412)."""

    status, code = 412, "incomplete"


class UnsupportedMedia(ServiceError):
    """The body is not plain JSON."""

    status, code = 415, "not-supported"


class TooManyCalls(ServiceError):
    """The client calls more often than was agreed."""

    status, code = 429, "throttled"

    def __init__(self, seconds: int):
        super().__init__(HTTP_TEXTS[self.status][1], headers={"Retry-After": str(seconds)})


class NotReady(ServiceError):
    """The call cannot be served now, because what it leaves cannot be kept; it may be sent again."""

    status, code = 503, "transient"

    def __init__(self, text: str, fields: Sequence[str] = ()):
        super().__init__(text, fields, {"Retry-After": RETRY_AFTER})


# status -> (issue code, sentence) for what the framework or the server raises
HTTP_TEXTS: dict[int, tuple[str, str]] = {
    400: ("invalid", "The request is not acceptable."),
    401: ("login", "Authentication is required."),
    403: ("forbidden", "Not permitted."),
    404: ("not-found", "There is nothing at this address."),
    405: ("not-supported", "This method is not available here."),
    408: ("timeout", "The request took too long to arrive."),
    413: ("too-long", "The request body is too large."),
    414: ("too-long", "The address is too long."),
    415: ("not-supported", "The body must be application/json."),
    417: ("not-supported", "What the Expect header asks for is not available here."),
    429: ("throttled", "Too many requests."),
    431: ("too-long", "The request headers are too large."),
    501: ("not-supported", "This transfer coding is not available here."),
    503: ("transient", "The service is not ready."),
}
UNEXPECTED = "An unexpected error occurred."


def outcome(code: str, text: str, fields: Sequence[str] = ()) -> dict[str, Any]:
    """An OperationOutcome with one issue; `fields` are contract names such as context.patientId."""
    issue: dict[str, Any] = {"severity": "error", "code": code, "details": {"text": text}}
    if fields:
        issue["expression"] = list(fields)
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def of_error(error: ServiceError) -> dict[str, Any]:
    """The body for one of the errors above."""
    return outcome(error.code, error.text, error.fields)


def of_status(status: int) -> dict[str, Any]:
    """The body for a status the framework raised."""
    code, text = HTTP_TEXTS.get(status, ("processing", "The request could not be answered."))
    return outcome(code, text)


def of_crash(correlation_id: str) -> dict[str, Any]:
    """The body of the last resort: a fixed sentence and the id under which the log has the rest."""
    body = outcome("exception", UNEXPECTED)
    body["issue"][0]["diagnostics"] = f"Correlation id {correlation_id}"
    return body
