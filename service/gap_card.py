"""The one card that says which advice could not be assessed for this patient, and why."""

from typing import Any
from uuid import uuid4

from cards.ranking import KIND_ORDER
from cards.text import _, translator
from service.card_frame import EXTENSION, LIMITS, override_reasons, shortened, source
from service.content_version import content_version
from service.evaluation import Findings
from service.wording import Translate, first_few, listing, reasons

TOPIC = "COULDNOTASSESS"
OVERRIDES = ("not-obtainable", "data-wrong")
TITLE = _("Could not be assessed")
SUMMARY = _("Part of the bone-health advice could not be assessed: data missing or unreadable")
NOT_ASSESSED = _("**May concern this patient, but could not be assessed**")
WHY = _("**Why: not known**")
DATA_PROBLEMS = _("**Problems in the data**")
BROKEN = _("internal error, already reported")
HARMLESS = ("matched-by-text", "no-value", "focus")  # notes about facts that were read as they are
MEANING = _(
    "**What this means:** no advice is given on these points and no drug order is proposed. No card does not mean that"
    " nothing is needed: please check the record itself."
)
SHOWN = 6  # advice named on the card, safety rules first; the extension and the explanation have it all
SHOWN_OF_A_REASON = 4


def needed(findings: Findings) -> bool:
    """True when something that may concern the patient stayed open."""
    return bool(findings.open or findings.failed)


def gap_card(findings: Findings) -> list[dict[str, Any]]:
    """The card, or nothing."""
    if not needed(findings):
        return []
    caller = findings.caller
    translate = translator(caller.language)
    rows = [*(one.recommendation for one in findings.open), *findings.failed]
    not_read = list(dict.fromkeys(gap for one in findings.open for gap in one.not_read))
    extension: dict[str, Any] = {
        "recommendations": [one.id for one in rows],
        "edition": caller.edition,
        "region": caller.region,
        "contentVersion": content_version(),
    }
    card = {
        "uuid": str(uuid4()),
        "summary": shortened(translate(SUMMARY)),
        "detail": _detail(findings, not_read),
        "indicator": _indicator(findings),
        "source": source(findings.edition, TOPIC, translate(TITLE)),
        "overrideReasons": override_reasons(OVERRIDES, caller.language),
        "extension": {EXTENSION: extension | ({"notRead": not_read} if not_read else {})},
    }
    return [card]


def _indicator(findings: Findings) -> str:
    """A warning when a safety rule is among the open ones: it may hide an emergency."""
    rows = [*(one.recommendation for one in findings.open), *findings.failed]
    urgent = any(one.kind == "safety" for one in rows) and findings.caller.ceiling != "info"
    return "warning" if urgent else "info"


def _detail(findings: Findings, not_read: list[str]) -> str:
    translate = translator(findings.caller.language)
    parts = [translate(NOT_ASSESSED), listing(first_few(_advice(findings, translate), SHOWN, translate))]
    if not_read:
        parts += [translate(WHY), listing(reasons(not_read, SHOWN_OF_A_REASON, translate))]
    problems = list(dict.fromkeys(translate(one.text) for one in findings.notes if one.code not in HARMLESS))
    if problems:
        parts += [translate(DATA_PROBLEMS), listing(problems)]
    parts += [translate(MEANING), translate(LIMITS).format(date=findings.today.isoformat())]
    return "\n\n".join(parts)


def _advice(findings: Findings, translate: Translate) -> list[str]:
    """The advice that stays open by title, safety rules first; what broke is named as broken."""
    rows = sorted((one.recommendation for one in findings.open), key=lambda one: KIND_ORDER.index(one.kind))
    broken = [f"{translate(one.title)} ({translate(BROKEN)})" for one in findings.failed]
    return [*broken, *dict.fromkeys(translate(one.title) for one in rows)]
