"""Boundary table of RT-LOCAL-PAIN."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, Placed, condition, done, ordered, patient, result
from tests.rules.table import Case, run, table

ID = "RT-LOCAL-PAIN"
RIB = condition("bone_pain_localised", 20, site="rib")
AT_RIB = condition("bone_metastasis", 60, site="rib")


def score(value: float, ago: int = 3, **more: str) -> Placed:
    return result("pain_score", value, "{score}", ago, **more)


# fmt: off
CASES = [
    Case("rib metastasis hurts, no radiotherapy: referral as an option", patient(BONE_METS, RIB), ADVISED, indicator="info", orders=("radiation_oncology_referral",)),
    Case("localised bone pain in myeloma", patient(condition("multiple_myeloma"), RIB), ADVISED),
    Case("deceased", patient(BONE_METS, RIB, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(BONE_METS, RIB, age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", patient(BONE_METS, RIB, age=18), ADVISED, edge="adult_age"),
    Case("pregnant", patient(BONE_METS, RIB, condition("pregnancy", 40), age=33), NOT_APPLICABLE),
    Case("pain without metastasis", patient(RIB), NOT_APPLICABLE),
    Case("metastasis not confirmed", patient(condition("bone_metastasis", 9, certain=False), RIB), NOT_APPLICABLE),
    Case("no pain recorded", patient(BONE_METS), NOT_APPLICABLE),
    Case("localised pain gone", patient(BONE_METS, condition("bone_pain_localised", 20, standing="ended", site="rib")), NOT_APPLICABLE),
    Case("bone pain coded with one body site", patient(BONE_METS, condition("bone_pain", 20, site="femur")), ADVISED),
    Case("bone pain without a site", patient(BONE_METS, condition("bone_pain", 20)), NOT_APPLICABLE),
    Case("localised pain as an observation 30 days ago", patient(BONE_METS, result("bone_pain_localised", ago=30)), ADVISED, edge="pain_max_age_days"),
    Case("localised pain as an observation 31 days ago", patient(BONE_METS, result("bone_pain_localised", ago=31)), NOT_APPLICABLE, edge="pain_max_age_days"),
    Case("localised pain observed as absent", patient(BONE_METS, result("bone_pain_localised", ago=3, answers="absent")), NOT_APPLICABLE),
    Case("score 4 at the rib", patient(BONE_METS, score(4, site="rib")), ADVISED, edge="rt_local_pain_score_min"),
    Case("score 3 at the rib", patient(BONE_METS, score(3, site="rib")), NOT_APPLICABLE, edge="rt_local_pain_score_min"),
    Case("score 30 days old", patient(BONE_METS, score(6, 30, site="rib")), ADVISED, edge="pain_max_age_days"),
    Case("score 31 days old", patient(BONE_METS, score(6, 31, site="rib")), NOT_APPLICABLE, edge="pain_max_age_days"),
    Case("the newest score counts", patient(BONE_METS, score(8, 20, site="rib"), score(2, 3, site="rib")), NOT_APPLICABLE),
    Case("score without site, one metastasis with a site", patient(AT_RIB, score(6)), ADVISED),
    Case("score without site, metastases at two sites", patient(AT_RIB, condition("bone_metastasis", 60, site="femur"), score(6)), NOT_APPLICABLE),
    Case("score without site, site of one metastasis not recorded", patient(AT_RIB, BONE_METS, score(6)), NOT_APPLICABLE),
    Case("score without unit is a score", patient(BONE_METS, result("pain_score", 6, "", 3, site="rib")), ADVISED),
    Case("score on a scale in mm", patient(BONE_METS, result("pain_score", 60, "mm", 3, site="rib")), CANNOT_TELL),
    Case("diffuse pain too", patient(BONE_METS, RIB, condition("bone_pain_diffuse", 20)), EXCLUDED),
    Case("only diffuse pain, score 6", patient(BONE_METS, condition("bone_pain_diffuse", 20), score(6)), NOT_APPLICABLE),
    Case("life expectancy below 4 weeks", patient(BONE_METS, RIB, result("life_expectancy", 0.9, "mo")), EXCLUDED, edge="life_expectancy_rt_min_months"),
    Case("life expectancy 1 month", patient(BONE_METS, RIB, result("life_expectancy", 1, "mo")), ADVISED, edge="life_expectancy_rt_min_months"),
    Case("hospice alone does not speak against it", patient(BONE_METS, RIB, condition("hospice_care", 3)), ADVISED),
    Case("cord compression suspected", patient(BONE_METS, RIB, condition("cord_compression", 0, certain=False)), EXCLUDED),
    Case("radiotherapy to the rib 28 days ago", patient(BONE_METS, RIB, done("radiotherapy", 28, site="rib")), EXCLUDED, edge="rt_retreat_min_days"),
    Case("radiotherapy to the rib 29 days ago", patient(BONE_METS, RIB, done("radiotherapy", 29, site="rib")), ADVISED, edge="rt_retreat_min_days"),
    Case("radiotherapy to another site", patient(BONE_METS, RIB, done("radiotherapy", 9, site="femur")), ADVISED),
    Case("radiotherapy to a site not recorded counts as the same", patient(BONE_METS, RIB, done("radiotherapy", 9)), EXCLUDED),
    Case("site of the pain not recorded", patient(BONE_METS, condition("bone_pain_localised", 20), done("radiotherapy", 9, site="femur")), EXCLUDED),
    Case("curative radiotherapy elsewhere is not for the pain", patient(BONE_METS, RIB, done("radiotherapy+curative_intent", 9)), ADVISED),
    Case("radiotherapy cancelled", patient(BONE_METS, RIB, done("radiotherapy", 9, site="rib", standing="refused")), ADVISED),
    Case("radiotherapy ordered", patient(BONE_METS, RIB, ordered("radiotherapy", 2)), EXCLUDED),
    Case("radiation oncology referral 28 days ago", patient(BONE_METS, RIB, ordered("radiation_oncology_referral", 28)), EXCLUDED, edge="rt_retreat_min_days"),
    Case("radiation oncology referral 29 days ago, nothing since", patient(BONE_METS, RIB, ordered("radiation_oncology_referral", 29)), ADVISED, edge="rt_retreat_min_days"),
    Case("conditions not read", patient(BONE_METS, RIB, unread=("conditions",)), CANNOT_TELL),
    Case("procedures not read", patient(BONE_METS, RIB, unread=("procedures",)), CANNOT_TELL),
    Case("orders not read", patient(BONE_METS, RIB, unread=("orders",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_radiotherapy_is_offered_for_localised_bone_pain_not_yet_irradiated(case: Case) -> None:
    run(ID, case)
