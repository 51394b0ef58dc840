"""POST /cds-services/<id>: one call from the request to its cards. Nothing else knows the order of the steps."""

from datetime import date
from logging import DEBUG, WARNING

from flask import Blueprint, Response, request

from cards.engine import Interview
from cards.guidelines import guideline
from cards.ranking import rank
from cards.regions import region
from service.assessing import assess_each, open_ones
from service.auth import Caller, Endpoint, authenticate, keep_apart
from service.catalog import Service, find
from service.data_states import Chart
from service.desk import Desk, desk
from service.errors import DataUnavailable
from service.evaluation import Findings, room
from service.gather import gather
from service.http_json import answer, body
from service.journal_rows import evaluation, unanswered, whom
from service.logs import log
from service.memory import hold_back
from service.present import present
from service.reader import PatientUnreadable, read
from service.wire import HookRequest, read_call

bp = Blueprint("invoke", __name__)
PATH = "/cds-services/{}"  # below the public address; what a token for a service names as its audience


@bp.post("/cds-services/<service_id>")
def invoke(service_id: str) -> Response:
    """The cards for one patient."""
    journal = desk().collaborators.journal
    service, call, findings = called(desk(), service_id, thorough=False)
    cards = present(findings)
    journal.record(evaluation(journal.key, service.id, call, findings, cards))  # 503
    log("evaluated", DEBUG, service=service.id, count=len(cards))
    return answer({"cards": cards})


def called(at: Desk, service_id: str, *paths: str, thorough: bool) -> tuple[Service, HookRequest, Findings]:
    """What the present request finds; every way to fail is an error of service.errors.

    `paths` are those a token may name besides the service's own. A thorough call asks also what no longer decides, for
    the explanation; the verdicts are the same, and nothing of it is recorded.
    """
    today, journal, fhir, gate = at.collaborators
    service = find(at.catalog, service_id)  # 404
    endpoint = Endpoint(service_id, (PATH.format(service_id), *paths))
    caller = authenticate(at.settings, gate, request.environ, endpoint)  # 401, 403, 429, 503
    call = read_call(body(), service.hook.name)  # 400, 413, 415
    keep_apart(caller, call.fhirServer)  # 403
    try:
        chart = gather(service, call, caller, fhir)  # 412
        findings = judge(service, caller, chart, today(), thorough=thorough)  # 412
    except DataUnavailable as refusal:
        if not thorough:
            journal.record(unanswered(journal.key, service.id, call, caller, refusal.status))  # 503
        raise
    return service, call, hold_back(findings, journal.remembered(*whom(journal.key, caller, call)), journal.key)


def judge(service: Service, caller: Caller, chart: Chart, today: date, *, thorough: bool = True) -> Findings:
    """Read a chart and assess it; DataUnavailable when the patient in it cannot be read."""
    try:
        reading = read(chart, today, guideline(caller.edition), region(caller.region))
    except PatientUnreadable as unreadable:
        raise DataUnavailable(f"The patient could not be read: {unreadable}.", ["prefetch.patient"]) from None
    if any(note.code == "other-patient" for note in reading.notes):
        log("data of another patient", WARNING, service=service.id)
    interview = Interview(reading.patient, thorough=thorough)
    rows = [one for one in service.recommendations[caller.edition] if one.id not in caller.off]
    assessments, failed = assess_each(rows, interview)
    left_open = open_ones(chart, reading, assessments)
    ranking = rank(assessments, room(bool(left_open or failed)))
    return Findings(caller, chart, reading.notes, interview, assessments, failed, left_open, ranking)
