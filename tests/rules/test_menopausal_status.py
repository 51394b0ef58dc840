"""Menopausal status as an answer to the question counts like a finding of its own (GUIDELINE, ADJ-BP-POSTMENO)."""

import pytest

from cards.criteria import menopause
from cards.events import NotKnown
from tests.chart import BREAST, drug, patient, result

# A woman of 50 on an aromatase inhibitor: without a record she would be taken as post-menopausal.
WOMAN = (BREAST, drug("aromatase_inhibitors"))


def test_an_answer_of_premenopausal_outweighs_the_aromatase_inhibitor() -> None:
    p = patient(*WOMAN, result("menopausal_status", answers="premenopausal"), age=50)
    assert not menopause.postmenopausal_or_suppressed(p)
    assert not menopause.menopausal_status_open(p)


def test_an_answer_of_postmenopausal_counts() -> None:
    p = patient(BREAST, result("menopausal_status", answers="postmenopausal"), age=50)
    assert menopause.postmenopausal_or_suppressed(p)
    assert not menopause.menopausal_status_open(p)


def test_the_newest_record_counts() -> None:
    older, newer = result("postmenopausal", ago=400), result("menopausal_status", ago=10, answers="premenopausal")
    assert not menopause.postmenopausal_or_suppressed(patient(*WOMAN, older, newer, age=50))


def test_an_answer_that_says_neither_is_no_record() -> None:
    p = patient(*WOMAN, result("menopausal_status"), age=50)
    assert menopause.postmenopausal_or_suppressed(p)


def test_an_answer_in_doubt_is_not_known() -> None:
    p = patient(*WOMAN, result("menopausal_status", doubt="its status is not known"), age=50)
    with pytest.raises(NotKnown):
        menopause.postmenopausal_or_suppressed(p)
