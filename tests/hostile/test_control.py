"""CONTROL: what must simply work. The cases with tokens stand with the token checks."""

import json

from tests.hostile.conftest import Ask
from tests.repository.files import ROOT

OUT_OF_SCOPE = ROOT / "fhir_fixtures" / "requests" / "out-of-scope-healthy.json"
ID = "CTL-008"


def test_a_patient_out_of_scope_gets_an_empty_list(ask: Ask) -> None:
    ask(ID, json.loads(OUT_OF_SCOPE.read_text("utf-8")))
