"""CDS Hooks over HTTP for the guideline in cards/. create_app is the only place where its parts meet."""

from collections.abc import Callable
from datetime import date

from flask import Flask

from cards.override_memory import groups
from service import discovery, explain, feedback, http_headers, http_json, invoke, logs, openapi, ops, paths
from service.actions import templates
from service.card_frame import check_reasons, frames
from service.catalog import Catalog, build_catalog
from service.content_version import content_version
from service.deployment_key import DeploymentKey
from service.desk import NAME, Collaborators, Desk
from service.fhir_client import FhirClient
from service.gate import open_gate
from service.journal import Journal
from service.settings import Settings, load_settings


def create_app(settings: Settings | None = None, collaborators: Collaborators | None = None) -> Flask:
    """The application. Content and settings are loaded and checked here, so a broken file stops the start."""
    settings = settings or load_settings()
    collaborators = collaborators or _collaborators(settings)
    app = Flask(__name__, static_folder=None)
    app.url_map.merge_slashes = False  # an EHR must never be redirected: it would resend without its data
    app.wsgi_app = paths.tolerant(app.wsgi_app)  # type: ignore[method-assign,assignment]
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.extensions[NAME] = Desk(settings, _content(settings), collaborators)
    logs.start(settings.log_level)
    http_json.init_app(app)
    http_headers.init_app(app, _origins(settings, collaborators))
    for module in (discovery, invoke, feedback, explain, ops, openapi):
        app.register_blueprint(module.bp)
    return app


def _collaborators(settings: Settings) -> Collaborators:
    """The real ones."""
    return Collaborators(
        today=date.today,
        journal=Journal(settings.journal_url(), DeploymentKey(settings.key_file())),  # opened when it is needed
        fhir=FhirClient(settings),
        gate=open_gate(settings),
    )


def _origins(settings: Settings, collaborators: Collaborators) -> Callable[[], frozenset[str]]:
    """The origins whose pages may call at this moment: those of the settings and those of the trust table."""
    always, gate = frozenset(settings.allowed_origins), collaborators.gate
    return lambda: always | gate.trust.table().origins if gate else always


def _content(settings: Settings) -> Catalog:
    """Load and check everything that advice is made of."""
    catalog = build_catalog()
    for service in catalog.values():
        for rows in service.recommendations.values():
            check_reasons(rows)
    templates()
    frames(settings.edition, settings.language)
    content_version()
    groups()
    return catalog
