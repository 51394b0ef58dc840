"""The command: help that names every option, clear one-line errors, and the same cards as over HTTP."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from service.cli import command
from tests.calls import Json, changed, client, demo, post, service_at, without


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(command, list(arguments), input=text)


def file_of(content: object, folder: Path) -> str:
    path = folder / "file.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return str(path)


def collection(*patients: str) -> Json:
    """A collection Bundle of one or more copies of the shipped patient, with fullUrls and no request."""
    entries = []
    for patient in patients:
        text = json.dumps(demo()["prefetch"]).replace("demo-1", patient)
        for value in json.loads(text).values():
            rows = (
                [one["resource"] for one in value["entry"]] if value and "entry" in value else [value] if value else []
            )
            entries += [{"fullUrl": f"https://ehr.example/{r['resourceType']}/{r['id']}", "resource": r} for r in rows]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def commands(at: click.Command = command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    inner = at.commands.items() if isinstance(at, click.Group) else ()
    return [path, *(found for name, one in inner for found in commands(one, (*path, name)))]


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_every_command_has_help_that_names_its_options(path: tuple[str, ...]) -> None:
    at: click.Command = command
    for name in path:
        assert isinstance(at, click.Group)
        at = at.commands[name]
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert at.help
    for parameter in at.params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[0] in result.stdout
            assert parameter.help


def test_a_request_gives_the_cards_it_gives_over_http(tmp_path: Path) -> None:
    result = run("evaluate", file_of(demo(), tmp_path), "--today", "2026-11-01")
    over_http = post(client(), demo()).get_json()["cards"]
    assert result.exit_code == 0
    assert [one["detail"] for one in json.loads(result.stdout)["cards"]] == [one["detail"] for one in over_http]


def test_a_plain_bundle_gives_the_same_advice_as_the_request(tmp_path: Path) -> None:
    result = run("evaluate", file_of(collection("demo-1"), tmp_path), "--today", "2026-11-01")
    over_http = post(client(), demo()).get_json()["cards"]
    assert [one["detail"] for one in json.loads(result.stdout)["cards"]] == [one["detail"] for one in over_http]


def test_orders_with_the_status_draft_in_a_bundle_are_those_being_written(tmp_path: Path) -> None:
    marker = {"resourceType": "ServiceRequest", "id": "s1", "status": "draft", "intent": "order"}
    marker |= {"subject": {"reference": "Patient/demo-1"}, "code": {"text": "CTx in serum"}}
    bundle = collection("demo-1")
    bundle["entry"].append({"resource": marker})
    file = file_of(bundle, tmp_path)
    signed = json.loads(run("evaluate", file, "--hook", "order-sign", "--today", "2026-11-01").stdout)["cards"]
    [card] = [one for one in signed if one["source"]["topic"]["code"] == "MARKERSNOTROUTINE"]
    assert card["suggestions"][0]["actions"][0]["resourceId"] == "ServiceRequest/s1"
    opened = json.loads(run("evaluate", file, "--today", "2026-11-01").stdout)["cards"]
    assert "MARKERSNOTROUTINE" not in [one["source"]["topic"]["code"] for one in opened]


def test_a_request_of_ordering_gives_the_cards_it_gives_over_http(tmp_path: Path) -> None:
    body = demo("order-sign")
    result = run("evaluate", file_of(body, tmp_path), "--today", "2026-11-01")
    over_http = post(client(), body, service_at("order-sign")).get_json()["cards"]
    assert [one["detail"] for one in json.loads(result.stdout)["cards"]] == [one["detail"] for one in over_http]
    assert "RTSINGLEFRACTION" in [one["source"]["topic"]["code"] for one in over_http]


def test_standard_input_is_read_for_a_dash() -> None:
    result = run("evaluate", "-", "--today", "2026-11-01", text=json.dumps(demo()))
    assert json.loads(result.stdout)["cards"]


def test_references_by_full_url_and_resources_without_id_are_understood(tmp_path: Path) -> None:
    bundle = collection("demo-1")
    urn = "urn:uuid:5f0c6c1e-0000-4000-8000-000000000001"
    for entry in bundle["entry"]:
        resource = entry["resource"]
        if resource["resourceType"] == "Patient":
            entry["fullUrl"] = urn
            del resource["id"]
        else:
            resource["subject"]["reference"] = urn
    result = run("evaluate", file_of(bundle, tmp_path), "--today", "2026-11-01")
    topics = [one["source"]["topic"]["code"] for one in json.loads(result.stdout)["cards"]]
    assert "BMAMETSSTART" in topics
    assert "COULDNOTASSESS" not in topics


def test_a_document_inside_a_bundle_is_opened(tmp_path: Path) -> None:
    outer = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": collection("demo-1")}]}
    assert json.loads(run("evaluate", file_of(outer, tmp_path)).stdout)["cards"]


def test_of_several_patients_one_must_be_chosen(tmp_path: Path) -> None:
    path = file_of(collection("demo-1", "demo-2"), tmp_path)
    result = run("evaluate", path)
    assert result.exit_code == 1
    assert "2 patients" in result.stderr
    assert "--patient" in result.stderr
    assert "demo-1, demo-2" in result.stderr
    chosen = run("evaluate", path, "--patient", "demo-2")
    assert "Patient/demo-2" in chosen.stdout
    assert "Patient/demo-1" not in chosen.stdout
    assert "COULDNOTASSESS" not in chosen.stdout


def test_explain_gives_the_explanation_as_json_when_nobody_watches(tmp_path: Path) -> None:
    answer = json.loads(run("evaluate", file_of(demo(), tmp_path), "--explain").stdout)
    assert {"cards", "assessments", "dataQuality"} <= answer.keys()


def test_explain_gives_a_tree_for_a_terminal(tmp_path: Path) -> None:
    from rich.console import Console  # noqa: PLC0415

    from service.cli_tree import tree  # noqa: PLC0415

    answer = json.loads(run("evaluate", file_of(without("prefetch.allergies"), tmp_path), "--explain").stdout)
    console = Console(width=200, record=True, file=(tmp_path / "out").open("w"))
    console.print(tree(answer))
    console.file.close()
    text = console.export_text()
    for part in ("ADVISED", "NOT_APPLICABLE", "BMA-METS-START", "data quality", "allergies not provided", "?   "):
        assert part in text


WRONG: dict[str, tuple[object, list[str], str]] = {
    # story: content of the file, more options, words of the complaint
    "not JSON": ("hello", [], "the file is not acceptable: not valid JSON"),
    "a list": ([], [], "neither a CDS Hooks request nor a FHIR Bundle"),
    "a lone resource": ({"resourceType": "Observation"}, [], "neither a CDS Hooks request nor a FHIR Bundle"),
    "an empty Bundle": ({"resourceType": "Bundle"}, [], "no Patient"),
    "no such patient": (collection("demo-1"), ["--patient", "x"], "no Patient with the id x"),
    "a patient chosen for a request": (demo(), ["--patient", "demo-1"], "a request names its own patient"),
    "a hook we do not answer": (changed("hook", "encounter-start"), [], "no service for the hook"),
    "a request without context": (without("context"), [], "context"),
    "a request without patient": (without("prefetch.patient"), [], "prefetch.patient"),
    "an edition that does not exist": (demo(), ["--edition", "esmo-1999"], "Error: --edition: there is only"),
    "a region that does not exist": (demo(), ["--region", "XX"], "Error: --region: there is only"),
    "a language that does not exist": (demo(), ["--language", "tlh"], "there is only"),
}


@pytest.mark.parametrize("story", WRONG)
def test_what_the_user_can_put_right_is_one_line_on_standard_error(story: str, tmp_path: Path) -> None:
    content, more, words = WRONG[story]
    result = run("evaluate", file_of(content, tmp_path), *more)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_does_not_exist_is_a_usage_error() -> None:
    result = run("evaluate", "nowhere.json")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["evaluate"], ["evaluate", "-", "--today", "yesterday"], ["serve", "--port", "0"]]
)
def test_wrong_usage_says_so(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_an_unknown_setting_stops_every_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BONE_HEALTH_LANGAUGE", "en")
    result = run("evaluate", file_of(demo(), tmp_path))
    assert result.exit_code == 1
    assert result.stderr == "Error: BONE_HEALTH_LANGAUGE is not a setting of this service\n"


def test_a_wrong_variable_is_named_as_a_variable_whatever_options_are_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BONE_HEALTH_EDITION", "esmo-1999")
    result = run("evaluate", file_of(demo(), tmp_path), "--region", "CN")
    assert result.stderr.startswith("Error: BONE_HEALTH_EDITION: there is only")


def test_unknown_codes_of_cancer_charts_are_counted(tmp_path: Path) -> None:
    first, second = demo(), demo()
    for body in (first, second):
        extra = json.loads(json.dumps(body["prefetch"]["conditions"]["entry"][0]))
        extra["resource"] |= {
            "id": "x",
            "code": {"coding": [{"system": "http://snomed.info/sct", "code": "38341003", "display": "HTN"}]},
        }
        body["prefetch"]["conditions"]["entry"].append(extra)
    (tmp_path / "a.json").write_text(json.dumps(first))
    (tmp_path / "b.json").write_text(json.dumps(second))
    (tmp_path / "broken.json").write_text("{")
    result = run("codes", "unknown", str(tmp_path))
    assert result.exit_code == 0
    assert "2\thttp://snomed.info/sct\t38341003\tHTN\tCondition" in result.stdout.splitlines()
    assert "94222008" not in result.stdout
    assert "broken.json: not valid JSON" in result.stderr
