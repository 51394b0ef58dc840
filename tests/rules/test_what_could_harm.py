"""Patients for whom a wrong word could harm: each of these cards once named too much, or mistook unread for absent."""

from cards.engine import ADVISED, CANNOT_TELL, NOT_APPLICABLE
from cards.partial_date import partial_date
from tests.chart import (
    BONE_METS,
    BREAST,
    NORMAL_LABS,
    Placed,
    done,
    drug,
    patient,
    result,
)
from tests.rules.table import Case, run, table

DENTIST = done("dental_examination", 10)
METASTATIC = (BREAST, BONE_METS, DENTIST)


def dated(text: str, *rows: Placed) -> tuple[Placed, ...]:
    """The same events with a date as rough as the record may write it."""
    return tuple(Placed(table_, event._replace(on=partial_date(text))) for table_, event in rows)


# fmt: off
START = [
    Case("laboratory of \"2026\": may be ten months old, so no draft of a drug", patient(*METASTATIC, *dated("2026", *NORMAL_LABS)), ADVISED, orders=("creatinine", "calcium", "vitamin_d_25oh"), edge="lab_max_age_days"),
    Case("laboratory of \"2026-10\": the first of October is 31 days ago", patient(*METASTATIC, *dated("2026-10", *NORMAL_LABS)), ADVISED, orders=("creatinine", "calcium", "vitamin_d_25oh")),
    Case("positive pregnancy test", patient(*METASTATIC, *NORMAL_LABS, result("pregnancy_test", answers="present"), age=40), NOT_APPLICABLE),
    Case("pregnancy status answered yes", patient(*METASTATIC, *NORMAL_LABS, result("pregnancy", answers="present"), age=40), NOT_APPLICABLE),
    Case("negative test after the positive one", patient(*METASTATIC, *NORMAL_LABS, result("pregnancy_test", answers="present", ago=40), result("pregnancy_test", answers="absent", ago=5), age=40), ADVISED),
    Case("pregnancy test with an answer nobody listed", patient(*METASTATIC, *NORMAL_LABS, result("pregnancy_test"), age=40), CANNOT_TELL),
    Case("a number of hCG alone is no answer", patient(*METASTATIC, *NORMAL_LABS, result("pregnancy_test", 3, "mIU/mL"), age=40), ADVISED),
]
DUPLICATE = [
    Case("4 mg and 5 mg of zoledronic acid by product, no dose written", patient(BREAST, BONE_METS, drug("zoledronic_acid_4mg_product", 50), drug("zoledronic_acid_5mg_product", 60)), ADVISED, indicator="critical"),
    Case("the 4 mg product twice", patient(BREAST, BONE_METS, drug("zoledronic_acid_4mg_product", 50), drug("zoledronic_acid_4mg_product", 60)), NOT_APPLICABLE),
]
PREGNANT = [
    Case("positive test on denosumab", patient(*METASTATIC, drug("denosumab", 30, 120, 28), result("pregnancy_test", answers="present"), age=40), ADVISED, indicator="critical"),
    Case("positive test, a start would be due", patient(*METASTATIC, result("pregnancy_test", answers="present", ago=299), age=40), ADVISED, indicator="critical", edge="pregnancy_result_max_age_days"),
    Case("a number alone is no negative test", patient(*METASTATIC, drug("denosumab", 30, 120, 28), result("pregnancy_test", 3, "mIU/mL"), age=40), ADVISED, indicator="info"),
]
# fmt: on


@table(START)
def test_start(case: Case) -> None:
    run("BMA-METS-START", case)


@table(DUPLICATE)
def test_duplicate(case: Case) -> None:
    run("DUPLICATE-THERAPY", case)


@table(PREGNANT)
def test_pregnancy(case: Case) -> None:
    run("SAFETY-PREGNANCY", case)
