"""Items of feedback as rows of the journal: codes and uuids only, never a comment or a text a client could put in."""

import re
from collections.abc import Sequence
from datetime import datetime

from service.audit import FEEDBACK, Event, event
from service.auth import Caller
from service.content_version import content_version
from service.deployment_key import DeploymentKey
from service.journal import now
from service.journal_entries import Said
from service.wire_feedback import HEXADECIMAL, Coding, Item

# What a code and a code system look like. Anything else may be free text: it is kept as "other", or not at all. None
# begins like a formula of a spreadsheet.
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
SYSTEM = re.compile(r"(https?://|urn:)[A-Za-z0-9./:_-]{1,200}", re.ASCII)
OTHER = "other"


def rows_of(key: DeploymentKey, items: Sequence[Item], service_id: str, caller: Caller) -> tuple[list[Said], Event]:
    """The rows of one request and its audit record."""
    moment = now()
    rows = [_row(key, one, service_id, caller, moment) for one in items]
    record = event(
        FEEDBACK,
        moment,
        client=caller.iss,
        tenant=caller.tenant,
        service=service_id,
        cards=",".join(dict.fromkeys(one.card for one in rows)),
        content_version=content_version(),
        detail=f"items={len(rows)}",
    )
    return rows, record


def _row(key: DeploymentKey, item: Item, service_id: str, caller: Caller, moment: datetime) -> Said:
    reason, comment = _reason(item), _comment(item)
    suggestions = sorted({one.id for one in item.acceptedSuggestions or ()})
    at = item.outcomeTimestamp
    said = (item.card, item.outcome, at.isoformat(), reason.code, reason.system, comment, *suggestions)
    return Said(
        digest=key.digest("feedback", caller.iss, caller.tenant, *said),
        card=item.card,
        outcome=item.outcome,
        outcome_at=at,
        received_at=moment,
        reason=reason.code if not reason.code or CODE.fullmatch(reason.code) else OTHER,
        reason_system=reason.system if SYSTEM.fullmatch(reason.system) else "",
        commented=bool(comment),
        suggestions=",".join(one for one in suggestions if HEXADECIMAL.fullmatch(one.lower())),
        service=service_id,
        client=caller.iss,
        tenant=caller.tenant,
    )


def _reason(item: Item) -> Coding:
    given = item.overrideReason.reason if item.overrideReason else None
    return given or Coding.model_construct(code="", system="")


def _comment(item: Item) -> str:
    return (item.overrideReason.userComment if item.overrideReason else None) or ""
