"""Boundary table of DENOSUMAB-STOP-REBOUND when denosumab is being stopped."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, NORMAL_LABS, allergy, condition, days_ago, drafted, drug, given, patient
from tests.rules.facts import labs
from tests.rules.table import Case, judge, run, table

ID = "DENOSUMAB-STOP-REBOUND-ORDER"
TAKEN = (drug("denosumab", 800, 60, 182), given("denosumab", 160, 60))
STOP = drafted("denosumab", standing="ended")
CHART = (BREAST, *TAKEN, STOP)
KNOWN = (*CHART, *NORMAL_LABS)
ZOLEDRONIC, GO_ON = "zoledronic_acid_4_once", ""

# fmt: off
CASES = [
    Case("60 mg 160 days ago, now stopped", patient(*KNOWN), ADVISED, indicator="warning", orders=(ZOLEDRONIC, GO_ON)),
    Case("the same under the edition of 2020", patient(*KNOWN, edition="esmo-2020"), ADVISED, indicator="warning", orders=(ZOLEDRONIC, GO_ON)),
    Case("last dose 30 days ago: said, not yet drafted", patient(BREAST, given("denosumab", 30, 60), STOP, *NORMAL_LABS), ADVISED, orders=(GO_ON,)),
    Case("last dose 730 days ago", patient(BREAST, given("denosumab", 730, 60), STOP), ADVISED, edge="rebound_until_days"),
    Case("last dose 731 days ago", patient(BREAST, given("denosumab", 731, 60), STOP), NOT_APPLICABLE, edge="rebound_until_days"),
    Case("asked not to be given any more", patient(BREAST, *TAKEN, drafted("denosumab", standing="refused"), *NORMAL_LABS), ADVISED),
    Case("bone metastasis: one dose is not the treatment", patient(*KNOWN, BONE_METS), ADVISED, orders=(GO_ON,)),
    Case("no laboratory values", patient(*CHART), ADVISED, orders=("creatinine", "calcium")),
    Case("clearance 25: specialist advice", patient(*CHART, *labs(25)), ADVISED, orders=(GO_ON,)),
    Case("calcium 2.09: neither", patient(*CHART, *labs(calcium=2.09)), ADVISED, orders=()),
    Case("osteonecrosis of the jaw: neither", patient(*KNOWN, condition("osteonecrosis_of_jaw", 20)), ADVISED, orders=()),
    Case("allergy to denosumab", patient(*KNOWN, allergy("denosumab")), ADVISED, orders=(ZOLEDRONIC,)),
    # for whom not
    Case("zoledronic acid is to be stopped", patient(BREAST, *TAKEN, drafted("zoledronic_acid", standing="ended")), NOT_APPLICABLE),
    Case("never taken", patient(BREAST, STOP, *NORMAL_LABS), NOT_APPLICABLE),
    Case("never a cancer", patient(*TAKEN, STOP), NOT_APPLICABLE),
    Case("deceased", patient(*KNOWN, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*KNOWN, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*KNOWN, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("hospice", patient(*KNOWN, condition("hospice_care", 3)), EXCLUDED),
    # already done
    Case("zoledronic acid is ordered with it", patient(*KNOWN, drafted("zoledronic_acid", 4)), EXCLUDED),
    Case("another denosumab is ordered with it", patient(*KNOWN, drafted("denosumab", 120, 28)), EXCLUDED),
    Case("on alendronate", patient(*KNOWN, drug("alendronate", 20, 70, 7)), EXCLUDED),
    Case("alendronate taken before denosumab only", patient(*KNOWN, drug("alendronate", 2000, 70, 7, standing="ended", until=days_ago(1000))), ADVISED),
    # not read
    Case("drugs not read", patient(*KNOWN, unread=("medications",)), CANNOT_TELL),
    Case("allergies not read", patient(*KNOWN, unread=("allergies",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_something_follows_denosumab_when_it_is_stopped(case: Case) -> None:
    run(ID, case)


def test_going_on_removes_the_order_to_stop() -> None:
    assert [s.draft for s in judge(ID, patient(*KNOWN)).suggestions if s.drafts] == [STOP.event.ref]


def test_below_30_it_asks_for_specialist_advice() -> None:
    advice = judge(ID, patient(*CHART, *labs(25))).advice
    assert advice is not None
    assert "specialist advice" in advice.summary
