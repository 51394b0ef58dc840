"""Every codelist file: provenance, well-formed codes, check digits, and no code in two lists that exclude each other."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest

from cards.code_systems import code_systems, system_alias
from cards.codelist_files import _codelist, codelists
from cards.codelists import Codelist, match_code

LISTS = sorted(codelists().values(), key=lambda one: one.name)
FOLDER = Path(__file__).parents[2] / "cards" / "codelists"
CONFIDENCE = {"verified", "single-source"}


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name)
def test_every_list_says_what_it_is_and_where_it_comes_from(one: Codelist) -> None:
    assert one.title and one.title == one.title.strip()
    assert one.purpose and len(one.purpose) < 200
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", one.version)
    assert one.sources and all(one.sources)
    assert one.reviewed
    assert one.codes or one.includes or one.patterns
    assert {code.confidence for code in one.codes} <= CONFIDENCE
    assert all(code.display == code.display.strip() != "" for code in one.codes)
    assert not any(re.search(r"\((disorder|finding|procedure|situation)\)$", code.display) for code in one.codes)


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name)
def test_sources_name_publishers_and_no_paths(one: Codelist) -> None:
    text = (FOLDER / f"{one.name}.toml").read_text("utf-8")
    assert not re.search(r"(\.csv|\.json|\.py\b|https?://|\"/|\s/[a-z]+/)", text)


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name)
def test_words_cover_both_languages_or_none(one: Codelist) -> None:
    text = tomllib.loads((FOLDER / f"{one.name}.toml").read_text("utf-8")).get("text", {})
    if text and not one.name.endswith("mg_product"):  # brand names and strengths are the same in every language
        assert text.get("en") and text.get("zh")


def test_no_expression_matches_the_empty_text() -> None:
    assert [p for one in LISTS for p in one.patterns if re.search(p, "")] == []


def _digits_ok(table: list[list[int]], permutation: list[list[int]], code: str) -> bool:
    check = 0
    for place, digit in enumerate(reversed(code)):
        check = table[check][permutation[place % 8][int(digit)]]
    return check == 0


def _verhoeff(code: str) -> bool:
    """Check digit of SNOMED CT identifiers: products in the dihedral group of ten elements."""

    def product(a: int, b: int) -> int:
        turn, flip = (a % 5 + (b % 5 if a < 5 else -(b % 5))) % 5, (a >= 5) != (b >= 5)
        return turn + 5 * flip

    table = [[product(a, b) for b in range(10)] for a in range(10)]
    first = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    permutation = [list(range(10))]
    for _ in range(7):
        permutation.append([permutation[-1][first[i]] for i in range(10)])
    return _digits_ok(table, permutation, code)


def _mod10(code: str) -> bool:
    """Check digit of LOINC: every second digit from the right doubled, digits added, up to the next ten."""
    number, check = code.split("-")
    doubled = [int(d) * (2 if place % 2 == 0 else 1) for place, d in enumerate(reversed(number))]
    return (10 - sum(d // 10 + d % 10 for d in doubled) % 10) % 10 == int(check)


def test_the_check_digit_functions_themselves() -> None:
    """Known good codes pass, the same codes with one digit changed or two swapped fail."""
    assert _verhoeff("94222008") and _verhoeff("1099291000119102")
    assert not _verhoeff("94222009") and not _verhoeff("92422008")
    assert _mod10("2160-0") and _mod10("38265-5")
    assert not _mod10("2160-1") and not _mod10("32865-5")


def _codes(system: str) -> list[str]:
    return [code.stem for one in LISTS for code in (*one.codes, *one.excluded) if code.system == system]


def test_snomed_check_digits() -> None:
    assert [code for code in _codes("snomed") if not _verhoeff(code)] == []
    assert len(_codes("snomed")) > 500


def test_loinc_check_digits() -> None:
    """Answer codes (LA...) count their letters in another way and are left out."""
    assert [code for code in _codes("loinc") if code[0].isdigit() and not _mod10(code)] == []
    assert len(_codes("loinc")) > 100


def test_no_licensed_procedure_or_dental_codes() -> None:
    """CPT (five digits) and CDT (D and four digits) need a licence: no system, no code."""
    uris = [uri.lower() for s in code_systems().values() for uri in (s.uri, *s.also)]
    assert not [uri for uri in uris if "cpt" in uri or "ama-assn" in uri or "cdt" in uri]
    assert not [c for c in _codes("hcpcs") if re.fullmatch(r"\d{5}|\d{4}[FTU]|D\d{4}", c)]


def test_every_code_is_found_again_by_its_own_look_up() -> None:
    lost = [
        (one.name, code.code)
        for one in LISTS
        for code in one.codes
        if (match := match_code(code_systems()[code.system].uri, code.stem)) is None or one.name not in match.concepts
    ]
    assert lost == []


def test_excluded_codes_stand_under_a_wildcard_of_the_same_list() -> None:
    for one in LISTS:
        for out in one.excluded:
            stems = [c.stem for c in one.codes if c.system == out.system and c.code.endswith("*")]
            assert any(out.stem.startswith(stem) for stem in stems), (one.name, out.code)


def test_no_uri_names_two_code_systems() -> None:
    uris = [uri for s in code_systems().values() for uri in (s.uri, *s.also)]
    assert len(uris) == len(set(uris))
    assert all(system_alias(uri) for uri in uris)


CONTRASTS = [
    ("bone_metastasis", "bone_marrow_metastasis", "primary_bone_malignancy", "benign_bone_lesion"),
    ("bone_metastasis", "paget_disease_of_bone", "bone_lesion_unspecified", "visceral_metastasis"),
    ("zoledronic_acid_4mg_product", "zoledronic_acid_5mg_product"),
    ("denosumab_60mg_product", "denosumab_120mg_product"),
    ("denosumab", "bisphosphonates", "other_antiresorptives"),
    ("smoking_current", "smoking_former", "smoking_never", "smoking_unknown"),
    ("breast_cancer_invasive", "breast_cancer_in_situ", "breast_cancer_history"),
    ("prostate_cancer", "prostate_cancer_history"),
    ("castration_resistant", "castration_sensitive"),
    ("multiple_myeloma", "myeloma_in_remission", "smouldering_myeloma", "mgus", "plasmacytoma"),
    ("fragility_fracture", "atypical_femoral_fracture", "neoplastic_fracture"),
    ("pathological_fracture", "atypical_femoral_fracture", "impending_fracture"),
    ("hypercalcaemia", "hypocalcaemia"),
    ("postmenopausal", "premenopausal", "chemotherapy_amenorrhoea"),
    ("pregnancy", "lactation"),
    ("hospice_care", "palliative_care"),
    ("creatinine", "creatinine_clearance", "creatinine_clearance_indexed", "egfr"),
    ("calcium_total", "calcium_corrected", "calcium_ionised", "albumin"),
    ("t_score_lumbar_spine", "t_score_hip", "t_score_femur", "t_score_other_site", "bone_mineral_density"),
    ("bone_scan", "structural_imaging", "bone_radiograph", "dxa"),
    ("palliative_intent", "curative_intent"),
    ("absent", "present"),
    ("dental_examination", "dental_surgery", "dental_referral"),
    ("lung_cancer", "renal_cancer", "thyroid_cancer", "breast_cancer_invasive", "prostate_cancer"),
    ("other_solid_cancer", "lung_cancer", "renal_cancer", "thyroid_cancer", "breast_cancer_invasive"),
    ("aromatase_inhibitors", "tamoxifen_and_serds", "gnrh_analogues", "antiandrogens", "abiraterone", "radium_223"),
]


def _both(one: str, other: str) -> list[str]:
    """Codes of either list that the look-up puts into both, also by wildcard or inclusion."""
    found = []
    for code in (*codelists()[one].codes, *codelists()[other].codes):
        match = match_code(code_systems()[code.system].uri, code.stem)
        if match and {one, other} <= match.concepts:
            found.append(code.code)
    return found


@pytest.mark.parametrize(
    ("one", "other"), sorted({pair for group in CONTRASTS for pair in itertools.combinations(group, 2)})
)
def test_no_code_is_in_a_list_and_in_its_contrasting_list(one: str, other: str) -> None:
    assert _both(one, other) == []


def test_single_source_rows_are_marked() -> None:
    """Spot checks against the research: these rows rest on one source that is no publisher."""
    marked = {code.stem for one in LISTS for code in one.codes if code.confidence == "single-source"}
    assert {"366908006", "315801000119108", "J3488", "35591-7", "29265-6", "72965"} <= marked
    assert not {"94222008", "993452", "C79.5", "38263-0"} & marked


BROKEN = {
    "unknown table": {"table": "cars"},
    "unknown code system": {"sct": {"1": "x"}},
    "not a code of the system": {"icd10": {"79.5": "x"}},
    "wildcard where none is allowed": {"snomed": {"94222008*": "x"}},
    "unknown switch of the words": {"text": {"english": ["x"]}},
    "malformed exclusion": {"exclude": {"icd10cm": {"?": "x"}}},
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_with_its_name(change: dict[str, object]) -> None:
    sound = {"title": "t", "table": "conditions", "purpose": "p", "version": "v", "sources": ["s"], "reviewed": "r"}
    assert _codelist("sound", {**sound}).title == "t"
    with pytest.raises(ValueError, match=r"broken\.toml"):
        _codelist("broken", {**sound, **change})
