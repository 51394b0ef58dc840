"""JSON in and out over HTTP: which bodies are taken, and how answers and errors are written."""

from functools import lru_cache
from typing import Any
from uuid import uuid4

import orjson
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from service import errors
from service.logs import log, log_crash

TAKEN = ("application/json", "application/fhir+json")


class JsonResponse(Response):
    """Every answer is JSON."""

    default_mimetype = "application/json"


def answer(payload: Any, status: int = 200) -> Response:
    """`payload` as the body."""
    return JsonResponse(orjson.dumps(payload), status)


def body() -> bytes:
    """The body of the request; UnsupportedMedia unless it is plain JSON in UTF-8. Reading stops at the size limit."""
    environ = request.environ
    if environ.get("HTTP_CONTENT_ENCODING", "identity").lower() not in ("identity", ""):
        raise errors.UnsupportedMedia("A compressed body is not accepted.", ["Content-Encoding"])
    if not is_json(environ.get("CONTENT_TYPE", "")):
        raise errors.UnsupportedMedia("The body must be application/json in UTF-8.", ["Content-Type"])
    return _received()


def _received() -> bytes:
    """What was sent. A chunked body has no length to refuse it by: the framework stops at the limit without a word."""
    source = request.environ["wsgi.input"]
    try:
        data = request.get_data(cache=False)
        more = len(data) == request.max_content_length and "CONTENT_LENGTH" not in request.environ and source.read(1)
    except HTTPException:
        raise
    except Exception:  # noqa: BLE001  the server's reader has errors of its own for chunks that are none
        raise errors.BadRequest("The body did not arrive whole.") from None
    if more:
        raise RequestEntityTooLarge
    return data


@lru_cache(maxsize=32)
def is_json(content_type: str) -> bool:
    """True for the JSON media types without a charset or with UTF-8."""
    kind, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = [one.removeprefix("charset=").strip('"') for one in parameters if one.startswith("charset=")]
    return kind in TAKEN and all(one in ("utf-8", "utf8") for one in charsets)


def init_app(app: Flask) -> None:
    """Answer every failure with an OperationOutcome."""
    app.response_class = JsonResponse
    app.register_error_handler(errors.ServiceError, _refused)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _crash)


def _refused(error: errors.ServiceError) -> Response:
    log("refused", status=error.status, problem=type(error).__name__, fields=list(error.fields))
    response = answer(errors.of_error(error), error.status)
    if error.retry_after:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _http_error(error: HTTPException) -> Response:
    """An error of the framework: its status and Allow header stay, its text and any address in it do not."""
    status = error.code or 500
    response = answer(errors.of_status(status), status)
    if status == 405:  # noqa: PLR2004  Method Not Allowed: the header is part of the status
        response.headers["Allow"] = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
    log("refused", status=status, problem=type(error).__name__)
    return response


def _crash(error: Exception) -> Response:
    correlation = uuid4().hex
    log_crash("unexpected error", error, correlation=correlation)
    return answer(errors.of_crash(correlation), 500)
