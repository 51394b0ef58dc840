"""Which advice is held back for one clinician and patient: what was overridden not long ago, and reminders just shown.

It is shown all the same when its facts changed, when it became more urgent, when it is critical, and when memory could
not be read. What is held back stays in the explanation.
"""

from collections.abc import Iterable, Sequence

from cards.engine import ADVISED, Assessment
from cards.ranking import rank
from cards.recommendation import INDICATORS
from cards.text import _
from service.data_states import DataNote
from service.deployment_key import DeploymentKey
from service.evaluation import Findings, HeldBack, room
from service.journal_rows import fingerprint, indicator, reminds_only
from service.settling import OVERRIDDEN, REMINDED, Remembered

CRITICAL = INDICATORS[-1]
NOT_READ = DataNote(
    "memory-not-read", _("What was overridden before could not be read; every advice is shown, also such a one.")
)


def hold_back(findings: Findings, remembered: Sequence[Remembered] | None, key: DeploymentKey) -> Findings:
    """The findings without what is to stay away; the rest is merged, ordered and cut anew."""
    if remembered is None:
        return findings._replace(notes=(*findings.notes, NOT_READ))
    today = findings.today.isoformat()
    current = [one for one in remembered if today < one.until]
    if not current:
        return findings
    held = list(_overridden(findings.assessments, current, key))
    left = _without(findings, held)
    held += _reminded(left, current)
    return _without(findings, held) if held else findings


def _overridden(rows: Iterable[Assessment], current: Sequence[Remembered], key: DeploymentKey) -> Iterable[HeldBack]:
    for one in rows:
        if one.verdict != ADVISED or indicator(one) == CRITICAL:
            continue
        said = [r for r in current if r.kind == OVERRIDDEN and r.recommendation == one.recommendation.id]
        facts = fingerprint(key, one) if said else ""
        same = [r for r in said if r.fingerprint == facts and not _more_urgent(one, r)]
        if same:
            last = max(same, key=lambda r: r.until)
            yield HeldBack(one.recommendation, OVERRIDDEN, last.reason, last.until)


def _reminded(findings: Findings, current: Sequence[Remembered]) -> list[HeldBack]:
    """Reminders that would stand alone and did so not long ago. One that rides on advice is not held back."""
    shown = {r.recommendation: r.until for r in current if r.kind == REMINDED}
    cards = (*findings.ranking.cards, *findings.ranking.cut)
    alone = [one.recommendation for card in cards if reminds_only(card) for one in card.all]
    return [HeldBack(one, REMINDED, "", shown[one.id]) for one in alone if one.id in shown]


def _more_urgent(one: Assessment, before: Remembered) -> bool:
    return INDICATORS.index(indicator(one)) > INDICATORS.index(before.indicator)


def _without(findings: Findings, held: Sequence[HeldBack]) -> Findings:
    if not held:
        return findings
    away = {one.recommendation.id for one in held}
    left = [one for one in findings.assessments if one.recommendation.id not in away]
    unassessed = bool(findings.open or findings.failed)
    return findings._replace(ranking=rank(left, room(unassessed)), held_back=tuple(held))
