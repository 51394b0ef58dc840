"""Records that carry words only, in English and Chinese: what they name, and what they only seem to name."""

import pytest

from cards.codelists import match_text
from tests.codelists.look_up import lists_in

CONDITIONS = [
    ("Bone metastases", "bone_metastasis distant_metastasis", ""),
    ("Breast cancer metastatic to bone", "bone_metastasis breast_cancer_invasive any_cancer", "visceral_metastasis"),
    ("bony mets", "bone_metastasis", ""),
    ("Secondary malignant neoplasm of bone and bone marrow", "bone_metastasis", ""),
    ("Metastatic malignant neoplasm to bone marrow", "bone_marrow_metastasis", "bone_metastasis"),
    ("bone marrow metastasis", "bone_marrow_metastasis", "bone_metastasis"),
    ("metastasis of bone sarcoma", "", "bone_metastasis"),
    ("bone", "", "bone_metastasis bone_pain bone_lesion_unspecified"),
    ("Bone spur", "", "bone_metastasis"),
    ("骨转移", "bone_metastasis distant_metastasis", ""),
    ("乳腺癌骨转移", "bone_metastasis breast_cancer_invasive", "visceral_metastasis"),
    ("骨继发恶性肿瘤", "bone_metastasis", "malignancy_unspecified"),
    ("胸椎转移", "bone_metastasis", ""),
    ("骨髓转移", "bone_marrow_metastasis", "bone_metastasis"),
    ("肺转移", "visceral_metastasis distant_metastasis", "bone_metastasis lung_cancer"),
    ("liver metastases", "visceral_metastasis distant_metastasis", "bone_metastasis other_solid_cancer"),
    ("osteosarcoma of femur", "primary_bone_malignancy any_cancer", "bone_metastasis"),
    ("骨肉瘤", "primary_bone_malignancy", "bone_metastasis"),
    ("Paget's disease", "", "paget_disease_of_bone breast_cancer_invasive"),
    ("Paget's disease of bone", "paget_disease_of_bone", "breast_cancer_invasive"),
    ("Invasive ductal carcinoma of left breast", "breast_cancer_invasive", "breast_cancer_in_situ"),
    ("DCIS of breast", "breast_cancer_in_situ", "breast_cancer_invasive"),
    ("Ductal carcinoma in situ of breast", "breast_cancer_in_situ", "breast_cancer_invasive any_cancer"),
    ("Invasive ductal carcinoma with DCIS", "breast_cancer_invasive breast_cancer_in_situ", ""),
    ("乳腺导管原位癌", "breast_cancer_in_situ", "breast_cancer_invasive"),
    ("右乳腺浸润性导管癌", "breast_cancer_invasive", "breast_cancer_in_situ"),
    ("male breast cancer", "breast_cancer_male breast_cancer_invasive", ""),
    ("female breast cancer", "breast_cancer_invasive", "breast_cancer_male"),
    ("Hereditary breast and ovarian cancer syndrome", "", "any_cancer"),
    ("mCRPC", "castration_resistant prostate_cancer distant_metastasis", "castration_sensitive"),
    ("Metastatic castration-resistant prostate cancer", "castration_resistant prostate_cancer distant_metastasis", ""),
    ("Castration\u2011resistant prostate cancer", "castration_resistant", ""),
    ("Non-metastatic castration-resistant prostate cancer", "castration_resistant", "distant_metastasis"),
    ("Hormone refractory prostate cancer", "castration_resistant prostate_cancer", "castration_sensitive"),
    ("hormone-sensitive prostate cancer", "castration_sensitive prostate_cancer", "castration_resistant"),
    ("hormone-sensitive breast cancer", "breast_cancer_invasive", "castration_sensitive prostate_cancer"),
    ("去势抵抗性前列腺癌", "castration_resistant prostate_cancer", "castration_sensitive"),
    ("非转移性去势抵抗性前列腺癌", "castration_resistant prostate_cancer", "distant_metastasis"),
    ("激素敏感性前列腺癌", "castration_sensitive prostate_cancer", "castration_resistant"),
    ("Non-small cell lung cancer stage IV", "lung_cancer distant_metastasis", ""),
    ("CKD stage 4", "chronic_kidney_disease", "distant_metastasis"),
    ("肺腺癌", "lung_cancer solid_cancer", ""),
    ("renal cell carcinoma", "renal_cancer", ""),
    ("肾透明细胞癌", "renal_cancer", ""),
    ("Multiple myeloma", "multiple_myeloma any_cancer", "smouldering_myeloma"),
    ("Multiple myeloma not having achieved remission", "multiple_myeloma", "myeloma_in_remission"),
    ("Multiple myeloma in remission", "myeloma_in_remission", "multiple_myeloma"),
    ("Smouldering myeloma", "smouldering_myeloma", "multiple_myeloma"),
    ("多发性骨髓瘤", "multiple_myeloma", "smouldering_myeloma"),
    ("冒烟型骨髓瘤", "smouldering_myeloma", "multiple_myeloma"),
    ("无症状骨髓瘤", "smouldering_myeloma", "multiple_myeloma"),
    ("MGUS", "mgus", "multiple_myeloma"),
    ("Impending pathological fracture of femur", "impending_fracture", "pathological_fracture skeletal_event"),
    ("Pathological fracture of humerus", "pathological_fracture skeletal_event", "impending_fracture"),
    ("病理性骨折", "pathological_fracture", ""),
    ("Atypical femoral fracture", "atypical_femoral_fracture", "fragility_fracture pathological_fracture"),
    ("MRONJ", "osteonecrosis_of_jaw", ""),
    ("颌骨坏死", "osteonecrosis_of_jaw", ""),
    ("Spinal cord compression", "cord_compression skeletal_event", ""),
    ("nerve root compression", "cord_compression", ""),
    ("脊髓压迫", "cord_compression", ""),
    ("马尾综合征", "cord_compression", ""),
    ("bone pain localised", "bone_pain_localised bone_pain", "bone_pain_diffuse"),
    ("bone pain diffuse", "bone_pain_diffuse bone_pain", "bone_pain_localised"),
    ("弥漫性骨痛", "bone_pain_diffuse bone_pain", "bone_pain_localised"),
    ("thigh pain", "thigh_or_groin_pain", "bone_pain"),
    ("腹股沟痛", "thigh_or_groin_pain", ""),
    ("Hypercalcaemia", "hypercalcaemia", "hypocalcaemia"),
    ("低钙血症", "hypocalcaemia", "hypercalcaemia"),
    ("妊娠", "pregnancy", "lactation"),
    ("哺乳期", "lactation", "pregnancy"),
    ("绝经后", "postmenopausal", "premenopausal"),
    ("围绝经期", "premenopausal", "postmenopausal"),
    ("绝经前", "premenopausal", "postmenopausal"),
    ("chemotherapy-induced amenorrhoea", "chemotherapy_amenorrhoea", "postmenopausal"),
    ("Postmenopausal", "postmenopausal", "premenopausal"),
    ("临终关怀", "hospice_care comfort_care", ""),
    ("Palliative care", "palliative_care", "hospice_care"),
    ("骨相关事件", "skeletal_event", ""),
    ("progression of bone metastases", "bone_progression bone_metastasis", ""),
    ("骨转移进展", "bone_progression bone_metastasis", ""),
    ("osteolytic lesion of T8", "bone_lesion_unspecified", "bone_metastasis"),
    ("骨质破坏", "bone_lesion_unspecified", "bone_metastasis"),
]


