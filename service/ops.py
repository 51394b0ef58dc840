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

    It speaks for the process that answers. Evaluations wait in its memory until the journal can be written again.
    """
    journal = desk().collaborators.journal
    reachable = journal.reachable()
    if reachable and not journal.failing:
        return answer({"status": "ready"})
    told = {"status": "degraded", "waiting": journal.waiting}
    feedback = {"feedback": {"status": "ready" if reachable else "degraded"}}
    return answer({"status": "degraded", "journal": told} | feedback)
