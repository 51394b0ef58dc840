"""The bare Flask application the service is measured against: parse the body, return fixed cards."""

from flask import Flask, Response, jsonify, request

app = Flask(__name__)
CARDS = {
    "cards": [
        {"uuid": f"00000000-0000-4000-8000-00000000000{i}", "summary": "fixed", "indicator": "info", "source": {"label": "x"}}
        for i in range(3)
    ]
}


@app.post("/cds-services/<service_id>")
def invoke(service_id: str) -> Response:
    request.get_json()
    return jsonify(CARDS)


@app.get("/healthz")
def healthz() -> Response:
    return jsonify({"status": "ok"})
