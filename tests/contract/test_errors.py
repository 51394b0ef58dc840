"""Every failure is a FHIR OperationOutcome with the status of the error contract, and says nothing of the request."""

import pytest
from fhir.resources.R4B.operationoutcome import OperationOutcome

from service import errors
from tests.calls import SERVICE, client, demo, empties, outcome, post

FAILURES = {
    # story: (method, path, keywords of the call, status, issue code)
    "nothing there": ("GET", "/nothing", {}, 404, "not-found"),
    "root": ("GET", "/", {}, 404, "not-found"),
    "unknown service": ("POST", "/cds-services/other", {"json": {}}, 404, "not-found"),
    "unknown service to explain": ("POST", "/explain/other", {"json": {}}, 404, "not-found"),
    "service in capitals": ("POST", SERVICE.upper(), {"json": {}}, 404, "not-found"),
    "a slash at the end is no redirect": ("POST", f"{SERVICE}/", {"json": {}}, 400, "invalid"),
    "two slashes are no redirect": ("POST", "/cds-services//bone-health-patient-view", {"json": {}}, 400, "invalid"),
    "a slash written in code": ("POST", "/cds-services%2Fbone-health-patient-view", {"json": {}}, 404, "not-found"),
    "path traversal": ("POST", "/cds-services/../../etc/passwd", {"json": {}}, 404, "not-found"),
    "reading a service": ("GET", SERVICE, {}, 405, "not-supported"),
    "putting a service": ("PUT", SERVICE, {"json": {}}, 405, "not-supported"),
    "posting to discovery": ("POST", "/cds-services", {"json": {}}, 405, "not-supported"),
    "a made-up method": ("FOO", SERVICE, {}, 405, "not-supported"),
    "no content type": ("POST", SERVICE, {"data": b"{}"}, 415, "not-supported"),
    "plain text": ("POST", SERVICE, {"data": b"{}", "content_type": "text/plain"}, 415, "not-supported"),
    "XML": ("POST", SERVICE, {"data": b"<a/>", "content_type": "application/xml"}, 415, "not-supported"),
    "a form": ("POST", SERVICE, {"data": {"a": "b"}}, 415, "not-supported"),
    "another charset": (
        "POST", SERVICE, {"data": b"{}", "content_type": "application/json; charset=utf-16"}, 415, "not-supported",
    ),
    "gzip": (
        "POST", SERVICE, {"data": b"{}", "content_type": "application/json", "headers": {"Content-Encoding": "gzip"}}, 415,
        "not-supported",
    ),
    "not JSON": ("POST", SERVICE, {"data": b"{", "content_type": "application/json"}, 400, "invalid"),
    "no patient": ("POST", SERVICE, {"json": demo() | {"prefetch": {"patient": outcome()}}}, 412, "incomplete"),
}  # fmt: skip


@pytest.mark.parametrize("story", FAILURES)
def test_a_failure_is_an_operation_outcome(story: str) -> None:
    method, path, more, status, code = FAILURES[story]
    answer = client().open(path, method=method, **more)
    assert (answer.status_code, answer.content_type) == (status, "application/json")
    body = answer.get_json()
    OperationOutcome.model_validate(body)
    assert [one["code"] for one in body["issue"]] == [code]
    assert empties(body) == []
    assert "Location" not in answer.headers
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(("path", "methods"), [(SERVICE, {"POST"}), ("/cds-services", {"GET", "HEAD"})])
def test_a_wrong_method_is_told_the_right_ones(path: str, methods: set[str]) -> None:
    allow = client().delete(path).headers["Allow"].split(", ")
    assert set(allow) - {"OPTIONS"} == methods


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "application/json; charset=utf-8",
        'application/json;charset="UTF-8"',
        "application/fhir+json",
    ],
)
def test_json_media_types_are_taken(content_type: str) -> None:
    assert post(client(), demo(), content_type=content_type).status_code == 200


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/html", "application/xml", "nonsense"])
def test_the_answer_is_json_whatever_is_accepted(accept: str) -> None:
    answer = post(client(), demo(), headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (200, "application/json")


def test_a_body_of_the_limit_works_and_one_byte_more_does_not() -> None:
    body = b'{"padding": "' + b"x" * 3000 + b'"}'
    assert post(client(max_body_bytes=len(body)), body).status_code == 400
    answer = post(client(max_body_bytes=len(body) - 1), body)
    assert answer.status_code == 413
    assert answer.get_json()["issue"][0]["code"] == "too-long"


def test_the_largest_body_of_the_default_limit_works() -> None:
    small = demo()
    size = 5 * 1024 * 1024 - 1000
    small["extension"] = {"padding": "x" * (size - len(str(small)))}
    assert post(client(), small).status_code == 200


def test_an_unexpected_error_says_only_under_which_id_it_is_logged() -> None:
    app = client().application

    def broken() -> None:
        raise RuntimeError("ZZPHI secret")

    app.add_url_rule("/broken", view_func=broken)
    answer = app.test_client().get("/broken")
    body = answer.get_json()
    OperationOutcome.model_validate(body)
    assert answer.status_code == 500
    assert body["issue"][0]["details"]["text"] == "An unexpected error occurred."
    assert body["issue"][0]["diagnostics"].startswith("Correlation id ")
    assert "ZZPHI" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("status", [*errors.HTTP_TEXTS, 418, 501])
def test_every_status_has_a_valid_body(status: int) -> None:
    body = errors.of_status(status)
    OperationOutcome.model_validate(body)
    assert body["issue"][0]["details"]["text"].endswith(".")


MADE = {errors.Unauthenticated: (), errors.TooManyCalls: (7,)}  # these say one sentence each
HEADERS = {
    errors.Unauthenticated: {"WWW-Authenticate": "Bearer"},
    errors.TooManyCalls: {"Retry-After": "7"},
    errors.NotReady: {"Retry-After": "5"},
}


@pytest.mark.parametrize("kind", errors.ServiceError.__subclasses__(), ids=lambda kind: kind.__name__)
def test_every_kind_of_error_has_a_valid_body_and_the_headers_of_its_status(kind: type[errors.ServiceError]) -> None:
    error = kind(*MADE.get(kind, ("A sentence.", ["context.patientId"])))  # type: ignore[arg-type]
    OperationOutcome.model_validate(errors.of_error(error))
    assert 400 <= kind.status < 600
    assert error.headers == HEADERS.get(kind, {})


def test_the_tree_in_the_module_is_the_tree_of_the_classes() -> None:
    for kind in errors.ServiceError.__subclasses__():
        assert f"{kind.__name__:<26}{kind.status}  {kind.code}" in (errors.__doc__ or "")
