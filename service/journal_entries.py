"""What is handed to the journal, as plain data: evaluations with their cards and reminders, and items of feedback."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from service.audit import Event


class Row(NamedTuple):
    """One card issued."""

    uuid: str
    recommendations: str  # ids, comma-separated
    hook: str
    edition: str
    region: str
    language: str
    indicator: str
    content_version: str
    issued_at: datetime
    client: str = ""
    tenant: str = ""
    patient: str = ""  # keyed hashes
    clinician: str = ""
    basis: str = "{}"  # JSON: recommendation -> [fingerprint of its facts, indicator]


class Reminder(NamedTuple):
    """One reminder shown alone: it stays away until that day."""

    patient: str
    clinician: str
    recommendation: str
    until: str
    card: str


class Evaluation(NamedTuple):
    """What one call leaves: its audit record, its cards, and the reminders among them."""

    event: Event
    cards: Sequence[Row] = ()
    reminders: Sequence[Reminder] = ()


class Said(NamedTuple):
    """One item of feedback, as it is kept. `digest` is over its content, so that a repeat finds itself."""

    digest: str
    card: str
    outcome: str
    outcome_at: datetime
    received_at: datetime
    reason: str
    reason_system: str
    commented: bool
    suggestions: str
    service: str
    client: str
    tenant: str
