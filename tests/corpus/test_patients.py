"""What the service says of the copied patients is what was reviewed: `pytest --update-golden` keeps what it says now."""

from datetime import date

import pytest

from tests.corpus.golden import EXPECTED, ORIGIN, PATIENTS, expected, keep, origin_page, origins, said_of

OPEN = {"CC0-1.0", "Apache-2.0", "MIT", "Apache-2.0 and MIT"}
NAMES = sorted(origins())


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_the_reviewed_one(name: str, update_golden: bool) -> None:
    said = said_of(name)
    if update_golden:
        keep(name, said)
    assert said == expected(name), (
        f"review the difference, then: pytest tests/corpus/test_patients.py -k {name} --update-golden"
    )


def test_every_patient_has_an_origin_and_every_answer_a_patient() -> None:
    assert sorted(path.stem for path in PATIENTS.glob("*.json")) == NAMES
    assert sorted(path.stem for path in EXPECTED.glob("*.json")) == NAMES


def test_every_origin_is_open_dated_and_gives_its_reason() -> None:
    rows = origins().values()
    assert {row.licence for row in rows} <= OPEN
    assert all(type(row.today) is date and row.commit and len(row.because) > 60 for row in rows)
    assert "|" not in "".join(str(cell) for row in rows for cell in row)


def test_the_page_of_origins_is_made_from_the_table(update_golden: bool) -> None:
    if update_golden:
        ORIGIN.write_text(origin_page(), "utf-8")
    assert ORIGIN.read_text("utf-8") == origin_page()


def test_some_patients_get_cards_and_for_some_silence_is_right() -> None:
    silent = [name for name in NAMES if not expected(name)["cards"]]
    assert 5 <= len(silent) <= len(NAMES) - 5
