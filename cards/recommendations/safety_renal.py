"""Renal function and the dose that fits it, for whoever takes a bone-targeted agent or would start one.

While a chart is viewed nothing here is critical: that is for the order that would give the dose.
"""

from functools import partial

from cards.criteria import calcium, caution, disease, kidney, offer, renal_course, therapy
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import agent_taken_or_due
from cards.criteria.therapy_words import bone_agent_words
from cards.criteria.words import renal_function_words
from cards.logic import all_of, maybe, unless
from cards.patient import PatientRecord
from cards.recommendation import Advice, Criterion, Quantity, Recommendation, Sentence, Suggestion
from cards.text import _


def renal_function_fits_full_dose(p: PatientRecord) -> bool:
    "Creatinine clearance of the last 30 days above 60 mL/min, and creatinine not risen under zoledronic acid"
    return all_of(p, kidney.full_dose_fits, unless(renal_course.creatinine_risen))


def denosumab_only(p: PatientRecord) -> bool:
    "On denosumab and on no bisphosphonate"
    return therapy.on_denosumab(p) and not therapy.on_bisphosphonate(p)


def denosumab_with_clearance_below_30(p: PatientRecord) -> bool:
    "On denosumab and on no bisphosphonate, newest creatinine clearance below 30 mL/min"
    return denosumab_only(p) and kidney.clearance_below_30(p)


def other_bisphosphonate_only(p: PatientRecord) -> bool:
    "On a bisphosphonate other than zoledronic acid"
    return therapy.on_bisphosphonate(p) and not therapy.on_zoledronic_acid(p)


# The first row that holds gives indicator and summary; "" is the recommendation's own summary.
CASES: tuple[tuple[Criterion, str, str], ...] = (
    (
        renal_course.creatinine_risen,
        "warning",
        _("Creatinine has risen under zoledronic acid: consider holding it until near baseline again"),
    ),
    (
        offer.renal_function_missing,
        "warning",
        _("No renal function of the last 30 days found: check it before the bone-targeted agent is given"),
    ),
    (
        denosumab_with_clearance_below_30,
        "warning",
        _("Creatinine clearance below 30 mL/min on denosumab: low calcium is more likely, watch it closely"),
    ),
    (kidney.clearance_below_30, "warning", ""),
    (renal_course.dose_above_renal_dose, "warning", ""),
    (denosumab_only, "info", _("Reduced renal function on denosumab: no dose change, watch calcium")),
    (
        other_bisphosphonate_only,
        "info",
        _("Reduced renal function on a bisphosphonate: check its dose against the label"),
    ),
)


def _weight_words(p: PatientRecord) -> list[Sentence]:
    creatinine = p.results(kidney.CREATININE).within(p.days("lab_max_age_days")).any()
    if kidney.renal_function_recent(p) or not creatinine:
        return []
    return [Sentence(_("Creatinine is recent, but clearance cannot be calculated without weight, age and sex."))]


def _options(p: PatientRecord) -> list[Sentence]:
    below, reduced = kidney.clearance_below_30(p), kidney.reduced_dose_mg(p)
    only_denosumab = denosumab_only(p)
    zoledronic = not only_denosumab and not other_bisphosphonate_only(p)
    # named only when what speaks against it was read and does not hold
    may_denosumab = offer.denosumab_available(p) and _is_no(p, caution.allergic_to_denosumab, calcium.calcium_low)
    facts = {"dose": Quantity(reduced or 0, "mg")}
    rows = (
        (zoledronic and reduced is not None, _("Zoledronic acid 4 mg is reduced at this clearance to {dose}.")),
        (renal_course.yearly_dose_not_recommended(p), _("Zoledronic acid 5 mg is contraindicated at this clearance.")),
        (zoledronic and below, _("Zoledronic acid is not recommended at this clearance.")),
        (
            below and may_denosumab and not only_denosumab,
            _("Denosumab needs no renal dose change; low calcium is more likely."),
        ),
        (only_denosumab, _("Calcium is monitored, above all in the first weeks of denosumab.")),
        (
            maybe(lambda: renal_course.creatinine_risen(p)),
            _("The label resumes zoledronic acid within 10% of baseline."),
        ),
    )
    return [Sentence(words, facts) for fits, words in rows if fits]


def _is_no(p: PatientRecord, *criteria: Criterion) -> bool:
    return all(maybe(partial(one, p)) is False for one in criteria)


def _holds(p: PatientRecord, criterion: Criterion) -> bool:
    return bool(maybe(lambda: criterion(p)))


def advise(p: PatientRecord) -> Advice:
    held = ((indicator, words) for criterion, indicator, words in CASES if _holds(p, criterion))
    indicator, summary = next(held, ("info", ""))
    function = [renal_function_words(p), *_weight_words(p)]
    return Advice(
        because=[*function, *renal_course.rise_words(p), *bone_agent_words(p)],
        options=_options(p),
        brief=function,  # the start card it rides on names the dose that fits
        indicator=indicator,
        summary=summary,
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-RENAL",
    title=_("Renal check and dose"),
    kind="safety",
    summary=_("Check renal function: zoledronic acid needs dose reduction below 60 and is not advised below 30 mL/min"),
    statements=("S27",),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(agent_taken_or_due, disease.has_or_had_cancer),
    satisfied=(renal_function_fits_full_dose,),
    advise=advise,
    suggestions=(Suggestion(_("Creatinine clearance"), "creatinine", only_if=(offer.renal_function_missing,)),),
    override_reasons=("haemodialysis-plan", "specialist-plan-differs", "hypercalcaemia-emergency", "data-wrong"),
    merge_into=("BMA-METS-START", "BMA-MYELOMA-START", "ADJ-BP-POSTMENO", "CTIBL-TREAT"),
)
