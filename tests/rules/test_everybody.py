"""The rules for all rows: alive, adult, not pregnant and not breast-feeding; tested once, for every recommendation."""

from datetime import timedelta

import pytest

from cards.criteria.everybody import EVERYBODY, adult, alive, not_pregnant
from cards.partial_date import PartialDate, exactly
from cards.recommendation import Recommendation
from cards.recommendations import recommendations
from tests.chart import TODAY, condition, patient, result
from tests.rules.asked import Asked, answer, asked, born

PREGNANT, BREASTFEEDING = condition("pregnancy", 60), condition("lactation", 60)
BORN_18_YEARS_AGO = TODAY.replace(year=TODAY.year - 18)


# fmt: off
CASES = [
    Asked("alive", alive, patient(), True),
    Asked("deceased", alive, patient(deceased=True), False),
    Asked("on the 18th birthday", adult, born(exactly(BORN_18_YEARS_AGO)), True, edge="adult_age"),
    Asked("the day before the 18th birthday", adult, born(exactly(BORN_18_YEARS_AGO + timedelta(days=1))), False, edge="adult_age"),
    Asked("born in a year that leaves it open", adult, born(PartialDate(BORN_18_YEARS_AGO.replace(month=1, day=1), BORN_18_YEARS_AGO.replace(month=12, day=31))), None),
    Asked("birth date not recorded", adult, patient(age=None), None),
    Asked("pregnant", not_pregnant, patient(PREGNANT, age=31), False),
    Asked("breast-feeding", not_pregnant, patient(BREASTFEEDING, age=31), False),
    Asked("neither", not_pregnant, patient(age=31), True),
    Asked("pregnancy ended", not_pregnant, patient(condition("pregnancy", 400, standing="ended"), age=31), True),
    Asked("pregnancy only suspected", not_pregnant, patient(condition("pregnancy", 10, certain=False), age=31), True),
    Asked("pregnant, reported as a result 300 days ago", not_pregnant, patient(result("pregnancy", ago=300, answers="pregnancy"), age=31), False, edge="pregnancy_result_max_age_days"),
    Asked("pregnant, reported as a result 301 days ago", not_pregnant, patient(result("pregnancy", ago=301, answers="pregnancy"), age=31), True, edge="pregnancy_result_max_age_days"),
    Asked("aged 59, coded as pregnant", not_pregnant, patient(PREGNANT, age=59), False, edge="menopause_assume_post_age"),
    Asked("aged 60: not asked", not_pregnant, patient(PREGNANT, age=60), True, edge="menopause_assume_post_age"),
    Asked("a man: not asked", not_pregnant, patient(PREGNANT, age=31, sex="male"), True),
    Asked("sex not recorded, pregnancy on record: cannot tell", not_pregnant, patient(PREGNANT, age=31, sex=None), None),
    Asked("sex not recorded, nothing on record", not_pregnant, patient(age=31, sex=None), True),
    Asked("conditions not read", not_pregnant, patient(age=31, unread=("conditions",)), None),
]
# fmt: on


@asked(CASES)
def test_who_is_spoken_of(case: Asked) -> None:
    assert answer(case) == case.answer


@pytest.mark.parametrize("r", recommendations(), ids=lambda r: r.id)
def test_every_recommendation_asks_at_least_whether_the_patient_is_alive(r: Recommendation) -> None:
    assert {alive} <= set(r.everybody) <= set(EVERYBODY)
