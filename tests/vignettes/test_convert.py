"""The converter: valid FHIR R4 for every vignette and dialect, and each fact as the vignette states it."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class

from tests.chart import TODAY
from tests.vignettes.convert import birth_date, drafts, on_record, request_body
from tests.vignettes.dialects import NAMES, dialect
from tests.vignettes.medications import medication
from tests.vignettes.resources import Chart, relative
from tests.vignettes.stories import Vignette, vignettes


def _resources(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in (*body["prefetch"].values(), body["context"].get("draftOrders")):
        if section is not None:
            yield from [e["resource"] for e in section.get("entry", [])] if "type" in section else [section]


def _body(vignette_id: str, name: str = "us") -> dict[str, Any]:
    return request_body(vignettes()[vignette_id], dialect(name), TODAY)


def _section(body: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in body["prefetch"][key].get("entry", [])]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("vignette", vignettes().values(), ids=lambda v: v.id)
def test_every_resource_is_valid_fhir(vignette: Vignette, name: str) -> None:
    body = request_body(vignette, dialect(name), TODAY)
    resources = list(_resources(body))
    for one in resources:
        get_fhir_model_class(one["resourceType"]).model_validate(one)
    assert len({(one["resourceType"], one["id"]) for one in resources}) == len(resources)


@pytest.mark.parametrize("today", [date(2026, 1, 14), date(2026, 1, 15), date(2028, 2, 29), date(2026, 12, 31)])
def test_the_birth_date_gives_the_age_in_completed_years(today: date) -> None:
    born = birth_date(65, today)
    assert date(born.year + 65, born.month, born.day) <= today < date(born.year + 66, born.month, born.day)


def test_calcium_in_the_united_states_is_in_milligrams_per_decilitre() -> None:
    calcium = [row for row in _section(_body("VG-01"), "observations") if "Calcium" in row["code"]["text"]]
    assert [row["valueQuantity"]["value"] for row in calcium] == [9.42]  # 2.35 mmol/L x 4.008
    assert calcium[0]["valueQuantity"]["unit"] == calcium[0]["valueQuantity"]["code"] == "mg/dL"


@pytest.mark.parametrize(
    ("vignette_id", "doses", "newest", "oldest"),
    [
        ("VG-76", 15, "2026-10-12", "2025-09-15"),  # day -20, then every 28 days back to day -412; started on day -425
        ("VG-101", 26, "2026-10-12", "2021-01-11"),  # day -20, then every 84 days back to day -2120
        ("VG-112", 8, "2023-10-28", "2020-05-02"),  # stopped: day -1100, then every 182 days back to day -2374
    ],
)
def test_doses_given_go_back_from_the_last_to_the_start(vignette_id: str, doses: int, newest: str, oldest: str) -> None:
    days = [row["effectiveDateTime"] for row in _section(_body(vignette_id, "eu"), "medicationAdministrations")]
    assert (len(days), days[0], days[-1]) == (doses, newest, oldest)


def test_statuses_are_those_of_the_facts() -> None:
    in_error = _section(_body("VG-10"), "conditions")[1]
    assert in_error["verificationStatus"]["coding"][0]["code"] == "entered-in-error"
    assert "clinicalStatus" not in in_error
    remission, resolved = _section(_body("VG-12"), "conditions")
    assert remission["clinicalStatus"]["coding"][0]["code"] == "remission"
    assert resolved["clinicalStatus"]["coding"][0]["code"] == "resolved"
    assert _section(_body("VG-61"), "conditions")[-1]["verificationStatus"]["coding"][0]["code"] == "provisional"
    assert _section(_body("VG-54"), "medicationRequests")[0]["status"] == "stopped"
    assert _section(_body("VG-55"), "medicationStatements")[0]["status"] == "intended"
    assert _section(_body("VG-117"), "medicationRequests")[-1]["doNotPerform"] is True
    assert _body("VG-21")["prefetch"]["patient"]["deceasedBoolean"] is True


def test_dose_and_rhythm_of_an_order_are_those_of_the_fact() -> None:
    row = next(r for r in _section(_body("VG-76", "eu"), "medicationRequests") if "Zoledronic" in str(r))
    dosage = row["dosageInstruction"][0]
    assert dosage["doseAndRate"][0]["doseQuantity"]["value"] == 4
    assert dosage["timing"]["repeat"] == {"frequency": 1, "period": 4, "periodUnit": "wk"}


def test_nothing_on_record_is_an_empty_bundle_or_null() -> None:
    healthy = {name: _body("VG-95", name)["prefetch"] for name in NAMES}
    assert all(len(prefetch) == 12 for prefetch in healthy.values())
    assert healthy["us"]["conditions"] == {"resourceType": "Bundle", "type": "searchset", "total": 0}
    assert healthy["cn"]["conditions"] is None
    assert healthy["cn"]["patient"]["id"] == "vg-95-cn"


def test_an_abnormal_scan_is_a_procedure_and_a_report() -> None:
    body = _body("VG-13")
    assert len(_section(body, "procedures")) == len(_section(body, "diagnosticReports")) == 1
    assert _section(body, "diagnosticReports")[0]["conclusionCode"] == [{"text": "Abnormal"}]


@pytest.mark.parametrize("name", NAMES)
def test_fractions_and_site_of_radiotherapy_are_told(name: str) -> None:
    done = next(
        one for one in on_record(vignettes()["VG-65"], dialect(name), TODAY) if one["resourceType"] == "Procedure"
    )
    ordered = drafts(vignettes()["VG-58"], dialect(name), TODAY)[0]
    assert done["bodySite"][0]["text"] == dialect(name).wording("sites", "rib").text
    assert ordered["bodySite"][0]["text"] == dialect(name).wording("sites", "left hip").text
    if name == "us":
        assert done["extension"][0]["extension"][0] == {"url": "fractionsDelivered", "valueUnsignedInt": 1}
        assert ordered["extension"][0]["valuePositiveInt"] == 10
    else:
        assert (
            done["code"]["text"]
            == {"eu": "External beam radiotherapy, single fraction", "cn": "放射治疗, 单次分割"}[name]
        )
        assert ordered["orderDetail"][0]["text"] == {"eu": "10 fractions", "cn": "10次"}[name]


def test_an_order_hook_carries_its_drafts() -> None:
    context = _body("VG-58")["context"]
    assert context["selections"] == ["ServiceRequest/ServiceRequest-draft-1"]
    assert [one["resource"]["status"] for one in context["draftOrders"]["entry"]] == ["draft"]
    assert "selections" not in _body("VG-71")["context"]


@pytest.mark.parametrize("name", NAMES)
def test_a_hip_fracture_in_the_family_can_be_told(name: str) -> None:
    chart = Chart("p", "female", dialect(name), TODAY)
    told = list(relative(chart, {"name": "hip fracture", "relation": "MTH"}, 1))
    get_fhir_model_class("FamilyMemberHistory").model_validate(told[0])
    assert told[0]["condition"][0]["code"]["text"] == dialect(name).wording("family_history", "hip fracture").text


def test_a_fact_no_table_knows_stops_the_conversion() -> None:
    chart = Chart("p", "female", dialect("us"), TODAY)
    fact = {"name": "aspirin", "resource": "MedicationRequest", "status": "active", "intent": "order"}
    with pytest.raises(KeyError, match=r"us.toml: \[medications\] has no row for aspirin"):
        list(medication(chart, {**fact, "start_offset_days": 0}, 1))


def test_the_vignettes_are_those_of_the_guideline_work() -> None:
    shared = os.environ.get("SHARED_FACTS_DIR")
    if not shared:
        pytest.skip("SHARED_FACTS_DIR is not set: the vignettes were not compared with the guideline work")
    rows = json.loads((Path(shared) / "guideline" / "vignettes.json").read_text("utf-8"))["vignettes"]
    assert {row["id"] for row in rows} == set(vignettes())
    for row in rows:
        ours = vignettes()[row["id"]]
        theirs: dict[str, Any] = {k: f for k, f in row["facts"].items() if f or f is False}
        theirs |= {"allergies": [{"name": one} for one in theirs["allergies"]]} if "allergies" in theirs else {}
        assert (ours.story, ours.hook, ours.why, ours.statements, ours.facts) == (
            *(row[k] for k in ("story", "hook", "why", "source_statements")),
            theirs,
        )
        assert (ours.expected_fire, ours.must_not_fire) == (row["expected_fire"], row["must_not_fire"])
