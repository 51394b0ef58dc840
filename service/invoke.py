"""POST /cds-services/<id>: one call from the request to its cards. Nothing else knows the order of the steps."""

from datetime import date
from logging import DEBUG, WARNING

from flask import Blueprint, Response, request

from cards.engine import Interview
from cards.guidelines import guideline
from cards.ranking import CARD_LIMIT, rank
from cards.regions import region
from service.assessing import assess_each, open_ones
from service.auth import Caller, Endpoint, authenticate, keep_apart
from service.catalog import Service, find
from service.data_states import Chart
from service.desk import Desk, desk
from service.errors import DataUnavailable
from service.evaluation import Findings
from service.gather import gather
from service.http_json import answer, body
from service.journal_rows import rows_of
from service.logs import log
from service.present import present
from service.reader import PatientUnreadable, read
from service.wire import read_call

bp = Blueprint("invoke", __name__)
PATH = "/cds-services/{}"  # below the public address; what a token for a service names as its audience


@bp.post("/cds-services/<service_id>")
def invoke(service_id: str) -> Response:
    """The cards for one patient."""
    service, findings = called(desk(), service_id, thorough=False)
    cards = present(findings)
    desk().collaborators.journal.record(rows_of(cards, service.hook.name, findings.caller))
    log("evaluated", DEBUG, service=service.id, count=len(cards))
    return answer({"cards": cards})


def called(at: Desk, service_id: str, *paths: str, thorough: bool) -> tuple[Service, Findings]:
    """What the present request finds; every way to fail is an error of service.errors.

    `paths` are those a token may name besides the service's own. A thorough call asks also what no longer decides, for
    the explanation; the verdicts are the same.
    """
    service, gate = find(at.catalog, service_id), at.collaborators.gate  # 404
    endpoint = Endpoint(service_id, (PATH.format(service_id), *paths))
    caller = authenticate(at.settings, gate, request.environ, endpoint)  # 401, 403, 429, 503
    call = read_call(body(), service.hook.name)  # 400, 413, 415
    keep_apart(gate, caller, call.fhirServer)  # 403
    chart = gather(service, call, caller, at.collaborators.fhir)  # 412
    return service, judge(service, caller, chart, at.collaborators.today(), thorough=thorough)  # 412


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
    ranking = rank(assessments, CARD_LIMIT - bool(left_open or failed))
    return Findings(caller, chart, reading.notes, interview, assessments, failed, left_open, ranking)
