"""Boundary table of CTIBL-DXA-BASELINE."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, PROSTATE, Placed, condition, days_ago, done, drug, ordered, patient, result
from tests.rules.table import Case, run, table

ID = "CTIBL-DXA-BASELINE"
LETROZOLE = drug("aromatase_inhibitors", 60)
LEUPRORELIN = drug("gnrh_analogues", 30)
REGIME = ordered("androgen_deprivation_regime", 30)


def adt(started: int, ends_in: int) -> Placed:
    return drug("gnrh_analogues", started, until=days_ago(-ends_in))


# fmt: off
CASES = [
    Case("aromatase inhibitor for 2 months, no DXA", patient(BREAST, LETROZOLE), ADVISED, indicator="info", orders=("dxa",)),
    Case("cancer in remission, letrozole goes on", patient(condition("breast_cancer_invasive", 900, standing="ended"), LETROZOLE), ADVISED),
    Case("DCIS under an aromatase inhibitor", patient(condition("breast_cancer_in_situ", 100), LETROZOLE), ADVISED),
    Case("goserelin in breast cancer", patient(BREAST, drug("gnrh_analogues", 60), age=41), ADVISED),
    Case("both ovaries removed, breast cancer", patient(BREAST, done("oophorectomy", 60), age=41), ADVISED),
    Case("man with breast cancer on letrozole", patient(BREAST, LETROZOLE, sex="male"), ADVISED),
    Case("prostate cancer, androgen deprivation for a month", patient(PROSTATE, LEUPRORELIN, sex="male", age=69), ADVISED),
    Case("prostate cancer, orchiectomy", patient(PROSTATE, done("orchiectomy", 60), sex="male"), ADVISED),
    Case("deceased", patient(BREAST, LETROZOLE, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(BREAST, LETROZOLE, age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", patient(BREAST, LETROZOLE, age=18), ADVISED, edge="adult_age"),
    Case("pregnant", patient(BREAST, LETROZOLE, condition("pregnancy", 40), age=33), NOT_APPLICABLE),
    Case("tamoxifen alone", patient(BREAST, drug("tamoxifen_and_serds", 60)), NOT_APPLICABLE),
    Case("aromatase inhibitor stopped", patient(BREAST, drug("aromatase_inhibitors", 2700, standing="ended")), NOT_APPLICABLE),
    Case("aromatase inhibitor only intended", patient(BREAST, drug("aromatase_inhibitors", -20, standing="planned")), NOT_APPLICABLE),
    Case("aromatase inhibitor starts next week", patient(BREAST, drug("aromatase_inhibitors", -7)), NOT_APPLICABLE),
    Case("goserelin without breast or prostate cancer", patient(drug("gnrh_analogues", 60)), NOT_APPLICABLE),
    Case("bone metastasis", patient(BREAST, LETROZOLE, BONE_METS), EXCLUDED),
    Case("hospice", patient(BREAST, LETROZOLE, condition("hospice_care", 3)), EXCLUDED),
    Case("androgen deprivation planned for 182 days", patient(PROSTATE, adt(30, 152), sex="male"), EXCLUDED, edge="adt_min_days"),
    Case("androgen deprivation planned for 183 days", patient(PROSTATE, adt(30, 153), sex="male"), ADVISED, edge="adt_min_days"),
    Case("short orders one after the other", patient(PROSTATE, drug("gnrh_analogues", 300, standing="done"), adt(30, 60), sex="male"), ADVISED),
    Case("short goserelin in breast cancer is no androgen deprivation", patient(BREAST, adt(30, 60), age=41), ADVISED),
    Case("DXA 730 days before the therapy began", patient(BREAST, LETROZOLE, done("dxa", 790)), EXCLUDED, edge="dxa_baseline_lookback_days"),
    Case("DXA 731 days before the therapy began", patient(BREAST, LETROZOLE, done("dxa", 791)), ADVISED, edge="dxa_baseline_lookback_days"),
    Case("start of the therapy not recorded, DXA 730 days ago", patient(BREAST, drug("aromatase_inhibitors", None), done("dxa", 730)), EXCLUDED, edge="dxa_baseline_lookback_days"),
    Case("start of the therapy not recorded, DXA 731 days ago", patient(BREAST, drug("aromatase_inhibitors", None), done("dxa", 731)), ADVISED, edge="dxa_baseline_lookback_days"),
    Case("only a T-score on record", patient(BREAST, LETROZOLE, result("t_score_hip", -0.5, "{score}", 100)), EXCLUDED),
    Case("DXA ordered", patient(BREAST, LETROZOLE, ordered("dxa")), EXCLUDED),
    Case("DXA order completed within the window", patient(BREAST, LETROZOLE, ordered("dxa", 790, standing="done")), EXCLUDED, edge="dxa_baseline_lookback_days"),
    Case("DXA order completed before the window", patient(BREAST, LETROZOLE, ordered("dxa", 791, standing="done")), ADVISED, edge="dxa_baseline_lookback_days"),
    Case("one-month prescription, androgen deprivation ordered for 12 months", patient(PROSTATE, adt(30, -2), REGIME, sex="male"), ADVISED),
    Case("androgen deprivation only ordered as a regime", patient(PROSTATE, REGIME, sex="male"), ADVISED),
    Case("regime ordered in breast cancer is no androgen deprivation", patient(BREAST, REGIME, age=41), NOT_APPLICABLE),
    Case("DXA order cancelled", patient(BREAST, LETROZOLE, ordered("dxa", standing="refused")), ADVISED),
    Case("drugs not read", patient(BREAST, LETROZOLE, unread=("medications",)), CANNOT_TELL),
    Case("results not read: a DXA may be there", patient(BREAST, LETROZOLE, unread=("results",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_hormone_depleting_therapy_calls_for_a_baseline_dxa(case: Case) -> None:
    run(ID, case)
