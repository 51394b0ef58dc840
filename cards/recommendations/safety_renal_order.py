"""Renal function and the dose of a bone-targeted agent that is being ordered."""

from dataclasses import replace

from cards.criteria import caution, disease, kidney, offer, order_fit, therapy
from cards.criteria.draft_words import draft_words
from cards.criteria.drafts import bone_agent_drafted, denosumab_drafted
from cards.criteria.everybody import EVERYBODY
from cards.criteria.renal_course import rise_words
from cards.criteria.therapy import BONE_AGENTS
from cards.criteria.words import renal_function_words
from cards.logic import maybe, unless
from cards.patient import PatientRecord
from cards.recommendation import Advice, Criterion, Quantity, Recommendation, Sentence, Suggestion
from cards.text import _

# The first row that holds gives indicator and summary; "" is the recommendation's own summary.
CASES: tuple[tuple[Criterion, str, str], ...] = (
    (
        order_fit.zoledronic_acid_contraindicated,
        "critical",
        _("Zoledronic acid is ordered and not advised at this creatinine clearance"),
    ),
    (
        order_fit.risen_with_zoledronic_acid,
        "warning",
        _("Creatinine has risen under zoledronic acid: consider holding it until near baseline again"),
    ),
    (
        offer.renal_function_missing,
        "warning",
        _("No renal function of the last 30 days found: check it before the bone-targeted agent is given"),
    ),
    (
        order_fit.denosumab_with_clearance_below_30,
        "warning",
        _("Creatinine clearance below 30 mL/min and denosumab ordered: low calcium is more likely, watch it closely"),
    ),
    (kidney.clearance_below_30, "warning", ""),
    (order_fit.dose_above_renal_dose, "warning", ""),
    (denosumab_drafted, "info", _("Reduced renal function and denosumab ordered: no dose change, watch calcium")),
)


def _old_words(p: PatientRecord) -> list[Sentence]:
    found = maybe(lambda: kidney.renal_function(p))
    if found is None or maybe(lambda: kidney.renal_function_recent(p)):
        return []
    facts = {"value": Quantity(round(found.value, 1), "mL/min"), "date": found.event.on}
    return [Sentence(_("Older value: {value} ({date})."), facts)]


def _holds(p: PatientRecord, criterion: Criterion) -> bool:
    return bool(maybe(lambda: criterion(p)))


def _options(p: PatientRecord) -> list[Sentence]:
    reduced = kidney.reduced_dose_mg(p)
    contraindicated = _holds(p, order_fit.zoledronic_acid_contraindicated)
    pamidronate = contraindicated and _holds(p, disease.has_myeloma)
    pamidronate = pamidronate and _holds(p, caution.not_allergic_to_bisphosphonates)
    above = _holds(p, order_fit.dose_above_renal_dose)
    facts = {"dose": Quantity(reduced or 0, "mg")}
    rows = (
        (above, _("Zoledronic acid 4 mg is reduced at this clearance to {dose}.")),
        (contraindicated, _("Zoledronic acid is not advised at this clearance.")),
        (pamidronate, _("In myeloma with severe renal impairment ASCO allows pamidronate 90 mg over 4-6 hours.")),
        (
            contraindicated and all(_holds(p, one) for one in offer.DENOSUMAB),
            _("Denosumab needs no renal dose change; low calcium is more likely."),
        ),
        (_holds(p, denosumab_drafted), _("Calcium is monitored, above all in the first weeks of denosumab.")),
        (_holds(p, order_fit.risen_with_zoledronic_acid), _("The label resumes it within 10% of baseline.")),
    )
    return [Sentence(words, facts) for fits, words in rows if fits]


def advise(p: PatientRecord) -> Advice:
    held = ((indicator, words) for criterion, indicator, words in CASES if _holds(p, criterion))
    indicator, summary = next(held, ("info", ""))
    return Advice(
        because=[renal_function_words(p), *_old_words(p), *rise_words(p), *draft_words(p, BONE_AGENTS)],
        options=_options(p),
        indicator=indicator,
        summary=summary,
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-RENAL",
    part="order",
    title=_("Renal check and dose"),
    kind="safety",
    summary=_("Check renal function: zoledronic acid needs dose reduction below 60 and is not advised below 30 mL/min"),
    statements=("S27",),
    hooks=("order-select", "order-sign"),
    everybody=EVERYBODY,
    population=(bone_agent_drafted,),
    satisfied=(order_fit.renal_function_fits_order,),
    advise=advise,
    suggestions=(
        *(replace(one, drafts=order_fit.above_renal_dose_every_4_weeks) for one in offer.renal_doses()),
        Suggestion(
            _("Denosumab 120 mg every 4 weeks"),
            "denosumab_120_q4w",
            only_if=(*offer.DENOSUMAB, disease.has_bone_metastasis_or_myeloma, unless(therapy.on_denosumab)),
            drafts=order_fit.contraindicated_oncologic_drafts,
        ),
        Suggestion(_("Creatinine clearance"), "creatinine", only_if=(offer.renal_function_missing,)),
        Suggestion(_("Remove the draft"), drafts=order_fit.contraindicated_by_kidney),
    ),
    override_reasons=("haemodialysis-plan", "specialist-plan-differs", "hypercalcaemia-emergency", "data-wrong"),
)
