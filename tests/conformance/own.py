"""The self-test run once on this service under the real server, for the tests and for the page."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from service.conformance.asking import Target
from service.conformance.verdicts import Verdict, verdicts
from service.conformance.visit import visit
from tests.calls import demo
from tests.contract.test_server import serving
from tests.repository.files import ROOT

ORIGIN = "https://sandbox.example"
ALLOWING = f"import os; os.environ['BONE_HEALTH_ALLOWED_ORIGINS'] = '{ORIGIN}'"


@cache
def own_verdicts() -> dict[str, Verdict]:
    """The verdict on each requirement; a marked test (enable_socket) must have asked first."""
    with TemporaryDirectory() as folder, serving(Path(folder), ALLOWING) as server:
        seen = visit(Target(server.url, None, ORIGIN), {"patient-view": demo()})
    return {one.requirement.id: one for one in verdicts(seen)}


def fixture_requests() -> list[Path]:
    """Every shipped request."""
    return sorted((ROOT / "fhir_fixtures" / "requests").glob("*.json"))


def body_of(path: Path) -> dict[str, object]:
    read: dict[str, object] = json.loads(path.read_text("utf-8"))
    return read
