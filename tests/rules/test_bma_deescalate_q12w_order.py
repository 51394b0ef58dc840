"""Boundary table of BMA-DEESCALATE-Q12W when zoledronic acid is ordered."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BREAST, NORMAL_LABS, allergy, condition, drafted, drug, given, patient, result
from tests.rules.facts import labs
from tests.rules.table import Case, judge, run, table

ID = "BMA-DEESCALATE-Q12W-ORDER"
METASTASIS = condition("bone_metastasis", 480)
MONTHLY = drug("zoledronic_acid", 460, 4, 28)
AGAIN = drafted("zoledronic_acid", 4, 28)
STABLE = (BREAST, METASTASIS, MONTHLY)
CHART = (*STABLE, *NORMAL_LABS)
Q12W = ("zoledronic_acid_4_q12w",)
RISEN = (result("creatinine", 1.0, "mg/dL", 470), result("creatinine", 1.5, "mg/dL", 5))

# fmt: off
CASES = [
    Case("15 stable months, ordered monthly again", patient(*CHART, AGAIN), ADVISED, indicator="info", orders=Q12W),
    Case("the same under the edition of 2020", patient(*CHART, AGAIN, edition="esmo-2020"), ADVISED, indicator="info", orders=Q12W),
    Case("ordered every 69 days", patient(*CHART, drafted("zoledronic_acid", 4, 69)), ADVISED, edge="interval_q12w_from_days"),
    Case("ordered every 70 days", patient(*CHART, drafted("zoledronic_acid", 4, 70)), NOT_APPLICABLE, edge="interval_q12w_from_days"),
    Case("rhythm not stated: that of the course", patient(*CHART, drafted("zoledronic_acid", 4)), ADVISED, orders=Q12W),
    Case("rhythm not stated, course every 12 weeks", patient(BREAST, METASTASIS, *NORMAL_LABS, drug("zoledronic_acid", 460, 4, 84), drafted("zoledronic_acid", 4)), NOT_APPLICABLE),
    Case("rhythm not stated nor to be told", patient(BREAST, METASTASIS, *NORMAL_LABS, drug("zoledronic_acid", 460, 4), drafted("zoledronic_acid", 4)), NOT_APPLICABLE),
    Case("clearance 60: no full dose", patient(*STABLE, *labs(60), AGAIN), ADVISED, orders=()),
    # for whom not
    Case("denosumab ordered", patient(*CHART, drafted("denosumab", 120, 28)), NOT_APPLICABLE),
    Case("no bone disease", patient(BREAST, drug("zoledronic_acid", 460, 4, 28), *NORMAL_LABS, AGAIN), NOT_APPLICABLE),
    Case("lung cancer", patient(condition("lung_cancer", 900), METASTASIS, MONTHLY, *NORMAL_LABS, AGAIN), NOT_APPLICABLE),
    Case("for 300 days", patient(BREAST, METASTASIS, drug("zoledronic_acid", 300, 4, 28), *NORMAL_LABS, AGAIN), NOT_APPLICABLE),
    Case("deceased", patient(*CHART, AGAIN, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*CHART, AGAIN, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*CHART, AGAIN, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("progression in bone", patient(*CHART, AGAIN, condition("bone_progression", 100)), EXCLUDED),
    Case("skeletal event", patient(*CHART, AGAIN, condition("skeletal_event", 100)), EXCLUDED),
    Case("denosumab given too", patient(*CHART, AGAIN, given("denosumab", 20, 120)), EXCLUDED),
    Case("clearance 29", patient(*STABLE, *labs(29), AGAIN), EXCLUDED),
    Case("creatinine risen", patient(*CHART, *RISEN, AGAIN), EXCLUDED),
    Case("allergy to a bisphosphonate", patient(*CHART, AGAIN, allergy("bisphosphonates")), EXCLUDED),
    Case("on 12 weeks and back to monthly", patient(BREAST, METASTASIS, *NORMAL_LABS, drug("zoledronic_acid", 460, 4, 84), AGAIN), EXCLUDED),
    # not read
    Case("drugs not read", patient(*CHART, AGAIN, unread=("medications",)), CANNOT_TELL),
    Case("orders being written could not be read", patient(*CHART, unread=("drafts",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_after_a_stable_year_every_12_weeks_may_do(case: Case) -> None:
    run(ID, case)


def test_it_takes_the_place_of_the_draft() -> None:
    assert [s.draft for s in judge(ID, patient(*CHART, AGAIN)).suggestions] == [AGAIN.event.ref]
