"""GET /cds-services: what services there are and what data each asks for in advance."""

from typing import Any

from flask import Blueprint, Response

from service.catalog import Service
from service.desk import desk
from service.http_json import answer

bp = Blueprint("discovery", __name__)
SPECIFICATION = "2.0.1"  # CDS Hooks version this service conforms to (discovery field of CDS Hooks 3.0)
USAGE = (
    "FHIR R4. Send every prefetch key: null for a search that found nothing, no key for data that could not be had."
    " Data that is not sent counts as not known, never as absent."
)
USAGE_OF_DRAFTS = (
    " Send every order that is not signed yet in context.draftOrders, each with its id: an order without one can be"
    " spoken of but not replaced or removed. All are looked at, whatever context.selections names."
)


@bp.get("/cds-services")
def discovery() -> Response:
    """The services, in the order of the hook table."""
    return answer({"services": [description(one) for one in desk().catalog.values()]})


def description(service: Service) -> dict[str, Any]:
    """One service as CDS Hooks describes it."""
    return {
        "hook": service.hook.name,
        "title": service.hook.title,
        "description": service.hook.description,
        "id": service.id,
        "prefetch": service.prefetch,
        "usageRequirements": USAGE + (USAGE_OF_DRAFTS if service.hook.drafts else ""),
        "version": SPECIFICATION,
    }
