"""Any file of FHIR data as charts of single patients, evaluated by the same functions as `bone-health-cds evaluate`."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from service import strict_json
from service.auth import Caller
from service.bundle import chart_of, resources_of
from service.catalog import Catalog, Service, build_catalog
from service.data_states import Chart
from service.errors import ServiceError
from service.evaluation import Findings
from service.explain import explanation
from service.gather import gather
from service.invoke import judge
from service.settings import Settings
from service.wire import read_call

HOOK = "patient-view"
NOBODY = "nobody"  # id of the patient of a file that names none
# Dates that say nothing about the patient's present: of the file, of a person's birth, of what lasts beyond today.
NOT_NOW = {"lastUpdated", "birthDate", "expirationDate", "expiry", "end", "due", "dueDate", "timestamp", "date"}
_DAY = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d")
LATEST = date(2027, 1, 1)


class Refused(Exception):
    """The file was not evaluated, for the reason a user is told in one sentence."""


class Case(NamedTuple):
    """One patient of a file, or one call: what the service is asked."""

    service: Service
    chart: Chart
    today: date


@cache
def catalog() -> Catalog:
    return build_catalog()


@cache
def caller() -> Caller:
    """The rules of an installation without settings of its own."""
    chosen = Settings()
    return Caller(chosen.edition, chosen.region, chosen.language, chosen.indicator_ceiling)


def documents(path: Path) -> list[Any]:
    """The JSON values of a file: one, or one a line. Refused when the file is not strict JSON."""
    body = path.read_bytes()
    parts = [line for line in body.splitlines() if line.strip()] if path.suffix == ".ndjson" else [body]
    try:
        return [strict_json.parse(part) for part in parts]
    except strict_json.NotStrictJson as wrong:
        raise Refused(str(wrong)) from None


def cases(path: Path, today: date | None = None) -> Iterator[Case]:
    """Every patient of the file on `today`, else on the newest day the file speaks of. Refused as promised.

    A CDS Hooks request counts twice: as the call it is, and what it carries as a record of its own.
    """
    values = documents(path)
    day = today or newest_day(values)
    hooks = [value for value in values if type(value) is dict and "hook" in value]
    refusal = Refused("the file holds no resource")
    for call in hooks:
        try:
            yield _of_call(call, day)
        except Refused as wrong:
            refusal = wrong
    resources = [one for value in values for one in (_carried(value) if value in hooks else _resources(value))]
    for patient in patients(resources) if resources else ():
        yield Case(_service(HOOK), chart_of(_service(HOOK), _with_patient(resources, patient), patient), day)
    if not resources:
        raise refusal


def the_case(path: Path, today: date) -> Case:
    """The one thing the file asks: the call it is, or the record of its one patient. Refused as promised."""
    (value,) = documents(path)
    if "hook" in value:
        return _of_call(value, today)
    (only,) = cases(path, today)
    return only


def judged(case: Case) -> Findings:
    """What the service finds. Refused with the sentence of the error it promises."""
    try:
        return judge(case.service, caller(), case.chart, case.today)
    except ServiceError as wrong:
        raise Refused(wrong.text) from None


def explained(findings: Findings) -> dict[str, Any]:
    """The explanation as it goes out: it must be JSON."""
    said: dict[str, Any] = json.loads(json.dumps(explanation(findings), allow_nan=False))
    return said


def _of_call(call: dict[str, Any], day: date) -> Case:
    """A CDS Hooks request; Refused when the service would answer it with an error."""
    try:
        service = _service(str(call["hook"]))
        return Case(service, gather(service, read_call(json.dumps(call).encode(), service.hook.name)), day)
    except ServiceError as wrong:
        raise Refused(wrong.text) from None


def _service(hook: str) -> Service:
    for service in catalog().values():
        if service.hook.name == hook:
            return service
    raise Refused(f"there is no service for the hook {hook}")


def _carried(call: dict[str, Any]) -> list[dict[str, Any]]:
    """The resources a call carries under any prefetch key, and its draft orders."""
    prefetch, context = call.get("prefetch"), call.get("context")
    held = [*prefetch.values()] if type(prefetch) is dict else []
    drafts = context.get("draftOrders") if type(context) is dict else None
    return [one for value in (*held, drafts) for one in _resources(value)]


def _resources(value: Any) -> list[dict[str, Any]]:
    """The resources of a Bundle, a list or a single resource."""
    if type(value) is list:
        return [one for part in value for one in _resources(part)]
    if type(value) is not dict or "resourceType" not in value:
        return []
    return resources_of(value) if value["resourceType"] == "Bundle" else [value]


def patients(resources: list[dict[str, Any]]) -> list[str]:
    """The ids of the patients; without any, the one patient the resources point to, else a nobody."""
    ids = {str(one.get("id", "")) for one in resources if one.get("resourceType") == "Patient"}
    if ids:
        return sorted(ids)
    subjects = (one.get(name) for one in resources for name in ("subject", "patient"))
    references = (str(one.get("reference", "")) for one in subjects if type(one) is dict)
    return sorted({ref.partition("Patient/")[2] for ref in references if "Patient/" in ref})[:1] or [NOBODY]


def _with_patient(resources: list[dict[str, Any]], patient: str) -> list[dict[str, Any]]:
    if any(one.get("resourceType") == "Patient" for one in resources):
        return resources
    return [{"resourceType": "Patient", "id": patient}, *resources]


def newest_day(value: Any) -> date:
    """The newest day in the file that can be the day it was written."""
    return max((day for day in _days(value, "") if day < LATEST), default=date(2026, 1, 1))


def _days(value: Any, key: str) -> Iterator[date]:
    if type(value) is dict:
        for name, part in value.items():
            if name not in NOT_NOW:
                yield from _days(part, name)
    elif type(value) is list:
        for part in value:
            yield from _days(part, key)
    elif type(value) is str and _DAY.match(value):
        try:
            yield date.fromisoformat(value[:10])
        except ValueError:
            return
