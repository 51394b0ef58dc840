"""The unit table: values worked out by hand, spellings of real records, and what must stay unconverted."""

import tomllib
from pathlib import Path

import pytest

from cards.units import convert, known

ROWS = tomllib.loads((Path(__file__).parents[2] / "cards" / "units.toml").read_text("utf-8"))["conversion"]

# value, written, wanted, analyte, result worked out by hand
CONVERSIONS = [
    (10.02, "mg/dL", "mmol/L", "calcium", 2.5),  # 10.02 / 4.008
    (8.4168, "mg/dL", "mmol/L", "calcium", 2.1),  # 8.4168 / 4.008
    (12.024, "mg/dl", "mmol/L", "calcium", 3.0),
    (5.0, "mEq/L", "mmol/L", "calcium", 2.5),  # two charges per ion
    (2.35, "mmol/L", "mmol/L", "calcium", 2.35),
    (4.008, "mg/dL", "mmol/L", "calcium_ionised", 1.0),
    (4.0, "g/dL", "g/L", "albumin", 40.0),
    (38.0, "g/L", "g/L", "albumin", 38.0),
    (1.0, "mg/dL", "umol/L", "creatinine", 88.42),
    (2.0, "mg/dL", "umol/L", "creatinine", 176.84),
    (88.42, "umol/L", "mg/dL", "creatinine", 1.0),
    (88.42, "µmol/L", "mg/dL", "creatinine", 1.0),  # micro sign
    (88.42, "μmol/L", "mg/dL", "creatinine", 1.0),  # Greek mu
    (0.08842, "mmol/L", "mg/dL", "creatinine", 1.0),
    (0.1, "mmol/L", "umol/L", "creatinine", 100.0),
    (10.0, "mg/L", "mg/dL", "creatinine", 1.0),
    (20.0, "ng/mL", "nmol/L", "vitamin_d_25oh", 49.92),  # 20 * 2.496
    (50.0, "nmol/L", "nmol/L", "vitamin_d_25oh", 50.0),
    (2.4305, "mg/dL", "mmol/L", "magnesium", 1.0),
    (3.0974, "mg/dL", "mmol/L", "phosphate", 1.0),
    (85.0, "mL/min", "mL/min", "", 85.0),
    (1.5, "mL/s", "mL/min", "", 90.0),
    (60.0, "mL/min/1.73m2", "mL/min/{1.73_m2}", "", 60.0),
    (60.0, "mL/min/1.73 m²", "mL/min/{1.73_m2}", "", 60.0),
    (60.0, "mL/min/{1.73_m2}", "mL/min/{1.73_m2}", "egfr", 60.0),
    (60.0, "mL/min", "mL/min/{1.73_m2}", "egfr", 60.0),  # an eGFR code is per 1.73 m2 whatever the unit says
    (70.0, "kg", "kg", "", 70.0),
    (70000.0, "g", "kg", "", 70.0),
    (100.0, "[lb_av]", "kg", "", 45.359237),
    (100.0, "lbs", "kg", "", 45.359237),
    (65.0, "公斤", "kg", "", 65.0),
    (165.0, "cm", "m", "", 1.65),
    (65.0, "[in_i]", "m", "", 1.651),  # 65 * 2.54 cm
    (65.0, "in", "cm", "", 165.1),
    (1.7, "m", "cm", "", 170.0),
    (24.0, "kg/m2", "kg/m2", "", 24.0),
    (24.0, "kg/m²", "kg/m2", "", 24.0),
    (3.0, "mo", "mo", "life_expectancy", 3.0),
    (1.0, "a", "mo", "life_expectancy", 12.0),
    (2.0, "years", "mo", "", 24.0),
    (30.4375, "d", "mo", "", 1.0),
    (8.0, "wk", "mo", "", 56 / 30.4375),
    (3.0, "个月", "mo", "", 3.0),
    (4.0, "g", "mg", "", 4000.0),
    (400.0, "ug", "mg", "", 0.4),
    (400.0, "mcg", "mg", "", 0.4),
    (800.0, "IU", "[iU]", "", 800.0),
    (800.0, "cGy", "Gy", "", 8.0),
    (12.0, "percent", "%", "", 12.0),
]


@pytest.mark.parametrize(("value", "written", "wanted", "analyte", "result"), CONVERSIONS)
def test_conversion(value: float, written: str, wanted: str, analyte: str, result: float) -> None:
    assert convert(value, written, wanted, analyte) == pytest.approx(result, rel=1e-9)


SCORES = ["{score}", "{Score}", "{T-score}", "{T-Score}", "T-score", "T-Score", "1", "", "SD", "score", "(score)", "分"]


@pytest.mark.parametrize("written", [*SCORES, None])
def test_a_score_may_be_written_in_many_ways_or_without_a_unit(written: str | None) -> None:
    assert convert(-2.5, written, "{score}") == -2.5


REFUSED = [
    ("mg/dL", "mmol/L", ""),  # no analyte: no molar mass
    ("mg/dL", "mmol/L", "albumin"),
    ("mL/min", "mL/min/{1.73_m2}", ""),
    ("mL/min/1.73m2", "mL/min", ""),
    ("mL/min/{1.73_m2}", "mL/min", "egfr"),
    ("", "mmol/L", "calcium"),
    (None, "mmol/L", "calcium"),
    (None, "mL/min", ""),
    ("", "kg", ""),
    ("furlong", "kg", ""),
    ("kg", "{score}", ""),
    ("%YAM", "{score}", ""),
    ("umol/L", "g/L", "albumin"),
]


@pytest.mark.parametrize(("written", "wanted", "analyte"), REFUSED)
def test_an_unknown_or_missing_unit_is_never_guessed(written: str | None, wanted: str, analyte: str) -> None:
    assert convert(1.0, written, wanted, analyte) is None


def test_known_spellings() -> None:
    assert known("MG/DL") and known("µmol/l") and known("mL/min/1.73 m2")
    assert not known("furlong") and not known("%YAM")


def test_every_row_names_its_source() -> None:
    assert [row for row in ROWS if not row.get("source")] == []


def test_no_spelling_has_two_factors_for_one_quantity() -> None:
    seen: dict[tuple[str, str, str], float] = {}
    for row in ROWS:
        for spelling in (row["from"], *row.get("also_written", ())):
            key = (row.get("analyte", ""), spelling.lower(), row["to"])
            assert seen.setdefault(key, row["factor"]) == row["factor"], key


def test_an_empty_spelling_is_for_scores_only() -> None:
    assert {row["to"] for row in ROWS if "" in row.get("also_written", ())} == {"{score}"}


def test_there_and_back_again() -> None:
    factors = {(row.get("analyte", ""), row["from"], row["to"]): row["factor"] for row in ROWS}
    pairs = [(f, factors[a, to, frm]) for (a, frm, to), f in factors.items() if (a, to, frm) in factors and frm != to]
    assert pairs
    assert all(one * back == pytest.approx(1.0, rel=1e-9) for one, back in pairs)
