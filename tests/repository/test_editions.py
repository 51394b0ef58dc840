"""An edition that follows another: what it takes over, what stays its own, and how unverified entries are shown."""

import pytest

from cards.guidelines import UNVERIFIED, edition_ids, guideline
from cards.handbook.edition_pages import parameters
from cards.text import LANGUAGES
from service.card_frame import frames

FIRST, SECOND = guideline("esmo-2014"), guideline("esmo-2020")


def test_numbers_and_tables_are_taken_over() -> None:
    assert dict(SECOND.numbers) == dict(FIRST.numbers)  # no number of 2020 was seen that differs
    assert SECOND.tables == FIRST.tables


def test_a_source_written_anew_replaces_the_one_taken_over() -> None:
    assert parameters("esmo-2020")["rf_bmi_lt"].value == 24
    assert UNVERIFIED in parameters("esmo-2020")["rf_bmi_lt"].source
    assert parameters("esmo-2020")["adult_age"] == parameters("esmo-2014")["adult_age"]


def test_a_level_taken_over_names_the_edition_that_printed_it() -> None:
    assert FIRST.statements["S19"].evidence == "I, A"
    assert SECOND.statements["S19"].evidence == "as printed in ESMO 2014: I, A"
    assert SECOND.statements["S19"].claim == FIRST.statements["S19"].claim


def test_evidence_and_notes_are_never_taken_over() -> None:
    assert set(SECOND.evidence) == set(FIRST.evidence)
    assert not set(SECOND.currency.values()) & set(FIRST.currency.values())
    assert not any("2014 level" in tag for tag in SECOND.evidence.values())


# decision_table.json, evidence.esmo_2020: the entries that carry the word, and those of which no level was seen
NOT_COMPARED = {
    *("ADJ-BP-POSTMENO", "ADJ-BP-PREMENO-NO-BENEFIT", "ADJ-DENOSUMAB-NOT-RECOMMENDED", "BMA-CONTINUE-REVIEW"),
    *("BMA-DEESCALATE-Q12W", "CRPC-DENOSUMAB", "CTIBL-DXA-BASELINE", "CTIBL-DXA-REPEAT", "CTIBL-TREAT"),
    *("DENOSUMAB-BP-INADEQUATE", "DENOSUMAB-STOP-REBOUND", "SUPPLEMENT-CA-VITD", "ZA-PREFERRED-BP"),
}


def test_the_entries_nobody_compared_are_marked() -> None:
    assert {key for key, tag in SECOND.evidence.items() if UNVERIFIED in tag} == NOT_COMPARED


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", edition_ids())
def test_a_card_says_that_an_entry_is_not_verified(edition: str, language: str) -> None:
    for name, frame in frames(edition, language).items():
        assert UNVERIFIED not in frame.evidence + frame.currency
        tag = guideline(edition).evidence.get(name.removesuffix("-ORDER"), "")
        assert ("not verified" in frame.evidence) >= (UNVERIFIED in tag)
