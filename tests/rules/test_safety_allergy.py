"""Boundary table of SAFETY-ALLERGY."""

from cards.engine import ADVISED, CANNOT_TELL, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, NORMAL_LABS, allergy, condition, drafted, drafted_service, patient
from tests.rules.table import Case, run, table

ID = "SAFETY-ALLERGY"
PAMIDRONATE, DENOSUMAB = drafted("pamidronate", 90, 28), drafted("denosumab", 120, 28)
MINE = (BREAST, BONE_METS, *NORMAL_LABS)

# fmt: off
CASES = [
    Case("allergy to the class, pamidronate ordered: denosumab instead", patient(*MINE, allergy("bisphosphonates"), PAMIDRONATE), ADVISED, indicator="critical", orders=("denosumab_120_q4w", "")),
    Case("allergy to alendronate, pamidronate ordered: same class", patient(*MINE, allergy("alendronate"), PAMIDRONATE), ADVISED, indicator="critical"),
    Case("allergy to denosumab, denosumab ordered: zoledronic acid instead", patient(*MINE, allergy("denosumab"), DENOSUMAB), ADVISED, indicator="critical", orders=("zoledronic_acid_4_q4w", "")),
    Case("allergy to both: neither is named", patient(*MINE, allergy("denosumab"), allergy("alendronate"), DENOSUMAB), ADVISED, indicator="critical", orders=("",)),
    Case("allergy, calcium not known: no drug named", patient(BREAST, BONE_METS, allergy("denosumab"), DENOSUMAB), ADVISED, indicator="critical", orders=("",)),
    Case("allergy to a bisphosphonate, denosumab ordered", patient(*MINE, allergy("bisphosphonates"), DENOSUMAB), NOT_APPLICABLE),
    Case("allergy unconfirmed", patient(*MINE, allergy("bisphosphonates", certain=False), PAMIDRONATE), NOT_APPLICABLE),
    Case("allergy over", patient(*MINE, allergy("bisphosphonates", standing="ended"), PAMIDRONATE), NOT_APPLICABLE),
    Case("aspirin-sensitive asthma, bisphosphonate", patient(*MINE, condition("aspirin_sensitive_asthma"), PAMIDRONATE), ADVISED, indicator="warning", orders=("denosumab_120_q4w", "")),
    Case("aspirin-sensitive asthma, denosumab", patient(*MINE, condition("aspirin_sensitive_asthma"), DENOSUMAB), NOT_APPLICABLE),
    Case("allergy, radiotherapy is ordered", patient(*MINE, allergy("bisphosphonates"), drafted_service("radiotherapy")), NOT_APPLICABLE),
    Case("aged 17", patient(*MINE, allergy("bisphosphonates"), PAMIDRONATE, age=17), NOT_APPLICABLE),
    Case("allergies not read", patient(*MINE, PAMIDRONATE, unread=("allergies",)), CANNOT_TELL),
    Case("radiotherapy is ordered, allergies not read: no concern of this row", patient(*MINE, drafted_service("radiotherapy"), unread=("allergies",)), NOT_APPLICABLE),
    Case("asthma known, allergies not read: said, no drug named", patient(*MINE, condition("aspirin_sensitive_asthma"), PAMIDRONATE, unread=("allergies",)), ADVISED, indicator="warning", orders=("",)),
]
# fmt: on


@table(CASES)
def test_an_allergy_stands_before_the_choice_of_agent(case: Case) -> None:
    run(ID, case)
