"""Evaluate one file on the command line: a CDS Hooks request, or a Bundle taken as the whole record."""

import sys
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import click
import orjson

from service import strict_json
from service.auth import Caller
from service.bundle import NoSinglePatient, chart_of, patient_id, resources_of
from service.catalog import Service, build_catalog
from service.data_states import Chart
from service.errors import ServiceError
from service.explain import explanation
from service.gather import gather
from service.hooks import HOOKS
from service.invoke import judge
from service.present import present
from service.settings import Settings
from service.wire import read_call


class Choice(NamedTuple):
    """What the user asked for."""

    hook: str | None
    today: date | None
    patient: str | None
    explain: bool


def evaluate_file(file: Path, settings: Settings, choice: Choice) -> None:
    """Write the answer to standard output; ClickException with one sentence when the file cannot be evaluated."""
    caller = Caller(settings.edition, settings.region, settings.language, settings.indicator_ceiling)
    body = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    try:
        service, chart = _chart(body, choice)
        findings = judge(service, caller, chart, choice.today or date.today())  # noqa: DTZ011  the day where the user is
    except ServiceError as wrong:
        fields = f" ({', '.join(wrong.fields)})" if wrong.fields else ""
        raise click.ClickException(f"{wrong.text.rstrip('.')}{fields}") from None
    except strict_json.NotStrictJson as broken:
        raise click.ClickException(f"the file is not acceptable: {broken}") from None
    except NoSinglePatient as wrong:
        raise click.ClickException(str(wrong)) from None
    if choice.explain and sys.stdout.isatty():
        from service.cli_tree import show  # noqa: PLC0415  only needed in front of a person

        show(explanation(findings))
    else:
        _write(explanation(findings) if choice.explain else {"cards": present(findings)})


def _chart(body: bytes, choice: Choice) -> tuple[Service, Chart]:
    """The service and the chart of the file, by what the file is."""
    content = strict_json.parse(body)
    kind = content.get("resourceType") if type(content) is dict else None
    if kind == "Bundle":
        service = _service(choice.hook or HOOKS[0].name)
        resources = resources_of(content)
        return service, chart_of(service, resources, patient_id(resources, choice.patient))
    if type(content) is not dict or "hook" not in content:
        raise click.ClickException("the file is neither a CDS Hooks request nor a FHIR Bundle")
    if choice.patient:
        raise click.ClickException("--patient is for a Bundle; a request names its own patient")
    service = _service(choice.hook or str(content["hook"]))
    return service, gather(service, read_call(body, service.hook.name))


def _service(hook: str) -> Service:
    for service in build_catalog().values():
        if service.hook.name == hook:
            return service
    raise click.ClickException("there is no service for the hook of this file")


def _write(answer: dict[str, Any]) -> None:
    sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
