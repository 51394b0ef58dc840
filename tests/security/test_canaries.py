"""Nothing of a patient or a token leaves by an error, a log line or the journal: canary values everywhere, then a search."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from service import logs
from tests.calls import EXPLAIN, SERVICE, Json, RememberedJournal, changed, client, demo, outcome, post

CANARY = "ZZPHI"
PATIENT = "zzphi-patient-77"


def with_canaries(value: Any) -> Any:
    """The same JSON with every display, text, name and note replaced by a canary."""
    if isinstance(value, dict):
        return {
            key: f"{CANARY}-{key}" if key in ("display", "text") else with_canaries(one) for key, one in value.items()
        }
    return [with_canaries(one) for one in value] if isinstance(value, list) else value


def marked() -> Json:
    """The shipped request of a patient whose every free text is a canary."""
    text = json.dumps(with_canaries(demo())).replace("demo-1", PATIENT)
    body: Json = json.loads(text)
    body["prefetch"]["patient"] |= {"name": [{"family": f"{CANARY}-name"}], "identifier": [{"value": f"{CANARY}-mrn"}]}
    body["prefetch"]["conditions"]["entry"][0]["resource"]["note"] = [{"text": f"{CANARY}-note"}]
    body["fhirServer"] = f"https://{CANARY.lower()}.example/fhir"
    body["fhirAuthorization"] = {"access_token": "CANARYTOKEN", "token_type": "Bearer", "expires_in": 300}
    return body


FAILING: dict[str, Json | bytes] = {
    "wrong hook": changed("hook", f"{CANARY}-hook", marked()),
    "wrong patient id": changed("context.patientId", f"{CANARY}/id", marked()),
    "user id of another type": changed("context.userId", [f"{CANARY}-user"], marked()),
    "another patient": changed("context.patientId", f"{CANARY}-other", marked()),
    "prefetch a string": changed("prefetch", f"{CANARY}-prefetch", marked()),
    "patient an error": changed("prefetch.patient", outcome() | {"text": f"{CANARY}-error"}, marked()),
    "patient another type": changed("prefetch.patient.resourceType", f"{CANARY}-type", marked()),
    "patient with odd fields": changed("prefetch.patient.birthDate", f"{CANARY}-birth", marked()),
    "token without a server": changed("fhirServer", None, marked()),
    "not JSON": f'{{"{CANARY}": tru'.encode(),
    "duplicate keys": f'{{"{CANARY}": 1, "{CANARY}": 2}}'.encode(),
}


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Log lines as they are written, of every library and level."""
    caplog.set_level(logging.DEBUG)
    caplog.handler.setFormatter(logs.JsonLines())
    return caplog


def clean(text: str) -> bool:
    return not any(mark.lower() in text.lower() for mark in (CANARY, PATIENT, "CANARYTOKEN"))


@pytest.mark.parametrize("path", [SERVICE, EXPLAIN])
@pytest.mark.parametrize("story", FAILING)
def test_an_error_says_nothing_of_the_request(story: str, path: str, lines: pytest.LogCaptureFixture) -> None:
    answer = post(client(log_level="DEBUG"), FAILING[story], path, headers={"X-Request-Id": f"{CANARY}-request"})
    assert answer.status_code in (400, 412) or story == "patient with odd fields"
    assert answer.status_code == 200 or clean(answer.get_data(as_text=True)), answer.get_data(as_text=True)
    assert clean(str(answer.headers))
    assert clean(lines.text)


@pytest.mark.parametrize("address", [f"/{CANARY}", f"/cds-services/{CANARY}", f"/cds-services?{CANARY}=1"])
def test_an_address_is_not_repeated(address: str, lines: pytest.LogCaptureFixture) -> None:
    answer = client(log_level="DEBUG").post(address, json={CANARY: 1})
    assert answer.status_code in (404, 405)
    assert clean(answer.get_data(as_text=True))
    assert clean(lines.text)


def test_cards_hold_no_chart_text_and_the_journal_no_patient(lines: pytest.LogCaptureFixture) -> None:
    journal = RememberedJournal()
    answer = post(client(journal, log_level="DEBUG"), marked())
    cards = answer.get_json()["cards"]
    assert cards
    assert CANARY not in answer.get_data(as_text=True)
    assert "CANARYTOKEN" not in answer.get_data(as_text=True)
    assert clean(str(journal.rows))
    assert "evaluated" in lines.text
    assert clean(lines.text)


def test_an_unexpected_error_logs_its_type_and_place_but_not_its_words(lines: pytest.LogCaptureFixture) -> None:
    app = client(log_level="DEBUG").application

    def broken() -> None:
        raise RuntimeError(f"{CANARY} in a message")

    app.add_url_rule("/broken", view_func=broken)
    body = app.test_client().get("/broken").get_json()
    line = json.loads(lines.text.splitlines()[-1])
    assert line["event"] == "unexpected error"
    assert line["problem"] == "RuntimeError"
    assert line["where"].startswith("test_canaries.py:")
    assert line["correlation"] in body["issue"][0]["diagnostics"]
    assert clean(lines.text)


def test_a_line_of_another_library_loses_its_text(lines: pytest.LogCaptureFixture) -> None:
    logging.getLogger("urllib3").warning("fetched %s", f"{CANARY}-url")
    line = json.loads(lines.text.splitlines()[-1])
    assert line["event"] == "library"
    assert line["where"].startswith("urllib3 test_canaries.py:")
    assert clean(lines.text)


def test_a_field_that_is_not_on_the_list_cannot_be_logged() -> None:
    with pytest.raises(ValueError, match="patient"):
        logs.log("something", patient="x")


def test_a_log_line_is_written_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    class Pieces(io.StringIO):
        def write(self, text: str) -> int:
            written.append(text)
            return len(text)

    monkeypatch.setattr(sys, "stderr", Pieces())
    handler = logs.StandardError()
    handler.setFormatter(logs.JsonLines())
    handler.emit(logging.LogRecord("other", logging.ERROR, "/x/place.py", 7, "text", None, None))
    assert [json.loads(piece)["where"] for piece in written] == ["other place.py:7"]
    assert written[0].endswith("}\n")


def test_a_log_line_is_one_line(lines: pytest.LogCaptureFixture) -> None:
    logs.log("something", logging.ERROR, problem="a\r\nb")
    assert len([one for one in lines.text.splitlines() if "something" in one]) == 1
