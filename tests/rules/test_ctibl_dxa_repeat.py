"""Boundary table of CTIBL-DXA-REPEAT."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, PROSTATE, Placed, condition, days_ago, done, drug, ordered, patient, result
from tests.rules.table import Case, run, table

ID = "CTIBL-DXA-REPEAT"
LETROZOLE = drug("aromatase_inhibitors", 1170)
OLD = done("dxa", 1095)


def measured(ago: int, t_score: float) -> tuple[Placed, ...]:
    return (done("dxa", ago), result("t_score_lumbar_spine", t_score, "{score}", ago))


# fmt: off
CASES = [
    Case("letrozole for 3 years, single DXA 3 years ago", patient(BREAST, LETROZOLE, OLD), ADVISED, indicator="info", orders=("dxa",)),
    Case("deceased", patient(BREAST, LETROZOLE, OLD, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(BREAST, LETROZOLE, OLD, age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", patient(BREAST, LETROZOLE, OLD, age=18), ADVISED, edge="adult_age"),
    Case("pregnant", patient(BREAST, LETROZOLE, OLD, condition("pregnancy", 40), age=33), NOT_APPLICABLE),
    Case("therapy over", patient(BREAST, drug("aromatase_inhibitors", 1170, standing="ended"), done("dxa", 700)), NOT_APPLICABLE),
    Case("never measured: the baseline is missing, not the repeat", patient(BREAST, LETROZOLE), NOT_APPLICABLE),
    Case("therapy began last month, DXA 3 years ago is no baseline", patient(BREAST, drug("aromatase_inhibitors", 30), OLD), NOT_APPLICABLE),
    Case("bone metastasis", patient(BREAST, LETROZOLE, OLD, BONE_METS), EXCLUDED),
    Case("hospice", patient(BREAST, LETROZOLE, OLD, condition("hospice_care", 3)), EXCLUDED),
    Case("androgen deprivation planned for less than 6 months", patient(PROSTATE, drug("gnrh_analogues", 30, until=days_ago(-90)), done("dxa", 750), sex="male"), EXCLUDED),
    Case("DXA 730 days ago, T-score not recorded", patient(BREAST, LETROZOLE, done("dxa", 730)), EXCLUDED, edge="dxa_repeat_days"),
    Case("DXA 731 days ago, T-score not recorded", patient(BREAST, LETROZOLE, done("dxa", 731)), ADVISED, edge="dxa_repeat_days"),
    Case("T-score -1.0: 365 days ago is recent", patient(BREAST, LETROZOLE, *measured(365, -1.0)), EXCLUDED, edge="dxa_repeat_days_low_t"),
    Case("T-score -1.0: 366 days ago is out of date", patient(BREAST, LETROZOLE, *measured(366, -1.0)), ADVISED, edge="dxa_repeat_days_low_t"),
    Case("T-score -1.0 asks for a yearly DXA", patient(BREAST, LETROZOLE, *measured(400, -1.0)), ADVISED, edge="low_t_for_yearly_dxa"),
    Case("T-score -0.9 does not", patient(BREAST, LETROZOLE, *measured(400, -0.9)), EXCLUDED, edge="low_t_for_yearly_dxa"),
    Case("T-score -2.6 under alendronate: 2 years", patient(BREAST, LETROZOLE, drug("alendronate", 300, 70, 7), *measured(400, -2.6)), EXCLUDED),
    Case("the newest DXA counts", patient(BREAST, LETROZOLE, OLD, done("dxa", 100)), EXCLUDED),
    Case("DXA ordered", patient(BREAST, LETROZOLE, OLD, ordered("dxa")), EXCLUDED),
    Case("results not read", patient(BREAST, LETROZOLE, OLD, unread=("results",)), CANNOT_TELL),
    Case("orders not read", patient(BREAST, LETROZOLE, OLD, unread=("orders",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_bone_density_is_repeated_while_the_therapy_goes_on(case: Case) -> None:
    run(ID, case)
