"""Treat bone loss when its risk threshold is reached under hormone-depleting cancer therapy."""

from cards.criteria import bone_density, offer, risk
from cards.criteria.agents import EVERY_6_MONTHS, Nameable, checks_first, left_out, nameable, zoledronic_acid_words
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import BONE_LOSS, DRUG_FACTS
from cards.criteria.risk_words import missing_risk_words, risk_words
from cards.criteria.therapy_words import hormone_therapy_words
from cards.criteria.words import calcium_words, renal_function_words
from cards.logic import any_of
from cards.patient import PatientRecord
from cards.recommendation import DRUG_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _

# The summary by what may be named; zoledronic acid stands for the bisphosphonates. The own summary names both.
SUMMARIES = {
    Nameable(True, True): "",
    Nameable(True, False): _("Bone-loss risk threshold reached on endocrine therapy: consider denosumab"),
    Nameable(False, True): _("Bone-loss risk threshold reached on endocrine therapy: consider a bisphosphonate"),
    Nameable(False, False): _("Bone-loss risk threshold reached on endocrine therapy: consider specialist advice"),
}


def t_score_at_warning_level(p: PatientRecord) -> bool:
    "Lowest T-score -2.5 or lower"
    lowest = bone_density.lowest_t_score(p)
    return lowest is not None and lowest[0] <= p.number("ctibl_warning_t")


def advise(p: PatientRecord) -> Advice:
    severe = any_of(p, t_score_at_warning_level, risk.fragility_fracture_after_50)
    reasons = [*hormone_therapy_words(p), *risk_words(p), *missing_risk_words(p)]
    return Advice(
        because=[*reasons, renal_function_words(p), calcium_words(p)],
        options=_options(p),
        background=[Sentence(_("Calcium, vitamin D, exercise and not smoking belong to any choice."))],
        indicator="warning" if severe else "info",
        summary=SUMMARIES[nameable(p)],
    )


def _options(p: PatientRecord) -> list[Sentence]:
    denosumab, bisphosphonate = nameable(p)
    drugs = (
        (denosumab, Sentence(_("Denosumab 60 mg SC every 6 months; plan what follows its last dose."))),
        (bisphosphonate, zoledronic_acid_words(p, EVERY_6_MONTHS)),
        (bisphosphonate, Sentence(_("Oral alendronate, risedronate or ibandronate."))),
    )
    return [*(words for fits, words in drugs if fits), *checks_first(p), *left_out(p)]


RECOMMENDATION = Recommendation(
    id="CTIBL-TREAT",
    title=_("Treat bone loss"),
    kind="indication",
    summary=_("Bone-loss risk threshold reached on endocrine therapy: consider denosumab or bisphosphonate"),
    statements=("S4", "S22", "S23", "S47"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=BONE_LOSS.population,
    exclusions=BONE_LOSS.exclusions,
    satisfied=BONE_LOSS.satisfied,
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=(
        Suggestion(_("Denosumab 60 mg every 6 months"), "denosumab_60_q6m", only_if=offer.DENOSUMAB),
        Suggestion(_("Zoledronic acid 4 mg 6-monthly"), "zoledronic_acid_4_q6m", only_if=offer.ZOLEDRONIC_ACID_FULL),
        Suggestion(_("Alendronate 70 mg weekly"), "alendronate_70_weekly", only_if=offer.BISPHOSPHONATE),
        Suggestion(_("Risedronate 35 mg weekly"), "risedronate_35_weekly", only_if=offer.BISPHOSPHONATE),
        Suggestion(_("Ibandronate 150 mg monthly"), "ibandronate_150_monthly", only_if=offer.BISPHOSPHONATE),
        Suggestion(_("Dental assessment"), "dental_assessment", only_if=(offer.dental_check_missing,)),
        Suggestion(_("Creatinine clearance"), "creatinine", only_if=(offer.renal_function_missing,)),
        Suggestion(_("Calcium and albumin"), "calcium", only_if=(offer.calcium_missing,)),
    ),
    override_reasons=DRUG_OVERRIDES,
)
