"""Boundary table of ADJ-BP-POSTMENO when hormone therapy is ordered."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import NORMAL_LABS, allergy, condition, done, drafted, drug, patient, result
from tests.rules.facts import DENTIST, labs, months
from tests.rules.table import Case, judge, run, table

ID = "ADJ-BP-POSTMENO-ORDER"
EARLY = condition("breast_cancer_invasive", 60)
LETROZOLE, GOSERELIN = drafted("aromatase_inhibitors", 2.5, 1), drafted("gnrh_analogues", 3.6, 28)
KNOWN = (EARLY, *NORMAL_LABS, DENTIST)
BOTH = ("zoledronic_acid_4_q6m", "clodronate_1600_daily", "vitamin_d_25oh")

# fmt: off
CASES = [
    Case("63, letrozole is being ordered", patient(*KNOWN, LETROZOLE, age=63), ADVISED, indicator="info", orders=BOTH),
    Case("the same under the edition of 2020", patient(*KNOWN, LETROZOLE, age=63, edition="esmo-2020"), ADVISED, indicator="info", orders=BOTH),
    Case("45, letrozole ordered and no status recorded: menopause is probable", patient(*KNOWN, LETROZOLE, age=45), ADVISED, edge="menopause_assume_pre_age_lt"),
    Case("44, letrozole ordered and no status recorded", patient(*KNOWN, LETROZOLE, age=44), NOT_APPLICABLE, edge="menopause_assume_pre_age_lt"),
    Case("50, letrozole ordered, recorded as pre-menopausal", patient(*KNOWN, LETROZOLE, condition("premenopausal", 40), age=50), NOT_APPLICABLE),
    Case("38, pre-menopausal, goserelin is being ordered: it suppresses the ovaries", patient(*KNOWN, GOSERELIN, condition("premenopausal", 40), age=38), ADVISED),
    Case("50, amenorrhoea after chemotherapy, goserelin ordered", patient(*KNOWN, GOSERELIN, condition("chemotherapy_amenorrhoea", 20), age=50), ADVISED),
    Case("50, amenorrhoea after chemotherapy, letrozole ordered", patient(*KNOWN, LETROZOLE, condition("chemotherapy_amenorrhoea", 20), age=50), EXCLUDED),
    Case("nothing measured, no dentist: checks first", patient(EARLY, LETROZOLE, age=63), ADVISED, orders=("dental_assessment", "creatinine", "calcium", "vitamin_d_25oh")),
    # for whom not
    Case("nothing is being ordered", patient(*KNOWN, age=63), NOT_APPLICABLE),
    Case("letrozole is to be stopped", patient(*KNOWN, drafted("aromatase_inhibitors", standing="ended"), age=63), NOT_APPLICABLE),
    Case("man", patient(*KNOWN, LETROZOLE, age=63, sex="male"), NOT_APPLICABLE),
    Case("diagnosed more than a year ago", patient(condition("breast_cancer_invasive", 400), *NORMAL_LABS, LETROZOLE, age=63), NOT_APPLICABLE),
    Case("deceased", patient(*KNOWN, LETROZOLE, age=63, deceased=True), NOT_APPLICABLE),
    Case("pregnant", patient(*KNOWN, LETROZOLE, condition("pregnancy", 40), age=46), NOT_APPLICABLE),
    Case("liver metastasis", patient(*KNOWN, LETROZOLE, condition("visceral_metastasis", 5), age=63), EXCLUDED),
    Case("clearance 29", patient(EARLY, LETROZOLE, *labs(29), age=63), EXCLUDED),
    Case("calcium 2.09", patient(EARLY, LETROZOLE, *labs(calcium=2.09), age=63), EXCLUDED),
    Case("low risk of recurrence", patient(*KNOWN, LETROZOLE, condition("low_recurrence_risk"), age=63), EXCLUDED),
    Case("life expectancy two months", patient(*KNOWN, LETROZOLE, months(2), age=63), EXCLUDED),
    Case("allergy to a bisphosphonate", patient(*KNOWN, LETROZOLE, allergy("bisphosphonates"), age=63), EXCLUDED),
    # already done
    Case("zoledronic acid is ordered with it", patient(*KNOWN, LETROZOLE, drafted("zoledronic_acid", 4, 182), age=63), EXCLUDED),
    Case("on zoledronic acid", patient(*KNOWN, LETROZOLE, drug("zoledronic_acid", 30, 4, 182), age=63), EXCLUDED),
    Case("zoledronic acid on hold", patient(*KNOWN, LETROZOLE, drug("zoledronic_acid", 30, 4, 182, standing="on-hold"), age=63), EXCLUDED),
    Case("declined two months ago", patient(*KNOWN, LETROZOLE, drug("zoledronic_acid", 60, standing="refused"), age=63), EXCLUDED),
    Case("three years of zoledronic acid done", patient(*KNOWN, LETROZOLE, drug("zoledronic_acid", 2000, 4, 182, standing="ended"), drug("zoledronic_acid", 800, 4, 182, standing="ended"), age=63), EXCLUDED),
    # not read
    Case("orders being written could not be read", patient(*KNOWN, age=63, unread=("drafts",)), CANNOT_TELL),
    Case("drugs not read", patient(*KNOWN, LETROZOLE, age=63, unread=("medications",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_hormone_therapy_is_the_moment_to_discuss_an_adjuvant_bisphosphonate(case: Case) -> None:
    run(ID, case)


def test_the_card_says_why_she_counts_as_post_menopausal() -> None:
    reasons = {
        "Ovarian suppression is being ordered.": patient(*KNOWN, GOSERELIN, age=38),
        "Both ovaries removed.": patient(*KNOWN, GOSERELIN, done("oophorectomy", 50), age=38),
        "Menopausal status not recorded; taken as post-menopausal because of the aromatase inhibitor.": patient(*KNOWN, LETROZOLE, age=52),
        "Post-menopausal on record ({date}).": patient(*KNOWN, LETROZOLE, result("postmenopausal"), age=52),
    }
    for words, chart in reasons.items():
        advice = judge(ID, chart).advice
        assert advice is not None
        assert words in {one.template for one in advice.because}
