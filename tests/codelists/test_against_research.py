"""Dev check against the terminology research, when its folder is at hand (SHARED_FACTS_DIR)."""

import csv
import os
from pathlib import Path

import pytest

from cards.code_systems import code_systems, system_alias
from cards.codelists import codelists

SHARED = os.environ.get("SHARED_FACTS_DIR", "")
pytestmark = pytest.mark.skipif(not SHARED, reason="left out: SHARED_FACTS_DIR names no folder with the research")

# Looked up in the classification itself, and example codes of one source: not part of the research table.
FROM_THE_CLASSIFICATION = {"icd10", "icd10cm", "icd10gm", "local", "tnm"}
# Clinical M1 values: the research saw them without a label; HL7 New Zealand CanShare, Tiro.health and Synthea show it.
LABELLED_LATER = {("snomed", str(number)) for number in (
    1229903009, 1229904003, 1229905002, 1229906001, 1229907005, 1229908000, 1229909008, 1229910003, 1229911004,
    1229912006, 1229913001, 1229914007, 1229915008,
)}  # fmt: skip
ONE_EXAMPLE = {"94381002", "94391008", "94225005", "260413007", "108774000", "1163443"}
# In two families of public data each: CodeX, mCODE and trial matching; MII oncology and DKTK; Synthea and CMS645.
SEEN_IN_DATA = {"1222565005", "448385000", "8-52", "752886"}


def _rows(name: str) -> list[dict[str, str]]:
    with (Path(SHARED) / "terminology" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _shipped() -> dict[tuple[str, str], str]:
    codes = [code for one in codelists().values() for code in one.codes]
    return {(code.system, code.stem): code.confidence for code in codes}


def test_no_unverified_row_ships() -> None:
    rows = _rows("codes.csv")
    sound = {(system_alias(r["system"]), r["code"]) for r in rows if r["confidence"] != "unverified"}
    unsound = {(system_alias(r["system"]), r["code"]) for r in rows if r["confidence"] == "unverified"} - sound
    assert unsound
    assert unsound & set(_shipped()) <= LABELLED_LATER


def test_single_source_rows_stay_marked() -> None:
    best: dict[tuple[str | None, str], set[str]] = {}
    for row in _rows("codes.csv"):
        best.setdefault((system_alias(row["system"]), row["code"]), set()).add(row["confidence"])
    wrong = [
        key for key, how in _shipped().items() if how == "verified" and best.get(key, {"verified"}) == {"single-source"}
    ]
    assert wrong == []


def test_every_shipped_code_was_researched() -> None:
    known = {(system_alias(r["system"]), r["code"]) for r in _rows("codes.csv")}
    known |= {
        ("snomed", r["snomed_code"]) for r in _rows("snomed_expansion_candidates.csv") if r["in_VSAC_2024_25"] == "yes"
    }
    unknown = [
        key
        for key in _shipped()
        if key not in known and key[0] not in FROM_THE_CLASSIFICATION and key[1] not in ONE_EXAMPLE | SEEN_IN_DATA
    ]
    assert unknown == []
    assert set(code_systems()) >= {key[0] for key in _shipped()}
