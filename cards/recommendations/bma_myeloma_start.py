"""Start a bone-targeted agent in active multiple myeloma."""

from cards.codelists import codelist
from cards.criteria import calcium, caution, disease, kidney, offer
from cards.criteria.agents import EVERY_3_TO_4_WEEKS, Nameable, nameable, reasons_against, zoledronic_acid_words
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import DRUG_FACTS, MYELOMA
from cards.criteria.therapy_words import earlier_agent_words
from cards.criteria.words import calcium_words, renal_function_words
from cards.logic import any_of
from cards.patient import PatientRecord
from cards.recommendation import DRUG_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _

THERAPY = codelist("thalidomide_analogues")
SUMMARIES = {
    Nameable(True, True): "",
    Nameable(True, False): _("Active myeloma without bone-targeted therapy: consider denosumab"),
    Nameable(False, True): _("Active myeloma without bone-targeted therapy: consider zoledronic acid or pamidronate"),
    Nameable(False, False): _("Active myeloma without bone-targeted therapy: consider specialist advice on the agent"),
}


def activity_shown(p: PatientRecord) -> bool:
    "Myeloma active by its therapy or by affected bone"
    return any_of(p, disease.bone_is_affected, lambda q: q.medications(THERAPY).active().any())


def advise(p: PatientRecord) -> Advice:
    myeloma = p.conditions(disease.MYELOMA).active().certain().earliest()
    affected = disease.bone_is_affected(p)
    because = [
        Sentence(_("Multiple myeloma (since: {date})."), {"date": myeloma.on if myeloma else None}),
        Sentence(
            _("Bone lesion or fracture on record.")
            if affected
            else _("No bone lesion or fracture found.")
        ),
        earlier_agent_words(p),
    ]
    if not activity_shown(p):
        because.append(Sentence(_("Activity not recorded: this applies if the myeloma is active.")))
    return Advice(
        because=[*because, renal_function_words(p), calcium_words(p)],
        options=[*_options(p), *reasons_against(p)],
        indicator="warning" if affected else "info",
        summary=_summary(p),
    )


LOW_CALCIUM = _("Active myeloma without bone-targeted therapy: correct low calcium before considering an agent")
JAW = _("Active myeloma without bone-targeted therapy, jaw osteonecrosis active: consider it with the dentist first")


def _summary(p: PatientRecord) -> str:
    """What has to come before any agent stands in the summary too."""
    if calcium.calcium_low(p):
        return LOW_CALCIUM
    return JAW if caution.has_jaw_osteonecrosis(p) else SUMMARIES[nameable(p)]


def _options(p: PatientRecord) -> list[Sentence]:
    may, low = nameable(p), kidney.clearance_below_30(p)
    drugs = (
        (
            may.denosumab and low,
            _("Denosumab 120 mg SC every 4 weeks, preferred at this clearance; watch calcium."),
        ),
        (may.zoledronic_acid, _("Pamidronate 90 mg IV every 3-4 weeks.")),
        (
            may.denosumab and not low,
            _("Denosumab 120 mg SC every 4 weeks: in myeloma equivalent, not superior."),
        ),
        (
            low and not caution.allergic_to_bisphosphonates(p),
            _("ASCO allows pamidronate over 4-6 hours at this clearance."),
        ),
    )
    first = [zoledronic_acid_words(p, EVERY_3_TO_4_WEEKS)] if may.zoledronic_acid else []
    return [*first, *(Sentence(words) for fits, words in drugs if fits)]


RECOMMENDATION = Recommendation(
    id="BMA-MYELOMA-START",
    title=_("Start a bone agent in active myeloma"),
    kind="indication",
    summary=_("Active myeloma without bone-targeted therapy: consider zoledronic acid, pamidronate or denosumab"),
    statements=("S2", "S27", "S30"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=MYELOMA.population,
    exclusions=MYELOMA.exclusions,
    satisfied=MYELOMA.satisfied,
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=(
        Suggestion(
            _("Zoledronic acid 4 mg every 3-4 weeks"), "zoledronic_acid_4_q4w", only_if=offer.ZOLEDRONIC_ACID_FULL
        ),
        *offer.renal_doses(),
        Suggestion(_("Pamidronate 90 mg every 3-4 weeks"), "pamidronate_90_q4w", only_if=offer.ZOLEDRONIC_ACID_FULL),
        Suggestion(_("Denosumab 120 mg every 4 weeks"), "denosumab_120_q4w", only_if=offer.DENOSUMAB),
        Suggestion(_("Dental assessment"), "dental_assessment", only_if=(offer.dental_check_missing,)),
        Suggestion(_("Creatinine clearance"), "creatinine", only_if=(offer.renal_function_missing,)),
        Suggestion(_("Calcium and albumin"), "calcium", only_if=(offer.calcium_missing,)),
    ),
    override_reasons=DRUG_OVERRIDES,
)
