"""The converter: every fact is written as its dialect's systems write it, read back as what it means, and valid FHIR R4."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class

from cards.codelists import match_code, match_text
from cards.units import convert as convert_unit
from tests.chart import TODAY
from tests.vignettes.convert import birth_date, drafts, on_record, request_body
from tests.vignettes.dialects import NAMES, Wording, dialect, facts
from tests.vignettes.medications import medication
from tests.vignettes.resources import Chart, relative
from tests.vignettes.stories import Vignette, vignettes

MEANINGS = {section: rows for section, rows in facts().items() if section != "uri"}
# In which table of the record a section is read, where it is not the one of the same name.
TABLES = {"answers": "results", "reports": "results"}


def _resources(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in (*body["prefetch"].values(), body["context"].get("draftOrders")):
        if section is not None:
            yield from [e["resource"] for e in section.get("entry", [])] if "type" in section else [section]


def _body(vignette_id: str, name: str = "us") -> dict[str, Any]:
    return request_body(vignettes()[vignette_id], dialect(name), TODAY)


def _section(body: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in body["prefetch"][key].get("entry", [])]


def _means(wording: Wording, table: str) -> set[str]:
    """What a record makes of the wording: its codes, and words where no code is known or where they may refine one."""
    codes = [match_code(code.as_fhir()["system"], code.code) for code in wording.codes]
    found = [match for match in codes if match]
    words = match_text(wording.text, table, refining=bool(found))
    return set().union(*(match.concepts for match in [*found, words] if match))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("vignette", vignettes().values(), ids=lambda v: v.id)
def test_every_resource_is_valid_fhir(vignette: Vignette, name: str) -> None:
    body = request_body(vignette, dialect(name), TODAY)
    resources = list(_resources(body))
    for one in resources:
        get_fhir_model_class(one["resourceType"]).model_validate(one)
    assert len({(one["resourceType"], one["id"]) for one in resources}) == len(resources)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("section", "fact"), [(s, fact) for s, rows in MEANINGS.items() for fact in rows])
def test_every_wording_leads_to_the_codelist_of_its_fact(section: str, fact: str, name: str) -> None:
    rows = dialect(name).sections[section]
    if fact not in rows:
        assert section == "medications" and fact.endswith(" mg"), "only products may be missing from a dialect"
        return
    wanted, found = MEANINGS[section][fact], _means(rows[fact], TABLES.get(section, section))
    assert wanted in found if wanted else not found


@pytest.mark.parametrize("name", NAMES)
def test_male_breast_cancer_and_bills_of_doses_lead_to_their_codelists(name: str) -> None:
    male = dialect(name).wording("conditions", "breast cancer (male)", "breast cancer")
    assert "breast_cancer_invasive" in _means(male, "conditions")
    for drug, row in dialect(name).sections.get("administrations", {}).items():
        assert facts()["medications"][drug] in _means(row, "medications")


@pytest.mark.parametrize("name", NAMES)
def test_the_code_itself_is_known_wherever_a_dialect_gives_one(name: str) -> None:
    rows = [(s, f, row) for s, section in dialect(name).sections.items() for f, row in section.items() if s != "sites"]
    strange = [(s, f, c.code) for s, f, row in rows for c in row.codes if not match_code(c.as_fhir()["system"], c.code)]
    assert strange == []


@pytest.mark.parametrize("name", NAMES)
def test_a_number_can_be_read_back_in_the_unit_of_the_fact(name: str) -> None:
    units = {"mmol/L": "mmol/L", "mL/min": "mL/min", "kg/m2": "kg/m2", "{score}": "{score}", "mo": "mo"}
    for vignette in vignettes().values():
        for fact in vignette.all("observations"):
            row = dialect(name).wording("results", fact["name"])
            if row.kind != "quantity":
                continue
            value = round(fact["value"] * row.factor, 6 if row.digits is None else row.digits)
            back = convert_unit(value, row.unit, units[fact["unit"]], "calcium" if "calcium" in fact["name"] else "")
            assert back == pytest.approx(fact["value"], abs=0.002)


def test_the_tables_hold_the_facts_of_the_vignettes_and_no_others() -> None:
    sections = {
        "conditions": "conditions",
        "observations": "results",
        "procedures": "procedures",
        "allergies": "allergies",
    }
    told = {table: {f["name"] for v in vignettes().values() for f in v.all(key)} for key, table in sections.items()}
    orders = [fact for v in vignettes().values() for fact in v.all("orders")]
    drugs = [fact for v in vignettes().values() for fact in v.all("meds")]
    drugs += [fact for fact in orders if fact["type"] == "medication"]
    told["medications"] = {fact["name"] for fact in drugs}
    told["orders"] = {fact["name"] for fact in orders if fact["type"] == "procedure"}
    for table, names in told.items():
        assert names == {fact for fact in MEANINGS[table] if not fact.endswith(" mg")}
        for name in NAMES:
            rows = {f.removesuffix(" (male)") for f in dialect(name).sections[table] if not f.endswith(" mg")}
            assert rows == names


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
    assert [row.get("doNotPerform") for row in _section(_body("VG-117"), "medicationRequests")][-1] is True
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
    assert healthy["cn"]["conditions"] is None and healthy["cn"]["patient"] is not None


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
    told = done["extension"][0]["extension"][0]["valueUnsignedInt"] if name == "us" else done["note"][0]["text"][0]
    assert str(told) == "1"
    told = ordered["extension"][0]["valuePositiveInt"] if name == "us" else ordered["orderDetail"][0]["text"][:2]
    assert str(told) == "10"


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
    shared = os.environ.get("BONE_HEALTH_SHARED")
    if not shared:
        pytest.skip("BONE_HEALTH_SHARED is not set: the vignettes were not compared with the guideline work")
    rows = json.loads((Path(shared) / "guideline" / "vignettes.json").read_text("utf-8"))["vignettes"]
    assert {row["id"] for row in rows} == set(vignettes())
    for row in rows:
        ours = vignettes()[row["id"]]
        theirs = {k: f for k, f in row["facts"].items() if f or f is False}
        theirs |= {"allergies": [{"name": one} for one in theirs["allergies"]]} if "allergies" in theirs else {}
        assert (ours.story, ours.hook, ours.why, ours.statements, ours.facts) == (
            *(row[k] for k in ("story", "hook", "why", "source_statements")),
            theirs,
        )
        assert (ours.expected_fire, ours.must_not_fire) == (row["expected_fire"], row["must_not_fire"])
