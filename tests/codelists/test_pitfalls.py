"""Mistakes of coding that were seen in real files, one row each: what a code must mean here and what it must not."""

import pytest

from cards.codelists import code_systems, match_code
from tests.codelists.look_up import lists_of

# id, system, code, lists it must be in, lists it must not be in
PITFALLS = [
    ("38265-5 is the forearm", "loinc", "38265-5", "t_score_other_site t_score dxa", "t_score_hip t_score_central"),
    ("38267-1 is the spine", "loinc", "38267-1", "t_score_lumbar_spine t_score_central dxa", "t_score_hip"),
    ("38264-8 is the hip", "loinc", "38264-8", "t_score_hip t_score_central", "t_score_femur"),
    ("80945-9 is the right hip", "loinc", "80945-9", "t_score_hip", "t_score_femur"),
    ("38263-0 is the femur", "loinc", "38263-0", "t_score_femur t_score_central", "t_score_hip"),
    ("80948-3 is the left femur", "loinc", "80948-3", "t_score_femur", "t_score_hip"),
    ("heel is no central site", "loinc", "38266-3", "t_score_other_site", "t_score_central"),
    ("85393-7 is the humerus", "loinc", "85393-7", "", "t_score t_score_femur dxa"),
    ("Z-score is no T-score but a DXA", "loinc", "80933-5", "dxa", "t_score bone_mineral_density"),
    ("FRAX is no bone density", "loinc", "90265-0", "", "dxa t_score hip_fracture"),
    ("screening for osteoporosis is no DXA", "snomed", "300004007", "", "dxa"),
    ("Synthea bone density scan is a DXA", "snomed", "312681000", "dxa", "bone_scan"),
    ("metastasis from bone", "snomed", "314990009", "distant_metastasis", "bone_metastasis primary_bone_malignancy"),
    ("marrow metastasis", "snomed", "94217008", "bone_marrow_metastasis distant_metastasis", "bone_metastasis"),
    ("metastasis in the spinal cord", "snomed", "94600009", "visceral_metastasis", "bone_metastasis cord_compression"),
    ("metastasis of brain and cord", "snomed", "188462001", "", "bone_metastasis"),
    ("CM C79.51 is bone", "icd10cm", "C79.51", "bone_metastasis distant_metastasis", "bone_marrow_metastasis"),
    ("CM C79.52 is marrow", "icd10cm", "C79.52", "bone_marrow_metastasis distant_metastasis", "bone_metastasis"),
    ("CM header C79.5 is bone", "icd10cm", "C79.5", "bone_metastasis", "bone_marrow_metastasis"),
    ("CM C7B.03 is bone too", "icd10cm", "C7B.03", "bone_metastasis distant_metastasis", "visceral_metastasis"),
    ("WHO C79.5 means both", "icd10", "C79.5", "bone_metastasis", "visceral_metastasis"),
    ("GM C79.5 means both", "icd10gm", "C79.5", "bone_metastasis", "visceral_metastasis"),
    ("C80.0 is not bone", "icd10cm", "C80.0", "malignancy_unspecified", "bone_metastasis"),
    ("C41 is primary bone", "icd10cm", "C41.2", "primary_bone_malignancy any_cancer", "bone_metastasis solid_cancer"),
    ("ilium without the word bone", "snomed", "94337005", "bone_metastasis", "visceral_metastasis"),
    ("tibia without the word bone", "snomed", "94635006", "bone_metastasis", "visceral_metastasis"),
    ("old 154572002 is accepted", "snomed", "154572002", "bone_metastasis", ""),
    ("old 94216004 is accepted", "snomed", "94216004", "bone_metastasis", ""),
    ("Paget of bone", "snomed", "2089002", "paget_disease_of_bone", "breast_cancer_invasive"),
    ("Paget of the nipple", "snomed", "403946000", "breast_cancer_invasive", "paget_disease_of_bone"),
    ("Paget of the vulva", "snomed", "254898001", "", "paget_disease_of_bone"),
    ("WHO E83.5 is high or low calcium", "icd10", "E83.5", "", "hypocalcaemia hypercalcaemia"),
    ("GM E83.5 is high or low calcium", "icd10gm", "E83.5", "", "hypocalcaemia hypercalcaemia"),
    ("CM E83.51 is low", "icd10cm", "E83.51", "hypocalcaemia", "hypercalcaemia"),
    ("CM E83.52 is high", "icd10cm", "E83.52", "hypercalcaemia", "hypocalcaemia"),
    ("29265-6 is corrected for albumin", "loinc", "29265-6", "calcium_corrected", "calcium_total"),
    ("18281-6 is corrected for protein", "loinc", "18281-6", "", "calcium_corrected calcium_total"),
    ("C90.00 is not yet smouldering", "icd10cm", "C90.00", "multiple_myeloma", "smouldering_myeloma"),
    ("C90.01 is remission", "icd10cm", "C90.01", "myeloma_in_remission", "multiple_myeloma any_cancer"),
    ("GM C90.01 is remission", "icd10gm", "C90.01", "myeloma_in_remission", "multiple_myeloma"),
    ("smouldering in SNOMED", "snomed", "413587002", "smouldering_myeloma", "multiple_myeloma any_cancer"),
    ("MGUS", "icd10cm", "D47.2", "mgus", "multiple_myeloma any_cancer"),
    ("plasmacytoma", "icd10cm", "C90.30", "plasmacytoma any_cancer", "multiple_myeloma"),
    ("plasma cell leukaemia", "icd10", "C90.1", "plasmacytoma", "multiple_myeloma"),
    ("intraductal carcinoma", "snomed", "278053004", "breast_cancer_in_situ", "breast_cancer_invasive any_cancer"),
    ("jaw in CM", "icd10cm", "M87.180", "osteonecrosis_of_jaw", ""),
    ("jaw in WHO", "icd10", "K10.2", "osteonecrosis_of_jaw", ""),
    ("WHO M87.1 excludes the jaw", "icd10", "M87.1", "", "osteonecrosis_of_jaw"),
    ("CM M27.8 is any jaw disease", "icd10cm", "M27.8", "", "osteonecrosis_of_jaw"),
    ("GM K10.28 may be osteonecrosis", "icd10gm", "K10.28", "osteonecrosis_of_jaw", ""),
    ("GM K10.20 is an abscess", "icd10gm", "K10.20", "", "osteonecrosis_of_jaw"),
    ("K10.3 is no osteonecrosis", "icd10", "K10.3", "", "osteonecrosis_of_jaw"),
    ("atypical is no fragility", "icd10cm", "M84.750A", "atypical_femoral_fracture", "fragility_fracture"),
    ("atypical in SNOMED", "snomed", "890095006", "atypical_femoral_fracture", "pathological_fracture"),
    ("stress fracture", "icd10cm", "M84.30XA", "", "fragility_fracture pathological_fracture"),
    ("tumour fracture", "icd10cm", "M84.551A", "neoplastic_fracture skeletal_event", "fragility_fracture"),
    ("M84.4 with 7th character", "icd10cm", "M84.48XA", "pathological_fracture", "neoplastic_fracture"),
    ("M80 with 7th character", "icd10cm", "M80.08XA", "fragility_fracture skeletal_event", "osteoporosis"),
    ("old fracture is no new event", "icd10cm", "Z87.310", "fragility_fracture", "skeletal_event"),
    ("M89.8X is no osteoporosis", "icd10cm", "M89.8X9", "", "osteoporosis low_bone_mass bone_pain"),
    ("Gorham is no osteoporosis", "snomed", "1515008", "", "osteoporosis low_bone_mass"),
    ("zoledronic ingredient", "rxnorm", "77655", "zoledronic_acid bone_agents", "zoledronic_acid_4mg_product"),
    ("zoledronic J3489", "hcpcs", "J3489", "zoledronic_acid", "zoledronic_acid_4mg_product"),
    ("zoledronic ATC", "atc", "M05BA08", "zoledronic_acid bisphosphonates", "zoledronic_acid_5mg_product"),
    ("zoledronic 4 mg in 100 mL", "rxnorm", "1114085", "zoledronic_acid_4mg_product", "zoledronic_acid_5mg_product"),
    ("zoledronic 4 mg in 5 mL", "rxnorm", "351114", "zoledronic_acid_4mg_product", "zoledronic_acid_5mg_product"),
    ("zoledronic 5 mg in 100 mL", "rxnorm", "705824", "zoledronic_acid_5mg_product", "zoledronic_acid_4mg_product"),
    ("old zoledronate code", "hcpcs", "J3488", "zoledronic_acid_5mg_product", "zoledronic_acid_4mg_product"),
    ("denosumab ingredient", "rxnorm", "993449", "denosumab", "denosumab_60mg_product denosumab_120mg_product"),
    ("denosumab J0897", "hcpcs", "J0897", "denosumab", "denosumab_60mg_product denosumab_120mg_product"),
    ("denosumab 60 mg", "rxnorm", "993452", "denosumab_60mg_product", "denosumab_120mg_product"),
    ("denosumab 70 MG/ML is 120 mg", "rxnorm", "1046398", "denosumab_120mg_product", "denosumab_60mg_product"),
    ("relugolix combination in RxNorm", "rxnorm", "2556799", "", "gnrh_analogues"),
    ("relugolix combination in ATC", "atc", "H01CC54", "", "gnrh_analogues"),
    ("relugolix alone", "atc", "L02BX04", "gnrh_analogues", "antiandrogens"),
    ("goserelin implies no cancer", "atc", "L02AE03", "gnrh_analogues", "prostate_cancer androgen_deprivation_regime"),
    ("abiraterone with steroid", "atc", "L02BX53", "abiraterone", "systemic_glucocorticoids antiandrogens"),
    ("eGFR of MDRD", "loinc", "33914-3", "egfr", "creatinine_clearance"),
    ("eGFR of 2021", "loinc", "98979-8", "egfr", "creatinine_clearance"),
    ("race-split eGFR", "loinc", "88293-6", "egfr", "creatinine_clearance_indexed"),
    ("Cockcroft-Gault", "loinc", "35591-7", "creatinine_clearance", "egfr creatinine_clearance_indexed"),
    ("Cockcroft-Gault indexed", "loinc", "35592-5", "creatinine_clearance_indexed", "creatinine_clearance"),
    ("measured clearance", "loinc", "2164-2", "creatinine_clearance", "creatinine"),
    ("Synthea creatinine in blood", "loinc", "38483-4", "creatinine", ""),
    ("Synthea calcium in blood", "loinc", "49765-1", "calcium_total", "calcium_ionised"),
    ("Z78.0 is postmenopausal", "icd10cm", "Z78.0", "postmenopausal", "premenopausal"),
    ("N95.1 is a hot flush", "icd10", "N95.1", "", "postmenopausal"),
    ("menopause finding is no menopause", "snomed", "276477006", "", "postmenopausal premenopausal"),
    ("systemic steroid", "icd10cm", "Z79.52", "long_term_glucocorticoid", ""),
    ("inhaled steroid", "icd10cm", "Z79.51", "", "long_term_glucocorticoid"),
    ("inhaled steroid in SNOMED", "snomed", "710817009", "", "long_term_glucocorticoid"),
    ("inhaled steroid in ATC", "atc", "R03BA02", "", "systemic_glucocorticoids"),
    ("10.3 is no code", "icd10", "10.3", "", "osteonecrosis_of_jaw"),
    ("CN C80.1 is not bone", "icd10", "C80.100", "malignancy_unspecified", "bone_metastasis"),
    ("radium brachytherapy", "snomed", "700357007", "radium_223", "radiotherapy"),
    ("palliative intent", "snomed", "363676003", "palliative_intent", "curative_intent hospice_care"),
    ("palliative care is no hospice", "snomed", "103735009", "palliative_care", "hospice_care comfort_care"),
    ("non-smoker says nothing of the past", "snomed", "8392000", "smoking_unknown", "smoking_never smoking_former"),
    ("dependence in remission", "icd10cm", "F17.211", "", "smoking_current"),
    ("dependence now", "icd10cm", "F17.210", "smoking_current", "smoking_former"),
    ("absence of other genital organs", "icd10cm", "Z90.79", "", "orchiectomy"),
    ("lymphoma is no solid cancer", "snomed", "269475001", "", "solid_cancer any_cancer"),
    ("receptor-positive breast cancer", "snomed", "417181009", "breast_cancer_invasive", "castration_sensitive"),
]


