"""From the ranked advice to CDS Hooks cards: text in the reader's language, source, suggestions, override reasons.

The text is written by card_text.py. Nothing is ever null or empty (CDS Hooks, Null and empty JSON elements).
"""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from cards.events import Event
from cards.orderables import orderable
from cards.ranking import Card
from cards.recommendation import INDICATORS, Suggestion
from cards.text import _, translator
from service.actions import kept_of, resource_for
from service.card_frame import EXTENSION, frames, override_reasons
from service.card_text import detail, not_found_by, not_read_by, summary_of
from service.content_version import content_version
from service.evaluation import Findings
from service.gap_card import gap_card
from service.wording import Translate

REMOVE = _("Remove this draft order")
INSTEAD = _("Instead of this draft order: {order}")

CardJson = dict[str, Any]


def present(findings: Findings) -> list[CardJson]:
    """The cards to show, most urgent first; what could not be assessed comes last."""
    return [card_json(one, findings) for one in findings.ranking.cards] + gap_card(findings)


def card_json(card: Card, findings: Findings) -> CardJson:
    """One card."""
    caller = findings.caller
    translate, known = translator(caller.language), frames(caller.edition, caller.language)
    lead = known[card.lead.recommendation.name]
    not_read = not_read_by(card, findings.interview)
    json: CardJson = {
        "uuid": str(uuid4()),
        "summary": summary_of(card.lead, lead, translate),
        "detail": detail(card, findings, not_read),
        "indicator": min(card.indicator, caller.ceiling, key=INDICATORS.index),
        "source": lead.source,
        "overrideReasons": override_reasons(card.lead.recommendation.override_reasons, caller.language),
        "extension": {EXTENSION: _extension(card, findings, not_read)},
    }
    suggestions = _suggestions(card, findings, translate)
    return json | {"suggestions": suggestions, "selectionBehavior": "any"} if suggestions else json


def _suggestions(card: Card, findings: Findings, translate: Translate) -> list[CardJson]:
    """Each order once, whichever advice of the card proposes it; a draft without an id cannot be pointed to."""
    rows = {(one.order, one.draft): one for a in card.all for one in a.suggestions}
    drafts = {f"{one.get('resourceType')}/{one.get('id')}" for one in findings.chart.drafts.resources}
    offered = (one for one in rows.values() if not one.draft or one.draft in drafts)
    return [_suggestion(one, findings, translate) for one in offered]


def _suggestion(one: Suggestion, findings: Findings, translate: Translate) -> CardJson:
    """One option with one action; EHRs show the action's description, so it can be carried out by hand."""
    uuid = str(uuid4())
    return {"label": translate(one.label), "uuid": uuid, "actions": [_action(one, uuid, findings, translate)]}


def _action(one: Suggestion, uuid: str, findings: Findings, translate: Translate) -> CardJson:
    """Create an order, put it in the place of a draft under the draft's own id, or remove the draft."""
    if not one.order:
        return {"type": "delete", "description": translate(REMOVE), "resourceId": one.draft}
    text, chart = translate(orderable(one.order).text), findings.chart
    resource = resource_for(one.order, uuid, chart.patient_id, findings.today)
    if not one.draft:
        return {"type": "create", "description": text, "resource": resource}
    kept = kept_of(chart.drafts.resources, one.draft, resource["resourceType"])
    return {"type": "update", "description": translate(INSTEAD).format(order=text), "resource": resource | kept}


def _extension(card: Card, findings: Findings, not_read: list[str]) -> CardJson:
    rows = [a.recommendation for a in card.all]
    json: CardJson = {
        "recommendations": [one.id for one in rows],
        "edition": findings.caller.edition,
        "region": findings.caller.region,
        "statements": list(dict.fromkeys(s for one in rows for s in one.statements)),
        "evidence": evidence_json(e for a in card.all for e in a.evidence),
        "notFound": not_found_by(card.all),
        "notRead": not_read,
        "contentVersion": content_version(),
    }
    return {key: value for key, value in json.items() if value}


def evidence_json(events: Iterable[Event]) -> list[CardJson]:
    """The facts something rests on, each once, without what is not known about them."""
    rows = {(e.ref, e.meaning): e for e in events if e.ref}.values()
    fields = ({"reference": e.ref, "code": e.code, "meaning": e.meaning, "date": str(e.on or "")} for e in rows)
    return [{key: value for key, value in one.items() if value} for one in fields]
