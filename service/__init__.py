"""CDS Hooks over HTTP for the guideline in cards/. create_app is the only place where its parts meet."""

from datetime import date

from flask import Flask

from cards.override_memory import groups
from service import discovery, explain, feedback, http_headers, http_json, invoke, logs, openapi, ops
from service.actions import templates
from service.card_frame import check_reasons, frames
from service.catalog import Catalog, build_catalog
from service.content_version import content_version
from service.deployment_key import DeploymentKey
from service.desk import NAME, Collaborators, Desk
from service.journal import Journal
from service.settings import Settings, load_settings


def create_app(settings: Settings | None = None, collaborators: Collaborators | None = None) -> Flask:
    """The application. Content and settings are loaded and checked here, so a broken file stops the start."""
    settings = settings or load_settings()
    collaborators = collaborators or Collaborators(date.today, _journal(settings))
    app = Flask(__name__, static_folder=None)
    app.url_map.merge_slashes = False  # an EHR must never be redirected: it would resend without its data
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.extensions[NAME] = Desk(settings, _content(settings), collaborators)
    logs.start(settings.log_level)
    http_json.init_app(app)
    http_headers.init_app(app, settings)
    for module in (discovery, invoke, feedback, explain, ops, openapi):
        app.register_blueprint(module.bp)
    return app


def _journal(settings: Settings) -> Journal:
    """The journal; nothing is opened before it is needed."""
    return Journal(settings.journal_url(), DeploymentKey(settings.key_file()))


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
