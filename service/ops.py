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
    """Ready, or degraded when the journal cannot be written: cards are given all the same, so the status stays 200."""
    journal = desk().collaborators.journal
    if journal.healthy():
        return answer({"status": "ready"})
    return answer({"status": "degraded", "journal": {"failing": journal.failing, "lost": journal.lost}})
