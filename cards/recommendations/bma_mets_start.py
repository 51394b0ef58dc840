"""Start a bone-targeted agent when bone metastasis is diagnosed."""

from cards.criteria import calcium, caution, disease, kidney, missing_facts, offer, prognosis
from cards.criteria.agents import (
    EVERY_3_TO_12_WEEKS,
    Nameable,
    nameable,
    reasons_against,
    zoledronic_acid_words,
)
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import DRUG_FACTS, METASTASIS
from cards.criteria.therapy_words import earlier_agent_words
from cards.criteria.words import calcium_words, renal_function_words
from cards.logic import unless
from cards.patient import PatientRecord
from cards.recommendation import DRUG_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _

# The summary by what may be named; the recommendation's own names both.
SUMMARIES = {
    Nameable(True, True): "",
    Nameable(True, False): _("Bone metastasis without bone-targeted therapy: consider denosumab now"),
    Nameable(False, True): _("Bone metastasis without bone-targeted therapy: consider zoledronic acid now"),
    Nameable(False, False): _("Bone metastasis without bone-targeted therapy: consider specialist advice on the agent"),
}


def advise(p: PatientRecord) -> Advice:
    metastasis = p.conditions(disease.BONE_METASTASIS).active().certain().earliest()
    since = metastasis.on if metastasis else None
    overdue = since is not None and since.days_before(p.today) > p.days("start_overdue_days")
    because = [Sentence(_("Bone metastasis (since: {date})."), {"date": since}), earlier_agent_words(p)]
    if disease.castration_status_unknown(p):
        because.append(Sentence(missing_facts.IF_RESISTANT))
    if not prognosis.life_expectancy_recorded(p):
        because.append(Sentence(_("Life expectancy not recorded (taken as 3 months or more).")))
    return Advice(
        because=[*because, renal_function_words(p), calcium_words(p)],
        options=[*_options(p), *reasons_against(p)],
        background=[Sentence(ADDS_TO)],
        indicator="warning" if overdue or disease.had_skeletal_event_recently(p) else "info",
        summary=_summary(p),
    )


ADDS_TO = _(
    "A bone-targeted agent adds to systemic therapy, radiotherapy, surgery and palliative care; it replaces none."
)


LOW_CALCIUM = _("Bone metastasis without bone-targeted therapy: correct low calcium before considering an agent")
JAW = _("Bone metastasis without bone-targeted therapy, jaw osteonecrosis active: consider it with the dentist first")

IF_RESISTANT = _("Prostate cancer with bone metastasis: if castration-resistant, consider a bone-targeted agent now")


def _summary(p: PatientRecord) -> str:
    """What has to come before any agent, or to be the case, stands in the summary too."""
    if calcium.calcium_low(p):
        return LOW_CALCIUM
    if caution.has_jaw_osteonecrosis(p):
        return JAW
    return IF_RESISTANT if disease.castration_status_unknown(p) else SUMMARIES[nameable(p)]


def _options(p: PatientRecord) -> list[Sentence]:
    may = nameable(p)
    plain, watched = (
        _("Denosumab 120 mg SC every 4 weeks."),
        _("Denosumab 120 mg SC every 4 weeks; low calcium is more likely at this clearance."),
    )
    drugs = (
        (may.denosumab, Sentence(watched if kidney.clearance_below_30(p) else plain)),
        (may.zoledronic_acid, zoledronic_acid_words(p, EVERY_3_TO_12_WEEKS)),
    )
    return [words for fits, words in drugs if fits]


SETTLED = unless(disease.castration_status_unknown)  # hormone-sensitive disease would exclude the start
DENOSUMAB = (SETTLED, *offer.DENOSUMAB)
ZOLEDRONIC_ACID = (SETTLED, *offer.ZOLEDRONIC_ACID_FULL)


RECOMMENDATION = Recommendation(
    id="BMA-METS-START",
    title=_("Start a bone-targeted agent when bone metastasis is diagnosed"),
    kind="indication",
    summary=_("Bone metastasis without bone-targeted therapy: consider zoledronic acid or denosumab now"),
    statements=("S2", "S6", "S27", "S30", "S44", "S45", "S50"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=METASTASIS.population,
    exclusions=METASTASIS.exclusions,
    satisfied=METASTASIS.satisfied,
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=(
        Suggestion(_("Denosumab 120 mg every 4 weeks"), "denosumab_120_q4w", only_if=DENOSUMAB),
        Suggestion(_("Zoledronic acid 4 mg every 3-4 weeks"), "zoledronic_acid_4_q4w", only_if=ZOLEDRONIC_ACID),
        Suggestion(_("Zoledronic acid 4 mg every 12 weeks"), "zoledronic_acid_4_q12w", only_if=ZOLEDRONIC_ACID),
        *offer.renal_doses(SETTLED),
        Suggestion(_("Dental assessment"), "dental_assessment", only_if=(offer.dental_check_missing,)),
        Suggestion(_("Creatinine clearance"), "creatinine", only_if=(offer.renal_function_missing,)),
        Suggestion(_("Calcium and albumin"), "calcium", only_if=(offer.calcium_missing,)),
        Suggestion(_("25-OH vitamin D"), "vitamin_d_25oh", only_if=(offer.vitamin_d_missing,)),
    ),
    override_reasons=DRUG_OVERRIDES,
)