@pytest.mark.parametrize(
    ("system", "code", "wanted", "unwanted"), [row[1:] for row in PITFALLS], ids=[row[0] for row in PITFALLS]
)
def test_code_means_what_it_says(system: str, code: str, wanted: str, unwanted: str) -> None:
    found = lists_of(system, code)
    assert set(wanted.split()) <= found
    assert not set(unwanted.split()) & found
    if not wanted:
        assert found == frozenset()


EXTENSIONS = [
    ("icd10", "C79.5", "bone_metastasis"),
    ("icd10", "C795", "bone_metastasis"),
    ("icd10", "c79.5", "bone_metastasis"),
    ("icd10", " C79.5 ", "bone_metastasis"),
    ("icd10", "C79.500", "bone_metastasis"),
    ("icd10", "C79.507", "bone_metastasis"),
    ("icd10", "C79.500x012", "bone_metastasis"),
    ("icd10", "C79.5+", "bone_metastasis"),
    ("icd10", "C79.5†", "bone_metastasis"),
    ("icd10", "C79.5-", "bone_metastasis"),
    ("icd10", "C61", "prostate_cancer"),
    ("icd10", "C61.x00", "prostate_cancer"),
    ("icd10", "C61.x00x001", "prostate_cancer"),
    ("icd10", "C61.900", "prostate_cancer"),
    ("icd10", "C50.900x011", "breast_cancer_invasive"),
    ("icd10", "C34.100", "lung_cancer"),
    ("icd10", "C90.000", "multiple_myeloma"),
    ("icd10", "M90.7*", "neoplastic_fracture"),
    ("icd10", "M81.900x001", "osteoporosis"),
    ("icd10gm", "C79.5!", "bone_metastasis"),
    ("icd10gm", "C61", "prostate_cancer"),
    ("icd10gm", "C34.1", "lung_cancer"),
    ("icd10gm", "M90.70*", "neoplastic_fracture"),
    ("icd10cm", "C7951", "bone_metastasis"),
    ("icd10cm", "C50.012", "breast_cancer_invasive"),
]