@pytest.mark.parametrize(("text", "wanted", "unwanted"), CONDITIONS)
def test_words_of_a_diagnosis(text: str, wanted: str, unwanted: str) -> None:
    found = lists_in(text)
    assert set(wanted.split()) <= found
    assert not set(unwanted.split()) & found


OTHER_TABLES = [
    ("T-score lumbar spine", "results", "t_score_lumbar_spine t_score_central dxa", "t_score_hip"),
    ("T-score femoral neck", "results", "t_score_femur t_score", "t_score_lumbar_spine bone_mineral_density"),
    ("腰椎T值", "results", "t_score_lumbar_spine", "t_score_hip"),
    ("T-score", "results", "t_score dxa", "t_score_central"),
    ("PROMIS fatigue - version 1.0 Tscore", "results", "", "t_score dxa"),
    ("eGFR", "results", "egfr", ""),
    ("EGFR gene mutation analysis", "results", "", "egfr"),
    ("cT category", "results", "", "structural_imaging"),
    ("Albumin [Mass/\u200bvolume] in Serum or Plasma", "results", "albumin", "structural_imaging"),
    ("Creatinine", "results", "creatinine", "creatinine_clearance"),
    ("urine creatinine", "results", "", "creatinine"),
    ("Creatinine clearance", "results", "creatinine_clearance", "creatinine creatinine_clearance_indexed"),
    ("血肌酐", "results", "creatinine", "creatinine_clearance"),
    ("内生肌酐清除率", "results", "creatinine_clearance", "creatinine"),
    ("Calcium", "results", "calcium_total", "calcium_corrected calcium_ionised"),
    ("Corrected calcium", "results", "calcium_corrected", "calcium_total"),
    ("Calcium corrected for total protein", "results", "", "calcium_corrected"),
    ("校正血钙", "results", "calcium_corrected", "calcium_total"),
    ("血钙", "results", "calcium_total", "calcium_corrected"),
    ("离子钙", "results", "calcium_ionised", "calcium_total"),
    ("pain NRS", "results", "pain_score", ""),
    ("Pain visual analog score", "results", "", "pain_score"),
    ("Pain score [KOOS]", "results", "", "pain_score"),  # 0 to 100, and 100 is no pain
    ("Presence of metastatic neoplasm in regional lymph node (observable entity)", "results", "", "distant_metastasis"),
    ("ECOG", "results", "ecog", "karnofsky"),
    ("Life expectancy months", "results", "life_expectancy", ""),
    ("β-CTX", "results", "bone_resorption_markers bone_turnover_markers", ""),
    ("CTX chemotherapy", "orders", "", "bone_turnover_markers"),
    ("DXA bone density", "orders", "dxa", "bone_scan"),
    ("Screening DXA", "orders", "dxa", ""),
    ("Bone density screening", "orders", "dxa", ""),
    ("DEXA bone scan", "orders", "dxa", "bone_scan"),
    ("骨密度检查", "orders", "dxa", "bone_scan"),
    ("Whole body bone scan", "orders", "bone_scan", "dxa structural_imaging"),
    ("骨扫描", "orders", "bone_scan", "structural_imaging"),
    ("CT thoracic spine", "orders", "structural_imaging", "bone_radiograph"),
    ("Tooth extraction", "orders", "dental_surgery", "structural_imaging dental_examination"),
    ("胸部CT平扫", "orders", "structural_imaging", ""),
    ("X-ray pelvis", "orders", "bone_radiograph", "structural_imaging"),
    ("Chest X-ray", "orders", "", "bone_radiograph"),
    ("MRI of brain", "orders", "", "structural_imaging"),
    ("X-ray both femurs", "orders", "femur_imaging bone_radiograph", ""),
    ("Palliative radiotherapy 8 Gy x 1", "orders", "radiotherapy palliative_intent single_fraction", "curative_intent"),
    ("Referral to radiotherapy", "orders", "radiation_oncology_referral", "radiotherapy"),
    ("单次放疗", "orders", "radiotherapy single_fraction", ""),
    ("口腔检查", "procedures", "dental_examination", "dental_surgery"),
    ("拔牙", "orders", "dental_surgery", "dental_examination"),
    ("Tumour board", "procedures", "mdt_meeting", ""),
    ("bone marrow biopsy", "procedures", "", "biopsy_of_bone"),
    ("bone biopsy", "procedures", "biopsy_of_bone", ""),
    ("双侧卵巢切除术", "procedures", "oophorectomy", "hysterectomy"),
    ("睾丸切除术", "procedures", "orchiectomy", ""),
    ("left oophorectomy", "procedures", "", "oophorectomy"),
    ("bisphosphonate", "allergies", "bisphosphonates bone_agents", "denosumab"),
    ("aspirin-sensitive asthma", "allergies", "aspirin_sensitive_asthma", ""),
]


