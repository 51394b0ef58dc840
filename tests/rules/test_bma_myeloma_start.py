"""Boundary table of BMA-MYELOMA-START."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import NORMAL_LABS, allergy, condition, drug, given, patient, result
from tests.rules.facts import DENTIST, labs, months, score
from tests.rules.table import Case, judge, run, table

ID = "BMA-MYELOMA-START"
MYELOMA = condition("multiple_myeloma", 60)
NEW = (MYELOMA, DENTIST)
COMPLETE = (*NEW, *NORMAL_LABS)
DENOSUMAB = ("denosumab_120_q4w",)
ALL = ("zoledronic_acid_4_q4w", "pamidronate_90_q4w", *DENOSUMAB)
IN_REMISSION = condition("myeloma_in_remission", 30)

# fmt: off
CASES = [
    Case("active myeloma, no agent", patient(*COMPLETE), ADVISED, indicator="info", orders=ALL),
    Case("dentist not on record", patient(MYELOMA, *NORMAL_LABS), ADVISED, orders=(*ALL, "dental_assessment")),
    Case("lytic lesion: warning", patient(*COMPLETE, condition("bone_lesion_unspecified", 50)), ADVISED, indicator="warning"),
    Case("lytic lesion in a report: warning", patient(*COMPLETE, result("bone_lesion_unspecified", answers="present")), ADVISED, indicator="warning"),
    Case("no lesion in the report: information", patient(*COMPLETE, result("bone_lesion_unspecified", answers="absent")), ADVISED, indicator="info"),
    Case("fracture healed 183 days ago: warning", patient(*COMPLETE, condition("pathological_fracture", 183, standing="ended")), ADVISED, indicator="warning", edge="recent_sre_days"),
    Case("fracture healed 184 days ago: information", patient(*COMPLETE, condition("pathological_fracture", 184, standing="ended")), ADVISED, indicator="info", edge="recent_sre_days"),
    # for whom not
    Case("deceased", patient(*COMPLETE, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(*COMPLETE, age=17), NOT_APPLICABLE),
    Case("breast-feeding", patient(*COMPLETE, condition("lactation", 60), age=31), NOT_APPLICABLE),
    Case("no myeloma", patient(DENTIST, *NORMAL_LABS), NOT_APPLICABLE),
    Case("smouldering myeloma alone", patient(condition("smouldering_myeloma"), *NORMAL_LABS), NOT_APPLICABLE),
    Case("coded as myeloma and as smouldering", patient(*COMPLETE, condition("smouldering_myeloma")), EXCLUDED),
    Case("coded as myeloma and as MGUS on the same day", patient(*COMPLETE, condition("mgus")), EXCLUDED),
    Case("MGUS years before the myeloma", patient(*COMPLETE, condition("mgus", 2000)), ADVISED),
    Case("MGUS of unknown date", patient(*COMPLETE, condition("mgus", None)), EXCLUDED),
    Case("coded as myeloma and as plasmacytoma", patient(*COMPLETE, condition("plasmacytoma")), EXCLUDED),
    Case("in remission without therapy", patient(*COMPLETE, IN_REMISSION), EXCLUDED),
    Case("in remission on lenalidomide", patient(*COMPLETE, IN_REMISSION, drug("thalidomide_analogues", 200)), ADVISED),
    Case("hospice", patient(*COMPLETE, condition("hospice_care", 3)), EXCLUDED),
    Case("ECOG 4", patient(*COMPLETE, score("ecog", 4)), EXCLUDED, edge="ecog_no_start"),
    Case("ECOG 3", patient(*COMPLETE, score("ecog", 3)), ADVISED, edge="ecog_no_start"),
    Case("life expectancy 2.9 months", patient(*COMPLETE, months(2.9)), EXCLUDED, edge="life_expectancy_min_months"),
    Case("life expectancy 3 months", patient(*COMPLETE, months(3)), ADVISED, edge="life_expectancy_min_months"),
    # already done
    Case("pamidronate ordered", patient(*COMPLETE, drug("pamidronate+bisphosphonates+bone_agents", 20, 90, 28)), EXCLUDED),
    Case("zoledronic acid every 4 weeks, last 120 days ago", patient(*COMPLETE, given("zoledronic_acid", 120, 4, 28)), EXCLUDED, edge="dosing_window_days.zoledronic_acid_q4w"),
    Case("zoledronic acid every 4 weeks, last 121 days ago", patient(*COMPLETE, given("zoledronic_acid", 121, 4, 28)), ADVISED, edge="dosing_window_days.zoledronic_acid_q4w"),
    Case("zoledronic acid on hold", patient(*COMPLETE, drug("zoledronic_acid", 90, 4, 28, standing="on-hold")), EXCLUDED),
    Case("declined 183 days ago", patient(*COMPLETE, drug("zoledronic_acid", 183, 4, 28, standing="refused")), EXCLUDED, edge="decline_memory_days"),
    Case("declined 184 days ago", patient(*COMPLETE, drug("zoledronic_acid", 184, 4, 28, standing="refused")), ADVISED, edge="decline_memory_days"),
    # what is offered
    Case("no laboratory values: checks first", patient(*NEW), ADVISED, orders=("creatinine", "calcium")),
    Case("values 30 days old", patient(*NEW, *labs(ago=30)), ADVISED, orders=ALL, edge="lab_max_age_days"),
    Case("values 31 days old", patient(*NEW, *labs(ago=31)), ADVISED, orders=("creatinine", "calcium"), edge="lab_max_age_days"),
    Case("clearance 60: reduced dose", patient(*NEW, *labs(60)), ADVISED, orders=("zoledronic_acid_3_5_q4w", *DENOSUMAB), edge="crcl_zol_reduce_le"),
    Case("clearance 60.1: full dose", patient(*NEW, *labs(60.1)), ADVISED, orders=ALL, edge="crcl_zol_reduce_le"),
    Case("clearance 30", patient(*NEW, *labs(30)), ADVISED, orders=("zoledronic_acid_3_0_q4w", *DENOSUMAB), edge="crcl_zol_min"),
    Case("clearance 29.9: denosumab only", patient(*NEW, *labs(29.9)), ADVISED, orders=DENOSUMAB, edge="crcl_zol_min"),
    Case("calcium 2.09: no drug order", patient(*NEW, *labs(calcium=2.09)), ADVISED, orders=(), edge="calcium_lower_mmol"),
    Case("calcium 2.1", patient(*NEW, *labs(calcium=2.1)), ADVISED, orders=ALL, edge="calcium_lower_mmol"),
    Case("allergy to a bisphosphonate", patient(*COMPLETE, allergy("bisphosphonates")), ADVISED, orders=DENOSUMAB),
    Case("China 2014: no denosumab", patient(*COMPLETE, region="CN-2014"), ADVISED, orders=("zoledronic_acid_4_q4w", "pamidronate_90_q4w")),
    # not read
    Case("drugs not read", patient(*COMPLETE, unread=("medications",)), CANNOT_TELL),
    Case("results not read", patient(*COMPLETE, unread=("results",)), CANNOT_TELL),
    Case("allergies not read", patient(*COMPLETE, unread=("allergies",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_active_myeloma_calls_for_a_bone_targeted_agent(case: Case) -> None:
    run(ID, case)


def said(*events: object, **more: object) -> tuple[str, str]:
    """The summary and all sentences of the advice."""
    advice = judge(ID, patient(*events, **more)).advice  # type: ignore[arg-type]
    assert advice is not None
    return advice.summary, " ".join(s.template for s in (*advice.because, *advice.options))


def test_activity_that_is_not_recorded_is_a_condition_of_the_advice() -> None:
    assert "applies if the myeloma is active" in said(*COMPLETE)[1]
    assert "applies if the myeloma is active" not in said(*COMPLETE, drug("thalidomide_analogues", 20))[1]
    assert "applies if the myeloma is active" not in said(*COMPLETE, condition("bone_lesion_unspecified", 50))[1]


def test_below_30_denosumab_comes_first_and_zoledronic_acid_is_not_named_as_an_option() -> None:
    summary, words = said(*NEW, *labs(20))
    assert "consider denosumab" in summary
    assert "preferred at this clearance" in words
    assert "Zoledronic acid IV" not in words
    assert "pamidronate over 4-6 hours" in words


def test_denosumab_is_not_called_superior_in_myeloma() -> None:
    assert "equivalent, not superior" in said(*COMPLETE)[1]
