"""Words of negation, doubt, family and history keep a text from counting, in English and Chinese."""

import pytest

from tests.codelists.look_up import lists_in

HELD_BACK = [
    "No bone metastasis",
    "no evidence of bone metastases",
    "Bone metastasis ruled out",
    "breast cancer without bone metastases",
    "negative for bone metastasis",
    "denies bone pain",
    "rule out bone metastasis",
    "r/o bone metastasis",
    "Possible bone metastasis",
    "probable bone metastasis",
    "?bone metastasis",
    "Bone metastasis?",
    "family history of prostate cancer",
    "FH breast cancer",
    "mother: breast cancer",
    "history of lung cancer",
    "risk of pathological fracture",
    "Screening for breast cancer",
    "Breast cancer screening",
    "Osteoporosis screening",
    "not pregnant",
    "无骨转移",
    "未见骨转移",
    "未发现骨转移",
    "排除骨转移",
    "否认骨痛",
    "骨转移待查",
    "骨转移待排",
    "疑似骨转移",
    "可疑骨转移",
    "骨转移可能",
    "考虑骨转移",
    "骨转移？",  # noqa: RUF001  the Chinese question mark is the case
    "乳腺癌家族史",
    "未妊娠",
    "未怀孕",
    "未孕",
    "非妊娠期",
    "既往肺癌",
    "乳腺癌筛查",
    "骨质疏松不伴病理性骨折",
]


@pytest.mark.parametrize("text", HELD_BACK)
def test_no_diagnosis_comes_from_words_that_take_it_back(text: str) -> None:
    certain = {
        "bone_metastasis",
        "bone_pain",
        "breast_cancer_invasive",
        "prostate_cancer",
        "lung_cancer",
        "pregnancy",
        "pathological_fracture",
        "osteoporosis",
        "any_cancer",
        "distant_metastasis",
    }
    assert not certain & lists_in(text)


OWN_WORDS = [
    ("Family history of hip fracture", "conditions", "family_hip_fracture"),
    ("母亲髋部骨折", "family_history", "family_hip_fracture"),
    ("Never smoker", "results", "smoking_never"),
    ("never smoked tobacco", "results", "smoking_never"),
    ("从不吸烟", "results", "smoking_never"),
    ("Former smoker", "results", "smoking_former"),
    ("已戒烟", "results", "smoking_former"),
    ("Current every day smoker", "results", "smoking_current"),
    ("Unknown if ever smoked", "results", "smoking_unknown"),
    ("Personal history of malignant neoplasm of prostate", "conditions", "prostate_cancer_history"),
    ("前列腺癌病史", "conditions", "prostate_cancer_history"),
    ("Bisphosphonates declined", "conditions", "bisphosphonate_declined_or_contraindicated"),
    ("拒绝唑来膦酸", "conditions", "bisphosphonate_declined_or_contraindicated"),
    ("DXA scan declined", "procedures", "dxa_declined"),
    ("History of fragility fracture", "conditions", "fragility_fracture"),
    ("history of hysterectomy", "conditions", "hysterectomy"),
    ("low risk of recurrence", "conditions", "low_recurrence_risk"),
    ("低复发风险", "conditions", "low_recurrence_risk"),
    ("absent", "results", "absent"),
    ("未见", "results", "absent"),
    ("cM0", "results", "absent"),
    ("None (qualifier value)", "results", "absent"),
    ("American Joint Committee on Cancer cM1 (qualifier value)", "results", "distant_metastasis"),
    ("Non-small cell lung cancer", "conditions", "lung_cancer"),
    ("triple negative breast cancer", "conditions", "breast_cancer_invasive"),
    ("HER2 negative breast cancer", "conditions", "breast_cancer_invasive"),
    ("Lung cancer, not otherwise specified", "conditions", "lung_cancer"),
    ("well differentiated adenocarcinoma of prostate", "conditions", "prostate_cancer"),
    ("Anaphylaxis with denosumab, history", "allergies", "denosumab"),
    ("无症状骨转移", "conditions", "bone_metastasis"),
]


@pytest.mark.parametrize(("text", "table", "wanted"), OWN_WORDS)
def test_lists_whose_own_words_look_like_a_guard_still_match(text: str, table: str, wanted: str) -> None:
    assert wanted in lists_in(text, table)


SUSPECTED = [
    ("Suspected spinal cord compression", "cord_compression"),
    ("?cord compression", "cord_compression"),
    ("rule out cauda equina syndrome", "cord_compression"),
    ("疑似脊髓压迫", "cord_compression"),
    ("不能排除脊髓压迫", "cord_compression"),
    ("possible impending fracture", "impending_fracture"),
    ("Suspected bone metastasis", "bone_lesion_unspecified"),
    ("?bone mets", "bone_lesion_unspecified"),
    ("可疑骨转移", "bone_lesion_unspecified"),
    ("骨转移待查", "bone_lesion_unspecified"),
]


@pytest.mark.parametrize(("text", "wanted"), SUSPECTED)
def test_emergencies_and_differential_diagnosis_count_while_suspected(text: str, wanted: str) -> None:
    assert wanted in lists_in(text)


@pytest.mark.parametrize("text", ["No cord compression", "cord compression ruled out", "无脊髓压迫", "未见脊髓受压"])
def test_a_denied_emergency_does_not_count(text: str) -> None:
    assert "cord_compression" not in lists_in(text)


OPPOSITE = [
    ("never smoker", "results", "smoking_current smoking_former"),
    ("non-smoker", "results", "smoking_current smoking_never"),
    ("ex-smoker", "results", "smoking_current smoking_never"),
    ("Tobacco smoking status", "results", "smoking_current smoking_former smoking_never"),
    ("无吸烟史", "results", "smoking_current smoking_former"),
    ("No family history of hip fracture", "conditions", "family_hip_fracture hip_fracture"),
    ("no history of prostate cancer", "conditions", "prostate_cancer_history prostate_cancer"),
    ("family history of prostate cancer", "conditions", "prostate_cancer_history prostate_cancer"),
    ("not low risk of recurrence", "conditions", "low_recurrence_risk"),
    ("No known allergy to bisphosphonates", "allergies", "bisphosphonates"),
    ("no hysterectomy", "conditions", "hysterectomy"),
]


@pytest.mark.parametrize(("text", "table", "unwanted"), OPPOSITE)
def test_the_opposite_is_never_read(text: str, table: str, unwanted: str) -> None:
    assert not set(unwanted.split()) & lists_in(text, table)
