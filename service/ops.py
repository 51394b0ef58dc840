"""GET /healthz and /readyz: whether the process lives, and whether everything it relies on works."""

from typing import Any

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
    """Ready, or degraded while the journal cannot be written or the trust table cannot be read anew.

    Cards are given all the same, so the status stays 200.

    It speaks for the process that answers; rows lost since its start are told also after it works again.
    """
    journal = desk().collaborators.journal
    gate = desk().collaborators.gate
    failing = journal.failing or (gate is not None and gate.trust.failing)
    status: dict[str, Any] = {"status": "degraded" if failing else "ready"}
    if gate is not None and gate.trust.failing:
        status["trustTable"] = "changed into one that cannot be used; the one before is in force"
    return answer(status | {"journal": {"lost": journal.lost}} if journal.lost else status)
