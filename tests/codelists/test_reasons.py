"""Words that say why something is ordered, as clinicians write them, in English and Chinese."""

import pytest

from tests.codelists.look_up import lists_in

# fmt: off
REASONS = [
    # words                                    the reasons they name (without the prefix), and those they must not
    ("treatment response",                     "response",                       "new_symptom staging other"),
    ("response to therapy",                    "response",                       "new_symptom other"),
    ("Response assessment after 3 cycles",     "response",                       "new_symptom"),
    ("疗效评价",                               "response",                       "new_symptom other"),
    ("化疗后评估",                             "response",                       "new_symptom"),
    ("routine follow-up",                      "follow_up",                      "response other"),
    ("随访",                                   "follow_up",                      "response other"),
    ("骨转移复查",                             "follow_up",                      "new_symptom other"),
    ("continuation review",                    "continuation_review",            "response"),
    ("whether to continue denosumab",          "continuation_review",            "denosumab_stop"),
    ("续用评估",                               "continuation_review",            "response"),
    ("after discontinuation of denosumab",     "denosumab_stop",                 ""),
    ("denosumab was stopped 8 months ago",     "denosumab_stop",                 ""),
    ("停用地舒单抗后",                         "denosumab_stop",                 ""),
    ("clinical trial",                         "trial_protocol",                 ""),
    ("PCWG3",                                  "trial_protocol crpc_progression", ""),
    ("trial of therapy",                       "",                               "trial_protocol"),
    ("临床试验方案",                           "trial_protocol",                 ""),
    ("restaging of breast cancer",             "staging",                        "response"),
    ("Stage IV breast cancer",                 "",                               "staging other response"),
    ("分期",                                   "staging",                        ""),
    ("new back pain",                          "new_symptom acute other",        "response"),
    ("rule out new bone metastasis",           "new_symptom",                    ""),
    ("metastasis?",                            "new_symptom",                    ""),
    ("rising alkaline phosphatase",            "new_symptom",                    ""),
    ("no new symptoms",                        "",                               "new_symptom acute"),
    ("asymptomatic, response to therapy",      "response",                       "new_symptom"),
    ("without pain",                           "",                               "new_symptom acute"),
    ("新发腰痛",                               "new_symptom acute",              ""),
    ("可疑新病灶",                             "new_symptom",                    ""),
    ("无疼痛",                                 "",                               "new_symptom acute"),
    ("PSA升高",                                "new_symptom",                    ""),
    ("rule out fracture",                      "acute",                          "new_symptom"),
    ("fall, hip pain",                         "acute",                          ""),
    ("排除骨折",                               "acute",                          ""),
    ("progression of CRPC",                    "crpc_progression",               "response"),
    ("no progression",                         "",                               "crpc_progression new_symptom"),
    ("去势抵抗进展评估",                       "crpc_progression",               ""),
    ("elective",                               "elective",                       "acute"),
    ("择期",                                   "elective",                       "acute"),
    ("to prevent metastasis",                  "prevent_recurrence",             "new_symptom other"),
    ("to prevent recurrence",                  "prevent_recurrence",             ""),
    ("adjuvant",                               "prevent_recurrence",             ""),
    ("neo-adjuvant? no, not adjuvant",         "",                               "prevent_recurrence"),
    ("预防转移",                               "prevent_recurrence",             "new_symptom"),
    ("预防复发",                               "prevent_recurrence",             ""),
    ("breast cancer",                          "",                               "other response staging"),
    ("乳腺癌骨转移",                           "",                               "other response new_symptom"),
    ("before dental work",                     "other",                          "response"),
]
# fmt: on


@pytest.mark.parametrize(("words", "named", "not_named"), REASONS, ids=[row[0] for row in REASONS])
def test_words_of_a_reason(words: str, named: str, not_named: str) -> None:
    found = lists_in(words, "reasons")
    assert {f"reason_{one}" for one in named.split()} <= found
    assert not {f"reason_{one}" for one in not_named.split()} & found


@pytest.mark.parametrize("words", ["treatment response", "elective", "疗效评价", "new back pain"])
def test_a_reason_is_no_diagnosis_and_no_order(words: str) -> None:
    reasons = {"conditions": lists_in(words), "orders": lists_in(words, "orders")}
    assert not [one for found in reasons.values() for one in found if one.startswith("reason_")]
