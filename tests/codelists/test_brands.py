"""Names of drug products: which dose a brand or a strength in the text means (EMA medicines register 2025-10)."""

import pytest

from tests.codelists.look_up import lists_in

DENOSUMAB_60 = "Prolia Jubbonti Stoboclo Conexxence Junod Osvyrti Izamby Obodence Evfraxy Rolcya Zadenvi Bildyos"
DENOSUMAB_120 = "Xgeva Wyost Osenvelt Bomyntra Yaxwer Jubereq Denbrayce Vevzuo Xbryk Bilprevda Degevma Enwylma Zvogra"


@pytest.mark.parametrize("brand", DENOSUMAB_60.split())
def test_denosumab_brands_for_bone_loss(brand: str) -> None:
    assert lists_in(f"{brand} pen", "medications") == {"denosumab_60mg_product", "denosumab", "bone_agents"}


@pytest.mark.parametrize("brand", DENOSUMAB_120.split())
def test_denosumab_brands_for_cancer(brand: str) -> None:
    assert lists_in(brand.upper(), "medications") == {"denosumab_120mg_product", "denosumab", "bone_agents"}


PRODUCTS = [
    ("denosumab", "denosumab", "denosumab_60mg_product denosumab_120mg_product"),
    ("denosumab-bbdz", "denosumab", "denosumab_60mg_product denosumab_120mg_product"),
    ("denosumab-bmwo 60 MG/ML Prefilled Syringe", "denosumab_60mg_product", "denosumab_120mg_product"),
    ("1.7 ML denosumab 70 MG/ML Injection", "denosumab_120mg_product", "denosumab_60mg_product"),
    ("Denosumab 120 mg SC every 4 weeks", "denosumab_120mg_product", "denosumab_60mg_product"),
    ("denosumab 60 mg every 6 months", "denosumab_60mg_product", "denosumab_120mg_product"),
    ("denosumab 2 x 60 mg = 120 mg", "denosumab_120mg_product", "denosumab_60mg_product"),
    ("地舒单抗 120 mg", "denosumab_120mg_product denosumab", "denosumab_60mg_product"),
    ("地诺单抗60毫克", "denosumab_60mg_product denosumab", "denosumab_120mg_product"),
    ("Zometa", "zoledronic_acid_4mg_product bisphosphonates", "zoledronic_acid_5mg_product"),
    ("Aclasta", "zoledronic_acid_5mg_product bisphosphonates", "zoledronic_acid_4mg_product"),
    ("Reclast", "zoledronic_acid_5mg_product", "zoledronic_acid_4mg_product"),
    ("Zoledronic acid 4 mg/5 mL concentrate", "zoledronic_acid_4mg_product", "zoledronic_acid_5mg_product"),
    ("Zoledronic acid 4mg/100ml infusion bags", "zoledronic_acid_4mg_product", "zoledronic_acid_5mg_product"),
    ("zoledronic acid 5 mg/100 mL", "zoledronic_acid_5mg_product", "zoledronic_acid_4mg_product"),
    ("100 ML zoledronic acid 0.05 MG/ML Injection", "zoledronic_acid_5mg_product", "zoledronic_acid_4mg_product"),
    ("5 ML zoledronic acid 0.8 MG/ML Injection", "zoledronic_acid_4mg_product", "zoledronic_acid_5mg_product"),
    ("安加维", "denosumab_120mg_product denosumab", "denosumab_60mg_product"),
    ("普罗力", "denosumab_60mg_product denosumab", "denosumab_120mg_product"),
    ("Fosamax 70 mg", "alendronate bisphosphonates", "denosumab"),
    ("福善美", "alendronate", ""),
    ("Actonel", "risedronate bone_agents", ""),
    ("唑来膦酸注射液 4 mg", "zoledronic_acid_4mg_product", "zoledronic_acid_5mg_product"),
    ("唑来膦酸", "zoledronic_acid bone_agents", "zoledronic_acid_4mg_product zoledronic_acid_5mg_product"),
    ("Zoledronic acid Accord", "zoledronic_acid", "zoledronic_acid_4mg_product zoledronic_acid_5mg_product"),
    ("双膦酸盐", "bisphosphonates bone_agents", "denosumab"),
    ("双磷酸盐", "bisphosphonates", "denosumab"),
    ("氯膦酸", "clodronate bisphosphonates", ""),
    ("帕米膦酸二钠", "pamidronate", "zoledronic_acid"),
    ("Bondronat 6 mg", "ibandronate", "zoledronic_acid"),
    ("Evenity", "other_antiresorptives", "bone_agents"),
    ("Letrozole 2.5 mg", "aromatase_inhibitors", "tamoxifen_and_serds"),
    ("来曲唑片", "aromatase_inhibitors", ""),
    ("戈舍瑞林", "gnrh_analogues", "androgen_deprivation_regime"),
    ("relugolix 120 mg", "gnrh_analogues", ""),
    ("relugolix/estradiol/norethindrone (Myfembree)", "", "gnrh_analogues"),
    ("阿比特龙", "abiraterone", "antiandrogens"),
    ("镭-223", "radium_223", ""),
    ("Radium-223 dichloride", "radium_223", ""),
    ("prednisolone 5 mg tablet", "systemic_glucocorticoids", ""),
    ("prednisolone acetate eye drops", "", "systemic_glucocorticoids"),
    ("budesonide inhaler", "", "systemic_glucocorticoids"),
    ("Calcium carbonate 500 mg", "calcium_supplement", "vitamin_d_supplement"),
    ("Calcium and vitamin D3 tablets", "calcium_supplement vitamin_d_supplement", ""),
    ("atorvastatin calcium 20 mg", "", "calcium_supplement"),
    ("amlodipine (calcium channel blocker)", "", "calcium_supplement"),
    ("gentamicin eye drops", "", "aminoglycosides"),
    ("Gentamicin 80 mg/2 mL", "aminoglycosides", ""),
]


@pytest.mark.parametrize(("text", "wanted", "unwanted"), PRODUCTS)
def test_words_of_a_drug(text: str, wanted: str, unwanted: str) -> None:
    found = lists_in(text, "medications")
    assert set(wanted.split()) <= found
    assert not set(unwanted.split()) & found
