"""Boundary table of SAFETY-PREGNANCY."""

from cards.engine import ADVISED, CANNOT_TELL, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, condition, done, drug, ordered, patient, result
from tests.rules.table import Case, judge, run, table

ID = "SAFETY-PREGNANCY"
PREGNANT = condition("pregnancy", 60)
DENOSUMAB = drug("denosumab", 100, 120, 28)
ZOLEDRONIC = drug("zoledronic_acid", 100, 4, 28)
METASTATIC = (BREAST, BONE_METS)
BOTH = ("pregnancy_test", "contraception_advice")

# fmt: off
CASES = [
    Case("pregnant with bone metastases: an agent would be indicated", patient(*METASTATIC, PREGNANT, age=31), ADVISED, indicator="critical", orders=()),
    Case("pregnant on zoledronic acid", patient(BREAST, ZOLEDRONIC, PREGNANT, age=31), ADVISED, indicator="critical"),
    Case("breastfeeding on denosumab", patient(BREAST, DENOSUMAB, condition("lactation", 30), age=31), ADVISED, indicator="critical"),
    Case("pregnancy status positive 300 days ago", patient(*METASTATIC, result("pregnancy", ago=300, answers="pregnancy"), done("oophorectomy", 100), age=31), ADVISED, indicator="critical", edge="pregnancy_result_max_age_days"),
    Case("pregnancy status positive 301 days ago", patient(*METASTATIC, result("pregnancy", ago=301, answers="pregnancy"), done("oophorectomy", 100), age=31), NOT_APPLICABLE, edge="pregnancy_result_max_age_days"),
    Case("deceased", patient(*METASTATIC, PREGNANT, age=31, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*METASTATIC, PREGNANT, age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", patient(*METASTATIC, PREGNANT, age=18), ADVISED, edge="adult_age"),
    Case("pregnant, no agent and none indicated", patient(BREAST, PREGNANT, age=31), NOT_APPLICABLE),
    Case("pregnant, early breast cancer under goserelin: adjuvant start would be due", patient(condition("breast_cancer_invasive", 60), drug("gnrh_analogues", 50), PREGNANT, age=31), ADVISED, indicator="critical"),
    Case("denosumab at 50: test and contraception", patient(*METASTATIC, DENOSUMAB, age=50), ADVISED, indicator="info", orders=BOTH, edge="childbearing_age_to"),
    Case("denosumab at 51", patient(*METASTATIC, DENOSUMAB, age=51), NOT_APPLICABLE, edge="childbearing_age_to"),
    Case("denosumab start due at 31", patient(*METASTATIC, age=31), ADVISED, indicator="info", orders=BOTH),
    Case("denosumab start due at 31, not marketed", patient(*METASTATIC, age=31, region="CN-2014"), NOT_APPLICABLE),
    Case("zoledronic acid at 31, not pregnant", patient(BREAST, ZOLEDRONIC, age=31), NOT_APPLICABLE),
    Case("man", patient(*METASTATIC, DENOSUMAB, age=31, sex="male"), NOT_APPLICABLE),
    Case("uterus removed", patient(*METASTATIC, DENOSUMAB, done("hysterectomy", 900), age=41), NOT_APPLICABLE),
    Case("post-menopausal at 49", patient(*METASTATIC, DENOSUMAB, condition("postmenopausal", 400), age=49), NOT_APPLICABLE),
    Case("pregnancy test 30 days ago", patient(*METASTATIC, DENOSUMAB, result("pregnancy_test", ago=30, answers="absent"), age=31), NOT_APPLICABLE, edge="lab_max_age_days"),
    Case("pregnancy test 31 days ago", patient(*METASTATIC, DENOSUMAB, result("pregnancy_test", ago=31, answers="absent"), age=31), ADVISED, indicator="info", edge="lab_max_age_days"),
    Case("pregnancy test ordered", patient(*METASTATIC, DENOSUMAB, ordered("pregnancy_test"), age=31), NOT_APPLICABLE),
    Case("pregnancy recorded beyond the age at which menopause is assumed", patient(BREAST, DENOSUMAB, PREGNANT, age=60), NOT_APPLICABLE, edge="menopause_assume_post_age"),
    Case("pregnancy recorded just below it", patient(BREAST, DENOSUMAB, PREGNANT, age=59), ADVISED, indicator="critical", edge="menopause_assume_post_age"),
    Case("conditions not read", patient(*METASTATIC, DENOSUMAB, age=31, unread=("conditions",)), CANNOT_TELL),
    Case("sex not recorded", patient(*METASTATIC, DENOSUMAB, age=31, sex=None), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_pregnancy_and_breastfeeding_speak_against_bone_agents(case: Case) -> None:
    run(ID, case)


def test_without_pregnancy_the_summary_does_not_speak_of_one() -> None:
    advice = judge(ID, patient(*METASTATIC, DENOSUMAB, age=31)).advice
    assert advice is not None
    assert advice.summary == "Denosumab at child-bearing age: consider a pregnancy test and contraception advice"
