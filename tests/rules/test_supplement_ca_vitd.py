"""Boundary table of SUPPLEMENT-CA-VITD."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, NORMAL_LABS, PROSTATE, allergy, condition, drug, patient
from tests.rules.facts import VITAMIN_D, labs
from tests.rules.table import Case, judge, run, table

ID = "SUPPLEMENT-CA-VITD"
LETROZOLE = (BREAST, drug("aromatase_inhibitors", 60))
COMPLETE = (*LETROZOLE, *NORMAL_LABS, VITAMIN_D)
CALCIUM, D = drug("calcium_supplement", 30), drug("vitamin_d_supplement", 30)
BOTH = ("calcium_daily", "vitamin_d_daily")

# fmt: off
CASES = [
    Case("aromatase inhibitor, neither listed", patient(*COMPLETE), ADVISED, indicator="info", orders=BOTH),
    Case("alendronate for osteoporosis, no cancer on record", patient(drug("alendronate", 100, 70, 7), *NORMAL_LABS), NOT_APPLICABLE),
    Case("vitamin D never measured", patient(*LETROZOLE, *NORMAL_LABS), ADVISED, orders=(*BOTH, "vitamin_d_25oh")),
    Case("androgen deprivation", patient(PROSTATE, drug("gnrh_analogues", 30), *NORMAL_LABS, sex="male"), ADVISED),
    Case("on denosumab", patient(BREAST, BONE_METS, drug("denosumab", 30, 120, 28), *NORMAL_LABS), ADVISED),
    Case("a start is due", patient(BREAST, BONE_METS, *NORMAL_LABS), ADVISED),
    Case("tamoxifen only", patient(BREAST, drug("tamoxifen_and_serds", 60), *NORMAL_LABS), NOT_APPLICABLE),
    Case("only calcium listed", patient(*COMPLETE, CALCIUM), ADVISED, orders=("vitamin_d_daily",)),
    Case("only vitamin D listed", patient(*COMPLETE, D), ADVISED, orders=("calcium_daily",)),
    Case("both listed", patient(*COMPLETE, CALCIUM, D), EXCLUDED),
    Case("one tablet with both", patient(*COMPLETE, drug("calcium_supplement+vitamin_d_supplement", 30)), EXCLUDED),
    Case("both stopped", patient(*COMPLETE, drug("calcium_supplement+vitamin_d_supplement", 300, standing="ended")), ADVISED, orders=BOTH),
    Case("allergy to the supplement: no order", patient(*COMPLETE, allergy("vitamin_d_supplement")), ADVISED, orders=()),
    Case("no calcium on record", patient(*LETROZOLE, VITAMIN_D), ADVISED, orders=()),
    Case("deceased", patient(*COMPLETE, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*COMPLETE, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*COMPLETE, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("calcium 2.6", patient(*LETROZOLE, *labs(calcium=2.6)), ADVISED, edge="calcium_upper_mmol"),
    Case("calcium 2.61", patient(*LETROZOLE, *labs(calcium=2.61)), EXCLUDED, edge="calcium_upper_mmol"),
    Case("hypercalcaemia on record", patient(*COMPLETE, condition("hypercalcaemia", 20)), EXCLUDED),
    Case("kidney stones", patient(*COMPLETE, condition("kidney_stones_sarcoid_hyperparathyroidism", 900)), EXCLUDED),
    Case("hospice", patient(*COMPLETE, condition("hospice_care", 3)), EXCLUDED),
    Case("drugs not read", patient(*COMPLETE, unread=("medications",)), CANNOT_TELL),
    Case("results not read", patient(*COMPLETE, unread=("results",)), CANNOT_TELL),
    Case("allergies not read: words, no order", patient(*COMPLETE, unread=("allergies",)), ADVISED, orders=()),
]
# fmt: on


@table(CASES)
def test_calcium_and_vitamin_d_go_with_agents_and_hormone_therapy(case: Case) -> None:
    run(ID, case)


def test_what_is_missing_is_named() -> None:
    for listed, words in ((CALCIUM, "vitamin D is not"), (D, "calcium is not")):
        advice = judge(ID, patient(*COMPLETE, listed)).advice
        assert advice is not None
        assert words in " ".join(s.template for s in advice.because)
