"""Boundary table of ASSESS-SYMPTOMS-PS."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, condition, patient
from tests.rules.facts import score
from tests.rules.table import Case, judge, run, table

ID = "ASSESS-SYMPTOMS-PS"
METASTATIC = (BREAST, BONE_METS)
PAIN, ECOG = score("pain_score", 2), score("ecog", 1)

# fmt: off
CASES = [
    Case("neither pain score nor performance status", patient(*METASTATIC), ADVISED, indicator="info", orders=("assess_pain_and_performance",)),
    Case("myeloma", patient(condition("multiple_myeloma")), ADVISED),
    Case("pain score only", patient(*METASTATIC, PAIN), ADVISED),
    Case("performance status only", patient(*METASTATIC, ECOG), ADVISED),
    Case("both 30 days ago", patient(*METASTATIC, score("pain_score", 2, 30), score("ecog", 1, 30)), EXCLUDED, edge="ps_max_age_days"),
    Case("pain score 31 days ago", patient(*METASTATIC, score("pain_score", 2, 31), score("ecog", 1, 30)), ADVISED, edge="ps_max_age_days"),
    Case("performance status 31 days ago", patient(*METASTATIC, score("pain_score", 2, 30), score("ecog", 1, 31)), ADVISED, edge="ps_max_age_days"),
    Case("Karnofsky counts", patient(*METASTATIC, PAIN, score("karnofsky", 80)), EXCLUDED),
    Case("deceased", patient(*METASTATIC, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*METASTATIC, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*METASTATIC, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("no bone metastasis or myeloma", patient(BREAST), NOT_APPLICABLE),
    Case("hospice", patient(*METASTATIC, condition("hospice_care+comfort_care", 3)), EXCLUDED),
    Case("comfort care", patient(*METASTATIC, condition("comfort_care", 3)), EXCLUDED),
    Case("conditions not read", patient(*METASTATIC, unread=("conditions",)), CANNOT_TELL),
    Case("results not read", patient(*METASTATIC, unread=("results",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_pain_and_performance_status_are_asked_for_when_none_is_recent(case: Case) -> None:
    run(ID, case)


def test_the_last_values_are_named() -> None:
    advice = judge(ID, patient(*METASTATIC, score("pain_score", 2, 120))).advice
    assert advice is not None
    assert [s.template for s in advice.because] == [
        "Last pain score: {date}.",
        "No performance status found in the record.",
    ]
    assert str(advice.because[0].facts["date"]) == "2026-07-04"  # 120 days before 1 November 2026