@pytest.mark.parametrize(("system", "code", "wanted"), EXTENSIONS)
def test_national_extensions_and_spellings_of_icd10(system: str, code: str, wanted: str) -> None:
    assert wanted in lists_of(system, code)


def test_x_inside_an_icd10cm_code_is_not_cut() -> None:
    """M84.50XA would shrink to M84.50 and M89.8X9 to M89.8 if the Chinese rule were applied."""
    assert "neoplastic_fracture" in lists_of("icd10cm", "M84.50XA")
    assert lists_of("icd10cm", "M85.8X") >= {"low_bone_mass"}
    assert lists_of("icd10cm", "M85.X8") == frozenset()


def test_a_neighbour_of_a_prefix_does_not_match() -> None:
    assert "bone_metastasis" not in lists_of("icd10", "C79.4")
    assert "bone_metastasis" not in lists_of("icd10", "C79")
    assert "prostate_cancer" not in lists_of("icd10", "C6")
    assert lists_of("atc", "M05BA0") == {"bisphosphonates", "bone_agents"}


def test_wildcard_with_exclusion() -> None:
    wanted = "kidney_stones_sarcoid_hyperparathyroidism"
    assert wanted in lists_of("icd10cm", "E21.3")
    assert wanted not in lists_of("icd10cm", "E21.5")
    assert wanted not in lists_of("icd10", "E21.500")


