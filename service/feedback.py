"""POST /cds-services/<id>/feedback: what clinicians did with the cards, kept before it is acknowledged."""

from flask import Blueprint, Response, request

from service.auth import Endpoint, authenticate
from service.catalog import find
from service.desk import desk
from service.feedback_rows import rows_of
from service.http_json import answer, body
from service.invoke import PATH as SERVICE
from service.wire_feedback import read_feedback

bp = Blueprint("feedback", __name__)
PATH = "/cds-services/{}/feedback"  # a token for the service opens it too


@bp.post("/cds-services/<service_id>/feedback")
def feedback(service_id: str) -> Response:
    """Keep what was done with cards: all items of the request or none; 200 means that they are on the disk."""
    at = desk()
    service = find(at.catalog, service_id)  # 404
    endpoint = Endpoint(service_id, (PATH.format(service_id), SERVICE.format(service_id)))
    caller = authenticate(at.settings, at.collaborators.gate, request.environ, endpoint)  # 401, 403, 429, 503
    items = read_feedback(body())  # 400, 413, 415
    journal = at.collaborators.journal
    journal.keep(*rows_of(journal.key, items, service.id, caller))  # 503
    return answer({})
