"""The self-test sees what is wrong with a service that is not ours: a deliberately bad one, and its better brother."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from flask import Flask, Response, jsonify, request
from werkzeug.serving import make_server

from service.conformance.asking import Target
from service.conformance.tokens import Signer
from service.conformance.verdicts import ADVICE, FAIL, PASS, verdicts
from service.conformance.visit import visit

pytestmark = pytest.mark.enable_socket
BAD_CARD: dict[str, Any] = {
    "summary": "x" * 200, "detail": "<b>bold</b> https://elsewhere.example/a", "indicator": "urgent", "source": {"label": "", "url": "ftp://x"},
    "overrideReasons": [{"code": "a"}], "links": [{"url": "javascript:alert(1)", "type": "absolute", "appContext": "x"}],
    "suggestions": [{"label": "", "actions": [{"type": "destroy"}, {"type": "delete", "resource": "x"}, {"type": "create", "description": "y"}]}],
    "extension": {"short": None},
}  # fmt: skip
BAD = {
    # the requirements that the bad service breaks, by what is wrong with it
    "JSN-01", "JSN-04", "JSN-05", "DSC-06", "DSC-07", "TOK-01", "TOK-02", "QRY-02", "RSP-01", "CRD-02", "CRD-05", "SRC-01",
    "SUG-01", "ACT-01", "ACT-02", "ACT-03", "OVR-02", "LNK-01", "COD-01", "CRD-08", "JWT-01", "JWT-02", "JWT-05", "JWT-09", "JWT-10",
    "REQ-02", "REQ-03", "REQ-06", "FBK-03",
}  # fmt: skip
ADVISED = {"RSP-04", "CRD-04", "SRC-02", "SRC-04", "LNK-02", "EXT-02", "COR-01", "BP-08", "QRY-01", "ACT-05"}


def bad_service() -> Flask:
    app = Flask("bad")

    @app.get("/cds-services")
    def discovery() -> Response:
        prefetch = {
            "p": "Patient/{context.patientId}",
            "o": "Observation?subject:Patient.name={{Patient.id}}&date=sa2020&date=eb2021",
        }
        return jsonify(services=[{"hook": "patient-view", "id": "a b", "prefetch": prefetch}])

    @app.route("/cds-services/<_id>", methods=["GET", "POST"])
    def call(_id: str) -> Any:
        if request.get_json(silent=True) is None:
            return "<html>oops</html>", 500
        return jsonify(cards=[BAD_CARD, "no card"])

    @app.post("/cds-services/<_id>/feedback")
    def feedback(_id: str) -> Response:
        return jsonify({})

    return app


def plain_service() -> Flask:
    """The least that conforms, without tokens and feedback."""
    app = Flask("plain")
    known = {"hook": "patient-view", "id": "plain", "description": "Says hello."}

    def outcome(status: int) -> tuple[Response, int]:
        return jsonify(resourceType="OperationOutcome", issue=[{"severity": "error", "code": "invalid"}]), status

    @app.get("/cds-services")
    def discovery() -> Response:
        return jsonify(services=[known])

    @app.post("/cds-services/plain")
    def call() -> Any:
        body = request.get_json(silent=True)
        if type(body) is not dict or body.get("hook") != "patient-view" or not body.get("hookInstance"):
            return outcome(400)
        if type(body.get("context")) is not dict or not body["context"].get("patientId"):
            return outcome(400)
        card = {
            "uuid": str(uuid4()),
            "summary": "Hello",
            "indicator": "info",
            "source": {"label": "Plain", "url": "https://plain.example"},
        }
        return jsonify(cards=[card])

    app.register_error_handler(404, lambda _: outcome(404))
    app.register_error_handler(405, lambda _: outcome(405))
    return app


@contextmanager
def running(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def results(app: Flask, signer: Signer | None, origin: str) -> dict[str, str]:
    with running(app) as url:
        return {one.requirement.id: one.result for one in verdicts(visit(Target(url, signer, origin), {}))}


def a_signer() -> Signer:
    key = ec.generate_private_key(ec.SECP384R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return Signer(key, "https://ehr.example", "k1", "ES384")


def test_a_bad_service_fails_where_it_is_bad() -> None:
    found = results(bad_service(), a_signer(), "https://sandbox.example")
    assert {one: found[one] for one in BAD if found[one] != FAIL} == {}
    assert {one: found[one] for one in ADVISED if found[one] not in {FAIL, ADVICE}} == {}


def test_the_least_that_conforms_does_not_fail() -> None:
    found = results(plain_service(), None, "")
    assert [one for one, result in found.items() if result == FAIL] == []
    assert {found[one] for one in ("DSC-01", "RSP-01", "CRD-02", "REQ-02", "REQ-06")} == {PASS}


def test_every_token_that_must_be_refused_is_another() -> None:
    tokens = a_signer().bad_tokens("https://cds.example/cds-services/x")
    assert len(set(tokens.values())) == len(tokens) > 10
