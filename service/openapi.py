"""The OpenAPI 3.1 description of this service, computed from its routes, its request models and its error classes."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from flask import Blueprint, Flask, Response, current_app
from pydantic import BaseModel
from werkzeug.routing import Rule

from service import errors, wire, wire_feedback
from service.answer_schemas import ANSWERS, OUTCOME, SCHEMAS
from service.desk import NAME
from service.errors import ServiceError
from service.http_headers import FIXED
from service.http_json import answer

bp = Blueprint("openapi", __name__)
REFERENCE = "#/components/schemas/{model}"
# What the routes take in: endpoint -> model of the body.
BODIES: Mapping[str, type[BaseModel]] = {
    "invoke.invoke": wire.HookRequest,
    "explain.explain": wire.HookRequest,
    "feedback.feedback": wire_feedback.Feedback,
}
# Which failures a route can answer with. Routes without a body can only break.
WITH_BODY = (
    errors.BadRequest,
    errors.Unauthenticated,
    errors.Forbidden,
    errors.UnknownService,
    errors.UnsupportedMedia,
    errors.TooManyCalls,
    errors.NotReady,
    errors.ServiceError,
)
OF_A_PATIENT = (*WITH_BODY, errors.DataUnavailable)
TOO_LARGE = 413
OK = 200
# Headers of every answer.
HEADERS: dict[str, Any] = {name: {"schema": {"const": value}} for name, value in FIXED.items()}
PARAMETER = {"in": "path", "required": True, "schema": {"type": "string"}}


@bp.get("/openapi.json")
def openapi_json() -> Response:
    """The OpenAPI description of this service."""
    return answer(openapi(current_app))


def openapi(app: Flask) -> dict[str, Any]:
    """The description of every route of the application."""
    public = app.extensions[NAME].settings.public_url
    return {
        "openapi": "3.1.0",
        **({"servers": [{"url": public}]} if public else {}),
        "info": {
            "title": "bone-health-cds",
            "version": version("bone-health-cds"),
            "description": "ESMO bone health in cancer patients over CDS Hooks 2.0.1 and FHIR R4.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": _paths(app),
        "components": {"schemas": dict(sorted((SCHEMAS | _models()).items()))},
    }


def routes(app: Flask) -> list[tuple[str, str, str]]:
    """Every route: path as OpenAPI writes it, method, endpoint; in the order of the paths."""
    rows = [(_path(rule), method, rule.endpoint) for rule in app.url_map.iter_rules() for method in _methods(rule)]
    return sorted(rows)


def summary(app: Flask, endpoint: str) -> str:
    """The first line of the docstring of the function behind a route."""
    return (app.view_functions[endpoint].__doc__ or "").strip().split("\n")[0]


def _path(rule: Rule) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)


def _methods(rule: Rule) -> Iterable[str]:
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def _paths(app: Flask) -> dict[str, dict[str, Any]]:
    paths: dict[str, dict[str, Any]] = {}
    for path, method, endpoint in routes(app):
        paths.setdefault(path, {})[method.lower()] = _operation(app, path, endpoint)
    return paths


def _operation(app: Flask, path: str, endpoint: str) -> dict[str, Any]:
    operation: dict[str, Any] = {"operationId": endpoint, "summary": summary(app, endpoint)}
    names = re.findall(r"{(\w+)}", path)
    if names:
        operation["parameters"] = [PARAMETER | {"name": name} for name in names]
    if endpoint in BODIES:
        operation["requestBody"] = {"required": True, "content": _json(BODIES[endpoint].__name__)}
    answered = {"description": "answered", "headers": HEADERS, "content": _json(ANSWERS[endpoint])}
    operation["responses"] = {str(OK): answered} | _failures(endpoint)
    return operation


def _failures(endpoint: str) -> dict[str, Any]:
    """What can go wrong, by status, each with its OperationOutcome."""
    classes: tuple[type[ServiceError], ...] = (ServiceError,)
    if endpoint in BODIES:
        classes = OF_A_PATIENT if BODIES[endpoint] is wire.HookRequest else WITH_BODY
    texts = {one.status: " ".join((one.__doc__ or "").split()) for one in classes}
    texts[ServiceError.status] = errors.UNEXPECTED
    if endpoint in BODIES:
        texts[TOO_LARGE] = errors.HTTP_TEXTS[TOO_LARGE][1]
    told = {"headers": HEADERS, "content": _json(OUTCOME)}
    return {str(status): {"description": texts[status]} | told for status in sorted(texts)}


def _json(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": REFERENCE.format(model=schema)}}}


@lru_cache
def _models() -> dict[str, Any]:
    """The schemas of the request models and of those inside them."""
    found: dict[str, Any] = {}
    for model in dict.fromkeys(BODIES.values()):
        schema = model.model_json_schema(ref_template=REFERENCE)
        found |= schema.pop("$defs", {})
        found[model.__name__] = schema
    return found
