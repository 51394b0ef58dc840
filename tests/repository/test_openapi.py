"""The OpenAPI description: every route is in it, it is well formed, and real answers are of the form it tells."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from service import create_app
from service.desk import Collaborators
from service.journal import Journal
from service.openapi import openapi, routes
from service.settings import Settings
from tests.calls import explain_at, service_at
from tests.repository.files import ROOT

EXAMPLES = sorted((ROOT / "fhir_fixtures" / "requests").glob("*.json"))
TODAY = date(2026, 11, 1)  # the day the examples are written for


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(Settings(), Collaborators(lambda: TODAY, Journal("sqlite://")))


@pytest.fixture(scope="module")
def description(app: Flask) -> dict[str, Any]:
    return openapi(app)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def check(description: dict[str, Any], schema: str, value: object) -> None:
    document = {"$ref": f"#/components/schemas/{schema}", "components": description["components"]}
    Draft202012Validator(document).validate(value)


def references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key == "$ref")
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_every_route_is_described(app: Flask, description: dict[str, Any]) -> None:
    described = {(path, method.upper()) for path, row in description["paths"].items() for method in row}
    assert {(path, method) for path, method, _endpoint in routes(app)} == described
    assert len(list(app.url_map.iter_rules())) == len(described)


def test_every_route_says_what_it_does(description: dict[str, Any]) -> None:
    assert [p for p, row in description["paths"].items() for o in row.values() if not o["summary"]] == []


def test_every_schema_is_one_and_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    schemas = description["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    assert {r.removeprefix("#/components/schemas/") for r in references(description)} == set(schemas)


def test_it_is_served(client: FlaskClient, description: dict[str, Any]) -> None:
    assert client.get("/openapi.json").get_json() == description


@pytest.mark.parametrize("path", ["/cds-services", "/healthz", "/readyz", "/openapi.json"])
def test_what_can_be_asked_for_is_of_the_form_described(
    client: FlaskClient, description: dict[str, Any], path: str
) -> None:
    content = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    answered = client.get(path)
    assert answered.status_code == 200
    check(description, content["schema"]["$ref"].rsplit("/", 1)[1], answered.get_json())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_requests_and_their_answers_are_of_the_form_described(
    client: FlaskClient, description: dict[str, Any], path: Any
) -> None:
    body = json.loads(path.read_text("utf-8"))
    check(description, "HookRequest", body)
    cards = client.post(service_at(body["hook"]), json=body)
    explained = client.post(explain_at(body["hook"]), json=body)
    assert (cards.status_code, explained.status_code) == (200, 200)
    check(description, "Cards", cards.get_json())
    check(description, "Explanation", explained.get_json())


def test_an_error_is_of_the_form_described(client: FlaskClient, description: dict[str, Any]) -> None:
    for answered in (
        client.post("/cds-services/bone-health-patient-view", json={}),
        client.post("/cds-services/unknown", json={}),
        client.get("/nowhere"),
    ):
        assert answered.status_code >= 400
        check(description, "OperationOutcome", answered.get_json())


def test_every_answer_has_the_headers_described(client: FlaskClient, description: dict[str, Any]) -> None:
    described = description["paths"]["/cds-services/{service_id}"]["post"]["responses"]
    path = "/cds-services/bone-health-patient-view"
    for answered in (client.post(path, json=json.loads(EXAMPLES[0].read_text("utf-8"))), client.post(path, json={})):
        headers = described[str(answered.status_code)]["headers"]
        assert {name: answered.headers[name] for name in headers} == {n: row["schema"]["const"] for n, row in headers.items()}
    assert {"400", "403", "404", "412", "413", "415", "500"} <= described.keys()
