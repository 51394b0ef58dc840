"""What a rule can reach is found: numbers and codelists named directly, in called functions, in tables, and built by name."""

from cards.criteria import calcium, disease, indications, kidney, pain, therapy
from cards.guidelines import guideline
from cards.handbook.reach import reached, reached_by
from cards.patient import PatientRecord
from cards.recommendations import recommendations

NUMBERS = list(guideline("esmo-2014").numbers)


def test_a_number_named_in_the_function() -> None:
    assert reached(kidney.clearance_below_30).of_numbers(NUMBERS)[-6:] == [
        "crcl_zol_min",
        "cockcroft_gault.age",
        "cockcroft_gault.divisor",
        "cockcroft_gault.female",
        "possible.clearance_from",
        "possible.clearance_to",
    ]


def test_a_codelist_named_in_the_module_and_behind_the_memory_of_answers() -> None:
    assert reached(disease.has_bone_metastasis).codelists == {"bone_metastasis"}


def test_a_codelist_named_where_it_is_asked() -> None:
    assert reached(disease.has_primary_bone_tumour).codelists == {"primary_bone_malignancy"}


def test_functions_called_through_a_module() -> None:
    def asks_elsewhere(p: PatientRecord) -> bool:
        return therapy.on_denosumab(p)

    asks_elsewhere.__module__ = "cards.criteria.example"
    assert "denosumab" in reached(asks_elsewhere).codelists


def test_names_put_together_stand_for_all_that_begin_so() -> None:
    windows = [n for n in NUMBERS if n.startswith("dosing_window_days.")]
    assert len(windows) == 7
    assert set(windows) <= set(reached(therapy.on_bone_agent).of_numbers(NUMBERS))


def test_tables_of_functions_are_followed() -> None:
    assert {"bone_metastasis", "bone_agents", "hospice_care"} <= reached(indications.METASTASIS).codelists
    assert reached(indications.METASTASIS) == reached(tuple(indications.METASTASIS))


def test_what_is_not_named_is_not_reached() -> None:
    assert "dxa" not in reached(calcium.calcium_low).codelists
    assert "crcl_zol_min" not in reached(pain.__name__).strings


def test_options_and_words_belong_to_a_recommendation() -> None:
    start = next(r for r in recommendations() if r.id == "BMA-METS-START")
    numbers = reached_by(start).of_numbers(NUMBERS)
    assert {"start_overdue_days", "crcl_zol_reduce_le", "lab_max_age_days"} <= set(numbers)
    assert "zoledronic_acid_reduced_dose" in reached_by(start).strings
