"""Boundary table of DATA-NEEDED."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, NORMAL_LABS, PROSTATE, condition, drug, patient, result
from tests.rules.table import Case, judge, run, table

ID = "DATA-NEEDED"
EARLY = condition("breast_cancer_invasive", 60)
TASK, HORMONES = ("record_missing_fact",), ("record_missing_fact", "menopause_hormones")
RESISTANT, SENSITIVE = condition("castration_resistant", 60), condition("castration_sensitive", 60)

# fmt: off
CASES = [
    Case("52, early breast cancer on tamoxifen, menopausal status unknown", patient(EARLY, drug("tamoxifen_and_serds", 10), *NORMAL_LABS, age=52), ADVISED, indicator="info", orders=HORMONES),
    Case("nothing is missing", patient(EARLY, condition("postmenopausal", 400), age=52), NOT_APPLICABLE),
    Case("deceased", patient(EARLY, age=52, deceased=True), NOT_APPLICABLE),
    Case("44: taken as pre-menopausal", patient(EARLY, age=44), NOT_APPLICABLE, edge="menopause_assume_pre_age_lt"),
    Case("45: open", patient(EARLY, age=45), ADVISED, edge="menopause_assume_pre_age_lt"),
    Case("59: open", patient(EARLY, age=59), ADVISED, edge="menopause_assume_post_age"),
    Case("60: taken as post-menopausal", patient(EARLY, age=60), NOT_APPLICABLE, edge="menopause_assume_post_age"),
    Case("52 on letrozole: probably post-menopausal", patient(EARLY, drug("aromatase_inhibitors", 20), age=52), NOT_APPLICABLE),
    Case("52 under goserelin: suppressed", patient(EARLY, drug("gnrh_analogues", 20), age=52), NOT_APPLICABLE),
    Case("52, recorded as pre-menopausal", patient(EARLY, condition("premenopausal", 60), age=52), NOT_APPLICABLE),
    Case("52, cancer too long ago for the question", patient(BREAST, age=52), NOT_APPLICABLE),
    Case("52, on a bone agent already", patient(EARLY, drug("alendronate", 40, 70, 7), age=52), NOT_APPLICABLE),
    Case("52, liver metastasis: the answer would change nothing", patient(EARLY, condition("visceral_metastasis", 9), age=52), NOT_APPLICABLE),
    Case("man of 52", patient(EARLY, age=52, sex="male"), NOT_APPLICABLE),
    Case("bone metastasis of prostate cancer, castration status unknown", patient(PROSTATE, BONE_METS, sex="male"), ADVISED, indicator="info", orders=TASK),
    Case("castration-resistant", patient(PROSTATE, BONE_METS, RESISTANT, sex="male"), NOT_APPLICABLE),
    Case("hormone-sensitive", patient(PROSTATE, BONE_METS, SENSITIVE, sex="male"), NOT_APPLICABLE),
    Case("prostate cancer without bone metastasis", patient(PROSTATE, sex="male"), NOT_APPLICABLE),
    Case("cancer and no birth date", patient(BREAST, age=None), ADVISED, indicator="info", orders=TASK),
    Case("no birth date, sex not recorded either", patient(BREAST, age=None, sex=None), ADVISED),
    Case("no cancer and no birth date", patient(age=None), NOT_APPLICABLE),
    Case("cancer only suspected, no birth date", patient(condition("lung_cancer", 9, certain=False), age=None), NOT_APPLICABLE),
    Case("17-year-old with bone metastasis of prostate cancer", patient(PROSTATE, BONE_METS, sex="male", age=17), EXCLUDED, edge="adult_age"),
    Case("18-year-old", patient(PROSTATE, BONE_METS, sex="male", age=18), ADVISED, edge="adult_age"),
    Case("pregnant at 46", patient(EARLY, condition("pregnancy", 90), age=46), EXCLUDED),
    Case("pregnant, no birth date", patient(BREAST, condition("pregnancy", 90), age=None), EXCLUDED),
    Case("menopausal status may stand in results that were not read", patient(EARLY, age=52, unread=("results",)), CANNOT_TELL),
    Case("castration status may stand in results that were not read", patient(PROSTATE, BONE_METS, sex="male", unread=("results",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_a_fact_is_asked_for_when_it_would_change_the_advice(case: Case) -> None:
    run(ID, case)


def test_the_summary_names_the_missing_fact() -> None:
    facts = {
        "Birth date missing": patient(BREAST, age=None),
        "Menopausal status missing": patient(EARLY, age=52),
        "Castration status missing": patient(PROSTATE, BONE_METS, sex="male"),
        "Missing facts": patient(PROSTATE, BONE_METS, sex="male", age=None),
    }
    for words, chart in facts.items():
        advice = judge(ID, chart).advice
        assert advice is not None
        assert advice.summary.startswith(words)


def test_each_missing_fact_has_its_reason() -> None:
    advice = judge(ID, patient(PROSTATE, BONE_METS, result("ecog", 1, "{score}"), sex="male", age=None)).advice
    assert advice is not None
    assert [sentence.template.split(" not")[0] for sentence in advice.because] == ["Birth date", "Castration status"]