@pytest.mark.parametrize(("text", "table", "wanted", "unwanted"), OTHER_TABLES)
def test_words_of_results_orders_and_procedures(text: str, table: str, wanted: str, unwanted: str) -> None:
    found = lists_in(text, table)
    assert set(wanted.split()) <= found
    assert not set(unwanted.split()) & found


def test_words_of_one_table_do_not_count_in_another() -> None:
    assert lists_in("letrozole", "medications") == {"aromatase_inhibitors"}
    assert lists_in("letrozole", "conditions") == frozenset()


@pytest.mark.parametrize("text", ["castration-resistant", "去势抵抗"])
def test_words_beside_a_code_add_what_the_code_cannot_say(text: str) -> None:
    assert lists_in(text, "conditions", refining=True) == {"castration_resistant"}


def test_words_beside_a_code_never_change_the_disease() -> None:
    assert lists_in("prostate cancer with bone metastasis", "conditions", refining=True) == frozenset()
    assert lists_in("smouldering myeloma", "conditions", refining=True) == {"smouldering_myeloma"}
    assert lists_in("not castration-resistant", "conditions", refining=True) == frozenset()


def test_a_text_match_carries_the_title_of_the_list_and_no_code() -> None:
    match = match_text("bony mets", "conditions")
    assert match is not None
    assert (match.meaning, match.code) == ("bone metastasis", "")


def test_a_long_text_is_a_story_and_no_name() -> None:
    assert lists_in("bone metastasis") != frozenset()
    assert lists_in("bone metastasis " + "and much more " * 30) == frozenset()
