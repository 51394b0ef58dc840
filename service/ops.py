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

    It speaks for the process that answers. Evaluations wait in its memory until the journal can be written again.
    """
    journal = desk().collaborators.journal
    gate = desk().collaborators.gate
    reachable, told = journal.reachable(), dict[str, Any]()
    if not reachable or journal.failing:
        told["journal"] = {"status": "degraded", "waiting": journal.waiting}
        told["feedback"] = {"status": "ready" if reachable else "degraded"}
    if gate is not None and gate.trust.table() and gate.trust.failing:  # asking for the table looks at the file
        told["trustTable"] = {"status": "degraded"}  # the one before stays in force
    return answer({"status": "degraded" if told else "ready"} | told)
