"""GET /healthz and /readyz: whether the process lives, and whether everything it relies on works."""

from flask import Blueprint, Response

from service.desk import desk
from service.http_json import answer

bp = Blueprint("ops", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Alive; depends on nothing."""
    return answer({"status": "ok"})


@bp.get("/readyz")
def readyz() -> Response:
    """Ready, or degraded while the journal cannot be written: cards are given all the same, so the status stays 200.

    It speaks for the process that answers; rows lost since its start are told also after it works again.
    """
    journal = desk().collaborators.journal
    status = {"status": "degraded" if journal.failing else "ready"}
    return answer(status | {"journal": {"lost": journal.lost}} if journal.lost else status)
