"""Boundary table of BMA-PAIN-ADJUNCT; the pain itself is tested with radiotherapy."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import (
    BONE_METS,
    BREAST,
    NORMAL_LABS,
    PROSTATE,
    Placed,
    allergy,
    condition,
    done,
    drug,
    patient,
    result,
)
from tests.rules.facts import labs, months, score
from tests.rules.table import Case, run, table

ID = "BMA-PAIN-ADJUNCT"
DIFFUSE = condition("bone_pain_diffuse", 60)
METASTATIC = (BREAST, BONE_METS)
HURTS = (*METASTATIC, DIFFUSE)
COMPLETE = (*HURTS, *NORMAL_LABS)
NO_PAIN = (*METASTATIC, *NORMAL_LABS)
RIB = condition("bone_pain", 5, site="rib")


def irradiated(ago: int, site: str = "rib") -> Placed:
    return done("radiotherapy", ago, site=site)


def rib_score(value: float) -> Placed:
    return result("pain_score", value, "{score}", 5, site="rib")


# fmt: off
CASES = [
    Case("diffuse bone pain, no agent", patient(*COMPLETE), ADVISED, indicator="info", orders=("zoledronic_acid_4_q4w", "analgesic_review")),
    Case("diffuse pain observed 30 days ago", patient(*NO_PAIN, result("bone_pain_diffuse", ago=30)), ADVISED, edge="pain_max_age_days"),
    Case("diffuse pain observed 31 days ago", patient(*NO_PAIN, result("bone_pain_diffuse", ago=31)), NOT_APPLICABLE, edge="pain_max_age_days"),
    Case("pain of the rib irradiated 33 days ago", patient(*NO_PAIN, RIB, irradiated(33)), ADVISED),
    Case("score at the rib 28 days after radiotherapy", patient(*NO_PAIN, rib_score(4), irradiated(33)), ADVISED, edge="rt_retreat_min_days"),
    Case("score at the rib 27 days after radiotherapy", patient(*NO_PAIN, rib_score(4), irradiated(32)), NOT_APPLICABLE, edge="rt_retreat_min_days"),
    Case("score 4 at the irradiated rib", patient(*NO_PAIN, rib_score(4), irradiated(90)), ADVISED, edge="rt_local_pain_score_min"),
    Case("score 3 at the irradiated rib", patient(*NO_PAIN, rib_score(3), irradiated(90)), NOT_APPLICABLE, edge="rt_local_pain_score_min"),
    Case("pain at another site than the irradiated one", patient(*NO_PAIN, RIB, irradiated(90, "femur")), NOT_APPLICABLE),
    Case("no laboratory values: no drug order", patient(*HURTS), ADVISED, orders=("analgesic_review",)),
    Case("clearance 60: dose left to the start card", patient(*HURTS, *labs(60)), ADVISED, orders=("analgesic_review",), edge="crcl_zol_reduce_le"),
    Case("clearance 60.1", patient(*HURTS, *labs(60.1)), ADVISED, orders=("zoledronic_acid_4_q4w", "analgesic_review"), edge="crcl_zol_reduce_le"),
    # for whom not
    Case("deceased", patient(*COMPLETE, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*COMPLETE, age=17), NOT_APPLICABLE),
    Case("pregnant", patient(*COMPLETE, condition("pregnancy", 60), age=31), NOT_APPLICABLE),
    Case("no bone metastasis", patient(BREAST, DIFFUSE, *NORMAL_LABS), NOT_APPLICABLE),
    Case("pain of unknown pattern", patient(*NO_PAIN, condition("bone_pain", 5), score("pain_score", 7)), NOT_APPLICABLE),
    Case("hospice", patient(*COMPLETE, condition("hospice_care", 3)), EXCLUDED),
    Case("ECOG 4", patient(*COMPLETE, score("ecog", 4)), EXCLUDED, edge="ecog_no_start"),
    Case("ECOG 3", patient(*COMPLETE, score("ecog", 3)), ADVISED, edge="ecog_no_start"),
    Case("life expectancy 2.9 months", patient(*COMPLETE, months(2.9)), EXCLUDED, edge="life_expectancy_min_months"),
    Case("life expectancy 3 months", patient(*COMPLETE, months(3)), ADVISED, edge="life_expectancy_min_months"),
    Case("hormone-sensitive prostate cancer", patient(*COMPLETE, PROSTATE, condition("castration_sensitive"), sex="male"), EXCLUDED),
    Case("primary bone tumour", patient(*COMPLETE, condition("primary_bone_malignancy")), EXCLUDED),
    Case("myeloma", patient(*COMPLETE, condition("multiple_myeloma")), EXCLUDED),
    Case("clearance 29.9", patient(*HURTS, *labs(29.9)), EXCLUDED, edge="crcl_zol_min"),
    Case("clearance 30", patient(*HURTS, *labs(30)), ADVISED, edge="crcl_zol_min"),
    Case("allergy to a bisphosphonate", patient(*COMPLETE, allergy("bisphosphonates")), EXCLUDED),
    # already done
    Case("on denosumab", patient(*COMPLETE, drug("denosumab", 60, 120, 28)), EXCLUDED),
    Case("zoledronic acid on hold", patient(*COMPLETE, drug("zoledronic_acid", 90, 4, 28, standing="on-hold")), EXCLUDED),
    Case("declined 183 days ago", patient(*COMPLETE, drug("zoledronic_acid", 183, 4, 28, standing="refused")), EXCLUDED, edge="decline_memory_days"),
    Case("declined 184 days ago", patient(*COMPLETE, drug("zoledronic_acid", 184, 4, 28, standing="refused")), ADVISED, edge="decline_memory_days"),
    # not read
    Case("drugs not read", patient(*COMPLETE, unread=("medications",)), CANNOT_TELL),
    Case("results not read", patient(*COMPLETE, unread=("results",)), CANNOT_TELL),
    Case("allergies not read", patient(*COMPLETE, unread=("allergies",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_a_bisphosphonate_helps_against_diffuse_pain_and_pain_after_radiotherapy(case: Case) -> None:
    run(ID, case)
