"""From the ranked advice to CDS Hooks cards: text in the reader's language, source, suggestions, override reasons.

The order of a card's detail is fixed: why, options, what merged advice adds, what was not found, what could not be
read, evidence, date and limits. Nothing is ever null or empty (CDS Hooks, Null and empty JSON elements).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import uuid4

from cards.engine import Assessment, Interview
from cards.events import Consulted, Event
from cards.orderables import orderable
from cards.ranking import Card
from cards.recommendation import INDICATORS, Advice, Suggestion
from cards.text import _, translator
from service.actions import kept_of, resource_for
from service.card_frame import EXTENSION, LIMITS, Frame, frames, override_reasons, shortened
from service.content_version import content_version
from service.evaluation import Findings
from service.gap_card import gap_card
from service.wording import Translate, by_reason, listing, paragraph, titles

NOT_FOUND = _("Not found in the record: {items}.")
REMOVE = _("Remove this draft order")
INSTEAD = _("Instead of this draft order: {order}")
NOT_READ = _("Could not be read: {items}.")

CardJson = dict[str, Any]


def present(findings: Findings) -> list[CardJson]:
    """The cards to show, most urgent first; what could not be assessed comes last."""
    return [card_json(one, findings) for one in findings.ranking.cards] + gap_card(findings)


def card_json(card: Card, findings: Findings) -> CardJson:
    """One card."""
    caller = findings.caller
    translate, known = translator(caller.language), frames(caller.edition, caller.language)
    lead = known[card.lead.recommendation.name]
    not_read = _not_read(card, findings.interview)
    json: CardJson = {
        "uuid": str(uuid4()),
        "summary": _summary(card.lead, lead, translate),
        "detail": _detail(card, findings, not_read),
        "indicator": min(card.indicator, caller.ceiling, key=INDICATORS.index),
        "source": lead.source,
        "overrideReasons": override_reasons(card.lead.recommendation.override_reasons, caller.language),
        "extension": {EXTENSION: _extension(card, findings, not_read)},
    }
    suggestions = _suggestions(card, findings, translate)
    return json | {"suggestions": suggestions, "selectionBehavior": "any"} if suggestions else json


def _summary(assessment: Assessment, frame: Frame, translate: Translate) -> str:
    said = _advice(assessment).summary
    return shortened(translate(said)) if said else frame.summary


def _advice(assessment: Assessment) -> Advice:
    return assessment.advice or Advice()


def _detail(card: Card, findings: Findings, not_read: list[str]) -> str:
    caller = findings.caller
    translate, known = translator(caller.language), frames(caller.edition, caller.language)
    advice, frame = _advice(card.lead), known[card.lead.recommendation.name]
    parts = [paragraph(advice.because, translate), listing(paragraph([one], translate) for one in advice.options)]
    said = {(one.template, str(one.facts)) for one in (*advice.because, *advice.options)}
    parts += [_merged(one, known[one.recommendation.name], translate, said) for one in card.merged]
    not_found = _not_found([card.lead])  # merged advice says in its own paragraph what it missed
    if not_found:
        parts.append(translate(NOT_FOUND).format(items=titles(not_found, translate)))
    if not_read:
        parts.append(translate(NOT_READ).format(items=by_reason(not_read, translate)))
    parts += [frame.evidence, translate(LIMITS).format(date=findings.today.isoformat())]
    return "\n\n".join([part for part in parts if part])


def _merged(assessment: Assessment, frame: Frame, translate: Translate, said: set[tuple[str, str]]) -> str:
    """What a merged advice adds, without the sentences that the card has `said` already; these are added to it."""
    advice = _advice(assessment)
    new = [one for one in (*advice.because, *advice.options) if (one.template, str(one.facts)) not in said]
    said |= {(one.template, str(one.facts)) for one in new}
    parts = (f"**{_summary(assessment, frame, translate)}.**", paragraph(new, translate), frame.merged_evidence)
    return " ".join([one for one in parts if one])


def _not_found(rows: Sequence[Assessment]) -> list[str]:
    """What some of these looked for in vain and no other found.

    Only what would mean that it is done, and what must be known first: of the many other questions, those whose answer
    matters to the clinician stand in the advice itself. The explanation has them all.
    """
    consulted = [c for a in rows for look in _decisive_looks(a) for c in look]
    found = {c.sought for c in consulted if c.events}
    return list(dict.fromkeys(c.sought for c in consulted if c.sought not in found))


def _decisive_looks(assessment: Assessment) -> Iterator[tuple[Consulted, ...]]:
    one = assessment.recommendation
    for criterion in (*one.satisfied, *one.must_know):
        answer = assessment.answers[criterion]
        if not answer.holds:  # one that holds found what it needed, whatever else it looked for
            yield answer.consulted


def _not_read(card: Card, interview: Interview) -> list[str]:
    """What could not be read: for the advice itself, and for the options that were left out because of it."""
    asked = (c for a in card.all for s in a.recommendation.suggestions for c in s.only_if)
    answers = (interview.answers.get(c) for c in asked)
    withheld = (answer.not_known for answer in answers if answer and answer.holds is None)
    return list(dict.fromkeys([*(one for a in card.all for one in a.not_read), *withheld]))


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
        "notFound": _not_found(card.all),
        "notRead": not_read,
        "contentVersion": content_version(),
    }
    return {key: value for key, value in json.items() if value}


def evidence_json(events: Iterable[Event]) -> list[CardJson]:
    """The facts something rests on, each once, without what is not known about them."""
    rows = {(e.ref, e.meaning): e for e in events if e.ref}.values()
    fields = ({"reference": e.ref, "code": e.code, "meaning": e.meaning, "date": str(e.on or "")} for e in rows)
    return [{key: value for key, value in one.items() if value} for one in fields]
