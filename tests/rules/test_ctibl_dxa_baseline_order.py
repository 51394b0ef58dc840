"""Boundary table of CTIBL-DXA-BASELINE when hormone therapy is ordered."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import (
    BONE_METS,
    BREAST,
    PROSTATE,
    condition,
    days_ago,
    done,
    drafted,
    drafted_service,
    drug,
    ordered,
    patient,
)
from tests.rules.table import Case, run, table

ID = "CTIBL-DXA-BASELINE-ORDER"
LETROZOLE, LEUPRORELIN = drafted("aromatase_inhibitors", 2.5, 1), drafted("gnrh_analogues", 7.5, 28)


def leuprorelin_for(days: int) -> object:
    return drafted("gnrh_analogues", 7.5, 28, until=days_ago(-days))


# fmt: off
CASES = [
    Case("letrozole in breast cancer, no DXA", patient(BREAST, LETROZOLE), ADVISED, indicator="info", orders=("dxa",)),
    Case("the same under the edition of 2020", patient(BREAST, LETROZOLE, edition="esmo-2020"), ADVISED, indicator="info", orders=("dxa",)),
    Case("goserelin in breast cancer", patient(BREAST, LEUPRORELIN, age=38), ADVISED),
    Case("leuprorelin in prostate cancer", patient(PROSTATE, LEUPRORELIN, sex="male"), ADVISED),
    Case("androgen deprivation as a regime", patient(PROSTATE, drafted_service("androgen_deprivation_regime"), sex="male"), ADVISED),
    Case("man with breast cancer, letrozole", patient(BREAST, LETROZOLE, sex="male"), ADVISED),
    Case("breast cancer in remission", patient(condition("breast_cancer_invasive", 900, standing="ended"), LETROZOLE), ADVISED),
    Case("DXA 730 days ago", patient(BREAST, done("dxa", 730), LETROZOLE), EXCLUDED, edge="dxa_baseline_lookback_days"),
    Case("DXA 731 days ago", patient(BREAST, done("dxa", 731), LETROZOLE), ADVISED, edge="dxa_baseline_lookback_days"),
    Case("DXA 800 days ago, on letrozole for 100 days, renewed", patient(BREAST, drug("aromatase_inhibitors", 100), done("dxa", 800), LETROZOLE), EXCLUDED),
    Case("androgen deprivation for 182 days", patient(PROSTATE, leuprorelin_for(182), sex="male"), EXCLUDED, edge="adt_min_days"),
    Case("androgen deprivation for 183 days", patient(PROSTATE, leuprorelin_for(183), sex="male"), ADVISED, edge="adt_min_days"),
    Case("60 days more after 150 days", patient(PROSTATE, drug("gnrh_analogues", 150, standing="ended", until=days_ago(1)), leuprorelin_for(60), sex="male"), ADVISED),
    Case("orchiectomy done: 60 days more change nothing", patient(PROSTATE, done("orchiectomy", 20), leuprorelin_for(60), sex="male"), ADVISED),
    # for whom not
    Case("tamoxifen only", patient(BREAST, drafted("tamoxifen_and_serds", 20, 1)), NOT_APPLICABLE),
    Case("letrozole without breast cancer", patient(condition("lung_cancer"), LETROZOLE), NOT_APPLICABLE),
    Case("letrozole is to be stopped", patient(BREAST, drafted("aromatase_inhibitors", standing="ended")), NOT_APPLICABLE),
    Case("deceased", patient(BREAST, LETROZOLE, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(BREAST, LETROZOLE, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(BREAST, LETROZOLE, condition("pregnancy", 60), age=38), NOT_APPLICABLE),
    Case("bone metastasis", patient(BREAST, BONE_METS, LETROZOLE), EXCLUDED),
    Case("hospice", patient(BREAST, condition("hospice_care", 3), LETROZOLE), EXCLUDED),
    # already done
    Case("DXA ordered", patient(BREAST, ordered("dxa"), LETROZOLE), EXCLUDED),
    Case("DXA is being ordered with it", patient(BREAST, LETROZOLE, drafted_service("dxa")), EXCLUDED),
    # not read
    Case("orders being written could not be read", patient(BREAST, unread=("drafts",)), CANNOT_TELL),
    Case("procedures not read", patient(BREAST, LETROZOLE, unread=("procedures",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_hormone_therapy_is_the_moment_to_measure_bone_density(case: Case) -> None:
    run(ID, case)
