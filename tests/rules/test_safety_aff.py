"""Boundary table of SAFETY-AFF."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import BONE_METS, BREAST, condition, done, drug, given, ordered, patient, result
from tests.rules.table import Case, run, table

ID = "SAFETY-AFF"
ZOLEDRONIC = drug("zoledronic_acid", 2190, 4, 84)
GROIN = condition("thigh_or_groin_pain", 10)
LONG = (BREAST, BONE_METS, ZOLEDRONIC, GROIN)

# fmt: off
CASES = [
    Case("six years of zoledronic acid, groin pain for 10 days", patient(*LONG), ADVISED, indicator="warning", orders=("femur_xray_both",)),
    Case("any duration counts", patient(drug("alendronate", 40, 70, 7), GROIN), ADVISED),
    Case("deceased", patient(*LONG, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*LONG, age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", patient(*LONG, age=18), ADVISED, edge="adult_age"),
    Case("pregnant: the pregnancy card speaks", patient(*LONG, condition("pregnancy", 40), age=33), NOT_APPLICABLE),
    Case("no bone agent", patient(BREAST, GROIN), NOT_APPLICABLE),
    Case("last denosumab 120 mg 84 days ago", patient(given("denosumab", 84, 120), GROIN), ADVISED, edge="dosing_window_days.denosumab_120mg_q4w"),
    Case("last denosumab 120 mg 85 days ago", patient(given("denosumab", 85, 120), GROIN), NOT_APPLICABLE, edge="dosing_window_days.denosumab_120mg_q4w"),
    Case("last denosumab 60 mg 213 days ago", patient(given("denosumab", 213, 60, 182), GROIN), ADVISED, edge="dosing_window_days.denosumab_60mg_q6m"),
    Case("last denosumab 60 mg 214 days ago", patient(given("denosumab", 214, 60, 182), GROIN), NOT_APPLICABLE, edge="dosing_window_days.denosumab_60mg_q6m"),
    Case("last zoledronic acid 4-weekly 120 days ago", patient(given("zoledronic_acid", 120, 4, 28), GROIN), ADVISED, edge="dosing_window_days.zoledronic_acid_q4w"),
    Case("last zoledronic acid 4-weekly 121 days ago", patient(given("zoledronic_acid", 121, 4, 28), GROIN), NOT_APPLICABLE, edge="dosing_window_days.zoledronic_acid_q4w"),
    Case("last zoledronic acid 12-weekly 150 days ago", patient(given("zoledronic_acid", 150, 4, 84), GROIN), ADVISED, edge="dosing_window_days.zoledronic_acid_q12w"),
    Case("last zoledronic acid 12-weekly 151 days ago", patient(given("zoledronic_acid", 151, 4, 84), GROIN), NOT_APPLICABLE, edge="dosing_window_days.zoledronic_acid_q12w"),
    Case("last zoledronic acid 6-monthly 213 days ago", patient(given("zoledronic_acid", 213, 4, 182), GROIN), ADVISED, edge="dosing_window_days.zoledronic_acid_q6m"),
    Case("last zoledronic acid 6-monthly 214 days ago", patient(given("zoledronic_acid", 214, 4, 182), GROIN), NOT_APPLICABLE, edge="dosing_window_days.zoledronic_acid_q6m"),
    Case("last zoledronic acid 5 mg 395 days ago", patient(given("zoledronic_acid", 395, 5), GROIN), ADVISED, edge="dosing_window_days.zoledronic_acid_5mg_yearly"),
    Case("last zoledronic acid 5 mg 396 days ago", patient(given("zoledronic_acid", 396, 5), GROIN), NOT_APPLICABLE, edge="dosing_window_days.zoledronic_acid_5mg_yearly"),
    Case("last pamidronate 120 days ago", patient(given("pamidronate", 120, 90, 28), GROIN), ADVISED, edge="dosing_window_days.other_agents"),
    Case("last pamidronate 121 days ago", patient(given("pamidronate", 121, 90, 28), GROIN), NOT_APPLICABLE, edge="dosing_window_days.other_agents"),
    Case("zoledronic acid every 70 days, last dose 130 days ago", patient(given("zoledronic_acid", 130, 4, 70), GROIN), ADVISED, edge="interval_q12w_from_days"),
    Case("zoledronic acid every 69 days, last dose 130 days ago", patient(given("zoledronic_acid", 130, 4, 69), GROIN), NOT_APPLICABLE, edge="interval_q12w_from_days"),
    Case("zoledronic acid every 150 days, last dose 180 days ago", patient(given("zoledronic_acid", 180, 4, 150), GROIN), ADVISED, edge="interval_q6m_from_days"),
    Case("zoledronic acid every 149 days, last dose 180 days ago", patient(given("zoledronic_acid", 180, 4, 149), GROIN), NOT_APPLICABLE, edge="interval_q6m_from_days"),
    Case("no pain", patient(BREAST, BONE_METS, ZOLEDRONIC), NOT_APPLICABLE),
    Case("pain for 90 days", patient(ZOLEDRONIC, condition("thigh_or_groin_pain", 90)), ADVISED, edge="thigh_pain_max_age_days"),
    Case("pain for 91 days", patient(ZOLEDRONIC, condition("thigh_or_groin_pain", 91)), NOT_APPLICABLE, edge="thigh_pain_max_age_days"),
    Case("pain without a date", patient(ZOLEDRONIC, condition("thigh_or_groin_pain", None)), NOT_APPLICABLE),
    Case("pain as an observation", patient(ZOLEDRONIC, result("thigh_or_groin_pain", ago=5, answers="present")), ADVISED),
    Case("pain asked for and absent", patient(ZOLEDRONIC, result("thigh_or_groin_pain", ago=5, answers="absent")), NOT_APPLICABLE),
    Case("femur imaged on the day the pain began", patient(*LONG, done("femur_imaging", 10)), EXCLUDED),
    Case("femur imaged the day before", patient(*LONG, done("femur_imaging", 11)), ADVISED),
    Case("femur X-ray report since", patient(*LONG, result("femur_imaging", ago=3)), EXCLUDED),
    Case("femur imaging ordered", patient(*LONG, ordered("femur_imaging")), EXCLUDED),
    Case("drugs not read", patient(*LONG, unread=("medications",)), CANNOT_TELL),
    Case("procedures not read", patient(*LONG, unread=("procedures",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_thigh_or_groin_pain_under_a_bone_agent_calls_for_both_femora(case: Case) -> None:
    run(ID, case)
