"""Boundary table of ZA-PREFERRED-BP when another bisphosphonate is ordered."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, NORMAL_LABS, PROSTATE, allergy, condition, drafted, drug, patient, result
from tests.rules.facts import labs, months
from tests.rules.table import Case, judge, run, table

ID = "ZA-PREFERRED-BP-ORDER"
PAMIDRONATE = drafted("pamidronate", 90, 28)
CHART = (BREAST, BONE_METS, PAMIDRONATE)
KNOWN = (*CHART, *NORMAL_LABS)
FULL = ("zoledronic_acid_4_q4w",)

# fmt: off
CASES = [
    Case("pamidronate ordered, everything known", patient(*KNOWN), ADVISED, indicator="info", orders=FULL),
    Case("the same under the edition of 2020", patient(*KNOWN, edition="esmo-2020"), ADVISED, indicator="info", orders=FULL),
    Case("clodronate ordered", patient(BREAST, BONE_METS, *NORMAL_LABS, drafted("clodronate", 1600, 1)), ADVISED, orders=FULL),
    Case("ibandronate ordered", patient(BREAST, BONE_METS, *NORMAL_LABS, drafted("ibandronate", 6, 28)), ADVISED, orders=FULL),
    Case("clearance not on record: said, no dose", patient(*CHART), ADVISED, orders=()),
    Case("clearance 60: renal dose", patient(*CHART, *labs(60)), ADVISED, orders=("zoledronic_acid_3_5_q4w",)),
    Case("clearance 30", patient(*CHART, *labs(30)), ADVISED, orders=("zoledronic_acid_3_0_q4w",), edge="crcl_zol_min"),
    Case("clearance 29", patient(*CHART, *labs(29)), EXCLUDED, edge="crcl_zol_min"),
    Case("jaw osteonecrosis: no order is offered", patient(*KNOWN, condition("osteonecrosis_of_jaw", 20)), ADVISED, orders=()),
    # for whom not
    Case("zoledronic acid ordered", patient(BREAST, BONE_METS, *NORMAL_LABS, drafted("zoledronic_acid", 4, 28)), NOT_APPLICABLE),
    Case("alendronate ordered: for bone density", patient(BREAST, BONE_METS, *NORMAL_LABS, drafted("alendronate", 70, 7)), NOT_APPLICABLE),
    Case("pamidronate is to be stopped", patient(BREAST, BONE_METS, drafted("pamidronate", standing="ended")), NOT_APPLICABLE),
    Case("no bone metastasis", patient(BREAST, PAMIDRONATE, *NORMAL_LABS), NOT_APPLICABLE),
    Case("deceased", patient(*KNOWN, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*KNOWN, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*KNOWN, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("life expectancy two months", patient(*KNOWN, months(2)), EXCLUDED),
    Case("hormone-sensitive prostate cancer", patient(PROSTATE, condition("castration_sensitive"), BONE_METS, PAMIDRONATE, sex="male"), EXCLUDED),
    Case("osteosarcoma", patient(*KNOWN, condition("primary_bone_malignancy")), EXCLUDED),
    Case("myeloma: pamidronate is as good", patient(*KNOWN, condition("multiple_myeloma")), EXCLUDED),
    Case("calcium 2.09", patient(*CHART, *labs(calcium=2.09)), EXCLUDED),
    Case("allergy to a bisphosphonate", patient(*KNOWN, allergy("bisphosphonates")), EXCLUDED),
    Case("on denosumab", patient(*KNOWN, drug("denosumab", 60, 120, 28)), EXCLUDED),
    Case("hypercalcaemia is the reason of the order", patient(BREAST, BONE_METS, *NORMAL_LABS, drafted("pamidronate+bisphosphonates", 90, answers="hypercalcaemia")), EXCLUDED),
    Case("calcium 2.7: hypercalcaemia", patient(*CHART, *labs(calcium=2.7)), EXCLUDED),
    Case("osteoporosis", patient(*KNOWN, condition("osteoporosis")), EXCLUDED),
    # already done
    Case("zoledronic acid in the past", patient(*KNOWN, drug("zoledronic_acid", 900, 4, 28, standing="ended")), EXCLUDED),
    Case("zoledronic acid is being ordered too", patient(*KNOWN, drafted("zoledronic_acid", 4, 28)), EXCLUDED),
    # not read
    Case("allergies not read", patient(*KNOWN, unread=("allergies",)), CANNOT_TELL),
    Case("clearance cannot be read", patient(*CHART, result("creatinine_clearance", 85, "furlong"), NORMAL_LABS[1]), CANNOT_TELL),
    Case("a draft that can only be guessed at", patient(BREAST, BONE_METS, *NORMAL_LABS, drafted("pamidronate", doubt="unreadable")), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_zoledronic_acid_comes_before_another_bisphosphonate(case: Case) -> None:
    run(ID, case)


def test_it_takes_the_place_of_each_draft() -> None:
    clodronate = drafted("clodronate", 1600, 1)
    offered = judge(ID, patient(*KNOWN, clodronate)).suggestions
    assert {s.draft for s in offered} == {PAMIDRONATE.event.ref, clodronate.event.ref}
    assert {s.order for s in offered} == set(FULL)
