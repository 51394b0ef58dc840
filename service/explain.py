"""POST /explain/<id>: the same call, answered with every assessment and what it rests on, beside the cards."""

from typing import Any

from flask import Blueprint, Response

from cards.engine import Answer, Assessment
from cards.recommendation import Recommendation, wording
from cards.text import translator
from service.content_version import content_version
from service.data_states import DataState
from service.desk import desk
from service.evaluation import Findings, HeldBack
from service.http_json import answer
from service.invoke import called
from service.present import card_json, evidence_json, present

bp = Blueprint("explain", __name__)
PATH = "/explain/{}"
GROUPS = ("everybody", "population", "exclusions", "satisfied", "must_know")


@bp.post("/explain/<service_id>")
def explain(service_id: str) -> Response:
    """The explanation of one call. It issues no cards, so nothing is journaled."""
    _service, _call, findings = called(desk(), service_id, PATH.format(service_id), thorough=True)
    return answer(explanation(findings))


def explanation(findings: Findings) -> dict[str, Any]:
    """Cards, cards left out by the limit, advice held back, assessments, problems of the data, and the content used."""
    translate = translator(findings.caller.language)
    return {
        "cards": present(findings),
        "cutCards": [card_json(one, findings) for one in findings.ranking.cut],
        "heldBack": [_held_back(one, translate(one.recommendation.title)) for one in findings.held_back],
        "assessments": [_assessment(one, translate(one.recommendation.title)) for one in findings.assessments]
        + [{"id": one.id, "title": translate(one.title), "verdict": "FAILED"} for one in findings.failed],
        "dataQuality": _data_quality(findings),
        "edition": findings.caller.edition,
        "region": findings.caller.region,
        "today": findings.today.isoformat(),
        "contentVersion": content_version(),
    } | ({"switchedOff": sorted(findings.caller.off)} if findings.caller.off else {})


def _held_back(one: HeldBack, title: str) -> dict[str, str]:
    json = {"id": one.recommendation.id, "title": title, "why": one.why, "reason": one.reason, "until": one.until}
    return {key: value for key, value in json.items() if value}


def _assessment(one: Assessment, title: str) -> dict[str, Any]:
    json = {
        "id": one.recommendation.id,
        "title": title,
        "verdict": one.verdict,
        "criteria": _criteria(one),
        "evidence": evidence_json(one.evidence),
        "notFound": one.not_found,
        "notRead": one.not_read,
    }
    return {key: value for key, value in json.items() if value}


def _criteria(one: Assessment) -> list[dict[str, str]]:
    """Every answer in the order a reader meets the criteria, in its group."""
    group_of = _groups(one.recommendation)
    return [_criterion(group_of.get(c, "advice"), wording(c), a) for c, a in one.answers.items()]


def _groups(one: Recommendation) -> dict[Any, str]:
    return {criterion: group for group in GROUPS for criterion in getattr(one, group)}


def _criterion(group: str, words: str, said: Answer) -> dict[str, str]:
    if said.holds is None:
        return {"group": group, "wording": words, "answer": "not known", "notKnown": said.not_known}
    return {"group": group, "wording": words, "answer": "yes" if said.holds else "no"}


def _data_quality(findings: Findings) -> list[dict[str, str]]:
    """Sections that were not fully read, then what was met while reading the rest."""
    sections = (s for s in findings.chart.sections.values() if s.state is not DataState.READ)
    rows = [{"code": s.state.replace(" ", "-"), "text": s.why or s.state.value, "key": s.key} for s in sections]
    notes = ({"code": n.code, "text": n.text, "reference": n.reference, "key": n.key} for n in findings.notes)
    return rows + [{key: value for key, value in note.items() if value} for note in notes]
