"""The clinical data are complete and nothing in them is dead: provenance, units, sources, and a user for every row."""

import re

import pytest

from cards.codelists import Codelist, codelists
from cards.guidelines import edition_ids, guideline
from cards.handbook.codelist_pages import drafted_by, used_by
from cards.handbook.edition_pages import parameters
from cards.handbook.reach import reached_by
from cards.orderables import Orderable, orderables
from cards.recommendations import recommendations
from cards.regions import region, region_ids
from tests.repository.files import ROOT, python

LISTS = pytest.mark.parametrize("one", codelists().values(), ids=lambda one: one.name)
SOURCES = (ROOT / "docs" / "explanation" / "sources.md").read_text("utf-8")
# What the reader of FHIR looks up by name, beside the rules.
READER = "\n".join(p.read_text("utf-8") for p in (*python("service"), *sorted(ROOT.glob("service/**/*.toml"))))
# Lists that no rule asks yet -> what they wait for, or what they are good for meanwhile.
WAITING = {
    "antiandrogens": "kept apart from androgen deprivation, which they alone are not",
    "reason_elective": "tells a reason apart from others; jaw surgery is warned about whatever the reason",
    "reason_prevent_recurrence": "tells a reason apart from others; adjuvant use is judged by the disease, not by the reason",
    "atypical_femoral_fracture": "kept apart from fragility fractures",
    "calcium_ionised": "kept apart from total calcium; SAFETY-HYPOCALCAEMIA at order hooks",
    "chronic_kidney_disease": "SAFETY-RENAL at order hooks",
    "dxa_declined": "kept apart from DXA done",
    "estradiol": "the answer to the order that DATA-NEEDED drafts",
    "last_menstrual_period": "the answer to what DATA-NEEDED asks",
    "magnesium": "the answer to the order that MONITOR-LABS drafts",
    "other_antiresorptives": "kept apart from bisphosphonates and denosumab; DUPLICATE-THERAPY at order hooks",
    "palliative_care": "kept apart from hospice care",
    "palliative_intent": "kept apart from curative intent",
    "phosphate": "the answer to the order that MONITOR-LABS drafts",
    "renal_dialysis": "SAFETY-RENAL at order hooks",
    "smoking_unknown": "kept apart from never smoked",
    "tamoxifen_and_serds": "kept apart from aromatase inhibitors; no reason for DXA by themselves",
    "vitamin_d_deficiency": "SAFETY-HYPOCALCAEMIA at order hooks",
}


@LISTS
def test_a_codelist_says_where_it_comes_from(one: Codelist) -> None:
    assert one.title and one.purpose and one.sources and one.reviewed
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", one.version)


@LISTS
def test_a_codelist_holds_something(one: Codelist) -> None:
    assert one.codes or one.patterns or one.includes


def _is_used(one: Codelist) -> bool:
    if used_by()[one.name] or drafted_by(one) or f'"{one.name}"' in READER:
        return True
    return any(_is_used(outer) for outer in codelists().values() if one.name in outer.includes)


@LISTS
def test_a_codelist_is_used_or_waits_for_something(one: Codelist) -> None:
    assert _is_used(one) != (one.name in WAITING), "neither used nor waiting, or both: then take it off the list"


def test_what_waits_exists() -> None:
    assert set(WAITING) <= set(codelists())


@pytest.mark.parametrize("order", orderables().values(), ids=lambda order: order.id)
def test_the_codes_of_an_order_are_in_a_codelist(order: Orderable) -> None:
    """So that what a card drafts is recognised when it comes back as a record."""
    listed = [code for one in codelists().values() for code in one.codes]
    exact = {(row.system, row.code) for row in listed}
    stems = {(row.system, row.stem) for row in listed if row.code.endswith("*")}
    for system, code, _display in order.codes:
        assert (system, code) in exact or any(s == system and code.startswith(stem) for s, stem in stems), code


@pytest.mark.parametrize("order", orderables().values(), ids=lambda order: order.id)
def test_an_order_says_what_a_patient_would_get(order: Orderable) -> None:
    assert order.resource in {"MedicationRequest", "ServiceRequest", "Task"}
    assert order.text
    if order.dose is not None:
        assert order.route and (order.once or order.interval_days), "a dose needs its route and its rhythm"


@pytest.mark.parametrize("edition", edition_ids())
def test_every_number_has_unit_and_source(edition: str) -> None:
    numbers = parameters(edition)
    assert [n for n, row in numbers.items() if not row.source.strip()] == []
    unitless = {"cockcroft_gault.divisor", "cockcroft_gault.female"}  # factors of a formula
    assert {n for n, row in numbers.items() if not row.unit.strip()} <= unitless


@pytest.mark.parametrize("edition", edition_ids())
def test_every_number_is_used(edition: str) -> None:
    numbers = {n for r in recommendations() for n in reached_by(r).of_numbers(parameters(edition))}
    assert set(parameters(edition)) - numbers == set()


@pytest.mark.parametrize("edition", edition_ids())
def test_every_dose_table_is_used(edition: str) -> None:
    named = {s for r in recommendations() for s in reached_by(r).strings}
    assert set(guideline(edition).tables) <= named


def test_the_editions_have_the_same_numbers_and_tables() -> None:
    """A rule may ask any of them in any edition."""
    names = {frozenset(parameters(e)) for e in edition_ids()}
    assert len(names) == 1
    assert len({frozenset(guideline(e).tables) for e in edition_ids()}) == 1


@pytest.mark.parametrize("edition", edition_ids())
def test_every_source_number_can_be_looked_up(edition: str) -> None:
    named = {v for row in parameters(edition).values() for v in re.findall(r"\bV\d+\b", row.source)}
    missing = {v for v in named if f"| {v} |" not in SOURCES}
    assert not missing


@pytest.mark.parametrize("name", region_ids())
def test_a_region_speaks_of_codelists_and_gives_reasons(name: str) -> None:
    profile = region(name)
    assert profile.title
    assert set(profile.unavailable) <= set(codelists())
    assert all(profile.unavailable.values())
