"""Denosumab stopped without another antiresorptive agent: rebound vertebral fractures.

The decision table's exclusion of a clearance below 30 mL/min reads "then specialist advice instead of zoledronic acid":
the card stays and says that, because the risk stays.
"""

from cards.codelists import Codelist
from cards.criteria import course, disease, offer, therapy
from cards.criteria.agents import nameable, reasons_against
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import DRUG_FACTS, start_for_metastasis_or_myeloma_due
from cards.criteria.words import calcium_words, renal_function_words
from cards.logic import unless
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _

no_start_due = unless(start_for_metastasis_or_myeloma_due)  # else the start card drafts zoledronic acid


def _was(last: course.LastDose | None, product: Codelist) -> bool:
    return last is not None and last.mg == product.dose_mg


def last_was_60_mg(p: PatientRecord) -> bool:
    "Last denosumab was the product for bone loss"
    return _was(course.last_dose(p, therapy.DENOSUMAB), therapy.DENOSUMAB_60)


def last_was_120_mg(p: PatientRecord) -> bool:
    "Last denosumab was the product for skeletal events"
    return _was(course.last_dose(p, therapy.DENOSUMAB), therapy.DENOSUMAB_120)


def last_denosumab_in_rebound_time(p: PatientRecord) -> bool:
    "Last denosumab 150 to 730 days ago (for skeletal events, or dose not recorded: 90 to 730 days)"
    last = course.last_dose(p, therapy.DENOSUMAB)
    if last is None:
        return False
    begins = p.days("rebound_from_days_60mg" if last_was_60_mg(p) else "rebound_from_days_120mg")
    return begins <= last.on.days_before(p.today) <= p.days("rebound_until_days")


def denosumab_ordered(p: PatientRecord) -> bool:
    "Denosumab ordered, also for a coming date"
    return p.medications(therapy.DENOSUMAB).standing("active").any()


def bisphosphonate_since(p: PatientRecord) -> bool:
    "Bisphosphonate ordered, or taken after the last denosumab"
    if p.medications(therapy.BISPHOSPHONATES).standing("active").any():
        return True
    last = course.last_dose(p, therapy.DENOSUMAB)
    taken = p.medications(therapy.BISPHOSPHONATES).standing("done", "ended").all()
    days = [day for e in taken if (day := e.until or e.on) is not None]
    return last is not None and any(day.latest >= last.on.earliest for day in days)


def advise(p: PatientRecord) -> Advice:
    last, may = course.last_dose(p, therapy.DENOSUMAB), nameable(p)
    words = (
        _("Last denosumab {date}, {dose} mg.") if last and last.mg else _("Last denosumab {date}, dose not recorded.")
    )
    facts = {"date": last.on, "dose": last.mg} if last else {}
    sixty = last_was_60_mg(p)
    options = (
        (
            may.zoledronic_acid and sixty,
            _("Zoledronic acid 4-5 mg IV once about 6 months after the last dose is an option."),
        ),
        (may.zoledronic_acid and not sixty, _("Zoledronic acid IV is an option.")),
        (may.denosumab, _("Going on with denosumab is another option.")),
        (not may.zoledronic_acid, _("What may follow denosumab here is a question for a specialist.")),
    )
    return Advice(
        because=[
            Sentence(words, facts),
            Sentence(_("No later dose, no order and no bisphosphonate since found in the record.")),
            renal_function_words(p),
            calcium_words(p),
        ],
        options=[*(Sentence(text) for fits, text in options if fits), *reasons_against(p)],
        indicator="warning",
        summary=""
        if may.zoledronic_acid
        else _("Denosumab stopped: consider specialist advice on the agent that follows (rebound fractures)"),
    )


RECOMMENDATION = Recommendation(
    id="DENOSUMAB-STOP-REBOUND",
    title=_("Denosumab stopped: rebound vertebral fractures"),
    kind="safety",
    summary=_("Denosumab stopped: consider another antiresorptive (e.g. zoledronic acid) against rebound fractures"),
    statements=("S31", "S51"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(disease.has_or_had_cancer, last_denosumab_in_rebound_time),
    exclusions=(disease.in_hospice,),
    satisfied=(denosumab_ordered, bisphosphonate_since),
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=(
        Suggestion(
            _("Zoledronic acid 4 mg once"),
            "zoledronic_acid_4_once",
            only_if=(no_start_due, *offer.ZOLEDRONIC_ACID_FULL),
        ),
        Suggestion(_("Denosumab 60 mg every 6 months"), "denosumab_60_q6m", only_if=(last_was_60_mg, *offer.DENOSUMAB)),
        Suggestion(
            _("Denosumab 120 mg every 4 weeks"), "denosumab_120_q4w", only_if=(last_was_120_mg, *offer.DENOSUMAB)
        ),
        Suggestion(_("Creatinine clearance"), "creatinine", only_if=(offer.renal_function_missing,)),
        Suggestion(_("Calcium and albumin"), "calcium", only_if=(offer.calcium_missing,)),
    ),
    override_reasons=("dose-given-elsewhere", "specialist-plan-differs"),
    merge_into=("BMA-METS-START", "BMA-MYELOMA-START"),  # in metastatic disease the start card names the same drugs
)