ALIASES = [
    ("urn:oid:2.16.840.1.113883.6.96", "94222008", "bone_metastasis"),
    ("http://snomed.info/sct|http://snomed.info/sct/731000124108", "94222008", "bone_metastasis"),
    ("http://snomed.info/sct/", "94222008", "bone_metastasis"),
    ("https://dmd.nhs.uk", "16551111000001100", "gnrh_analogues"),
    ("http://snomed.info/sct", "16551111000001100", "gnrh_analogues"),
    ("urn:oid:2.16.840.1.113883.6.90", "C79.51", "bone_metastasis"),
    ("http://terminology.hl7.org/CodeSystem/icd10CM", "C79.51", "bone_metastasis"),
    ("ICD-10", "C79.51", "bone_metastasis"),
    ("https://twcore.mohw.gov.tw/ig/twcore/CodeSystem/icd-10-cm-2023-tw", "C50.912", "breast_cancer_invasive"),
    ("urn:oid:2.16.840.1.113883.6.3", "C61", "prostate_cancer"),
    ("http://fhir.de/CodeSystem/dimdi/icd-10-gm", "C50.9", "breast_cancer_invasive"),
    ("urn:oid:2.16.840.1.113883.6.1", "2160-0", "creatinine"),
    ("urn:oid:2.16.840.1.113883.6.88", "993449", "denosumab"),
    ("http://fhir.de/CodeSystem/bfarm/atc", "M05BX04", "denosumab"),
    ("urn:oid:2.16.840.1.113883.6.73", "L02BG03", "aromatase_inhibitors"),
    ("https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J3489", "zoledronic_acid"),
    ("http://www.nlm.nih.gov/research/umls/hcpcs", "J0897", "denosumab"),
    ("http://www.cms.gov/Medicare/Coding/ICD10", "0UT20ZZ", "oophorectomy"),
    ("urn:bone-health-cds:concept", "single-fraction", "single_fraction"),
    ("urn:bone-health-cds:concept", "t-score-femoral-neck", "t_score_femur"),
]


@pytest.mark.parametrize(("uri", "code", "wanted"), ALIASES)
def test_every_spelling_of_a_code_system_is_known(uri: str, code: str, wanted: str) -> None:
    assert wanted in lists_of(uri, code)


def test_the_same_code_of_another_system_means_nothing() -> None:
    assert lists_of("loinc", "94222008") == frozenset()
    assert lists_of("http://example.org/local", "C79.51") == frozenset()
    assert lists_of("http://www.ama-assn.org/go/cpt", "77080") == frozenset()


def test_the_answer_names_the_listed_code_and_its_display() -> None:
    match = match_code(code_systems()["icd10"].uri, "C79.500x012")
    assert match is not None
    assert match.meaning == "Secondary malignant neoplasm of bone and bone marrow"
    assert match.code == "http://hl7.org/fhir/sid/icd-10|C79.5"
