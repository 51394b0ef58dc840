"""What the routes work with: settings, catalog and the collaborators that tests replace."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from flask import current_app

from service.auth import Gate
from service.catalog import Catalog
from service.fhir_client import FhirClient
from service.journal import Journal
from service.settings import Settings

NAME = "bone_health_cds"


class Collaborators(NamedTuple):
    """What touches the world outside.

    today    the calendar day at the site
    journal  where cards are recorded
    fhir     the client of FHIR servers; None: prefetch only
    gate     who may call; None: anybody on this machine
    """

    today: Callable[[], date]
    journal: Journal
    fhir: FhirClient | None = None
    gate: Gate | None = None


class Desk(NamedTuple):
    """Everything a route needs."""

    settings: Settings
    catalog: Catalog
    collaborators: Collaborators


def desk() -> Desk:
    """The desk of the running application."""
    found: Desk = current_app.extensions[NAME]
    return found
