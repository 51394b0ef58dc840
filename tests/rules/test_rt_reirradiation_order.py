"""Boundary table of the part of RT-REIRRADIATION for radiotherapy being ordered."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, condition, done, drafted_service, ordered, patient, result
from tests.rules.table import Case, run, table

ID = "RT-REIRRADIATION-ORDER"
RIB = condition("bone_pain_localised", 5, site="rib")
RT_RIB = done("radiotherapy", 90, site="rib", fractions=1)
DRAFT = drafted_service("radiotherapy", fractions=5, site="rib")
AGAIN = (BONE_METS, RIB, RT_RIB)

# fmt: off
CASES = [
    Case("radiotherapy being ordered for a rib that was irradiated 3 months ago", patient(*AGAIN, DRAFT), ADVISED, indicator="info", orders=("radiation_oncology_referral",)),
    Case("nothing being ordered", patient(*AGAIN), NOT_APPLICABLE),
    Case("deceased", patient(*AGAIN, DRAFT, deceased=True), NOT_APPLICABLE),
    Case("radiotherapy being ordered for another site", patient(*AGAIN, drafted_service("radiotherapy", fractions=5, site="femur")), NOT_APPLICABLE),
    Case("site of the order not recorded", patient(*AGAIN, drafted_service("radiotherapy", fractions=5)), CANNOT_TELL),
    Case("neither metastasis nor myeloma", patient(RIB, RT_RIB, DRAFT), NOT_APPLICABLE),
    Case("first radiotherapy to the rib", patient(BONE_METS, RIB, DRAFT), NOT_APPLICABLE),
    Case("radiotherapy 28 days ago", patient(BONE_METS, RIB, done("radiotherapy", 28, site="rib"), DRAFT), ADVISED, edge="rt_retreat_min_days"),
    Case("radiotherapy 27 days ago", patient(BONE_METS, RIB, done("radiotherapy", 27, site="rib"), DRAFT), NOT_APPLICABLE, edge="rt_retreat_min_days"),
    Case("date of the radiotherapy not recorded", patient(BONE_METS, RIB, done("radiotherapy", None, site="rib"), DRAFT), NOT_APPLICABLE),
    Case("dose limit of the cord reached", patient(*AGAIN, DRAFT, condition("cord_dose_limit_reached", 80)), EXCLUDED),
    Case("a second course ended 27 days ago", patient(*AGAIN, DRAFT, done("radiotherapy", 27, site="rib")), EXCLUDED),
    Case("cord compression suspected", patient(*AGAIN, DRAFT, condition("cord_compression", 0, certain=False)), EXCLUDED),
    Case("life expectancy below 4 weeks", patient(*AGAIN, DRAFT, result("life_expectancy", 0.9, "mo")), EXCLUDED),
    Case("re-treatment ordered already", patient(*AGAIN, DRAFT, ordered("radiotherapy", 2, site="rib")), EXCLUDED),
    Case("procedures not read", patient(*AGAIN, DRAFT, unread=("procedures",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_what_to_weigh_is_said_when_radiotherapy_is_ordered_again(case: Case) -> None:
    run(ID, case)
