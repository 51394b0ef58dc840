"""The dialects: every wording is read back as its fact, and every fact of the vignettes has one."""

import pytest

from cards.codelists import match_code, match_text
from cards.units import convert as convert_unit
from tests.vignettes.dialects import NAMES, Wording, dialect, facts
from tests.vignettes.stories import vignettes

MEANINGS = {section: rows for section, rows in facts().items() if section != "uri"}
# In which table of the record a section is read, where it is not the one of the same name.
TABLES = {"answers": "results"}


def _means(wording: Wording, table: str) -> set[str]:
    """What a record makes of the wording: its codes, and words where no code is known or where they may refine one."""
    codes = [match_code(code.as_fhir()["system"], code.code) for code in wording.codes]
    found = [match for match in codes if match]
    words = match_text(wording.text, table, refining=bool(found))
    return set().union(*(match.concepts for match in [*found, words] if match))


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
