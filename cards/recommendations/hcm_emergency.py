"""Severe hypercalcaemia in cancer is an emergency: fluids, then a drug that lowers calcium."""

from typing import NamedTuple

from cards.criteria import calcium, caution, disease, kidney, offer, therapy
from cards.criteria import emergency_drafts as drafts
from cards.criteria.everybody import EMERGENCY, not_pregnant, pregnant_or_breastfeeding
from cards.criteria.words import calcium_words, told
from cards.events import Event, value_in
from cards.logic import maybe
from cards.patient import PatientRecord
from cards.recommendation import Advice, Criterion, Quantity, Recommendation, Sentence, Suggestion
from cards.text import _


def iv_bisphosphonate_given(p: PatientRecord) -> bool:
    "Intravenous bisphosphonate given in the last 7 days"
    doses = therapy.given(p, *drafts.INTRAVENOUS).within(p.days("hcm_max_age_days"))
    return doses.where(drafts.by_vein).any()


def _creatinine(p: PatientRecord) -> tuple[float, Event] | None:
    """The newest creatinine in umol/L when not older than the calcium may be; None when there is none."""
    newest = p.results(kidney.CREATININE).latest()
    if newest is None or newest.on is None or not newest.on.may_be_within(p.days("hcm_max_age_days"), p.today):
        return None
    return value_in(newest, "umol/L", "creatinine"), newest


def creatinine_below_400(p: PatientRecord) -> bool:
    "Creatinine of the last 7 days below 400 umol/L"
    found = _creatinine(p)
    return found is not None and found[0] < p.number("creatinine_hcm_max_umol")


def _creatinine_words(p: PatientRecord) -> Sentence:
    return told(
        lambda: _creatinine(p),
        lambda f: Sentence(
            _("Creatinine {value} ({date})."), {"value": Quantity(round(f[0]), "umol/L"), "date": f[1].on}
        ),
        _("Check creatinine first: none found in the last 7 days."),
        _("Check creatinine first: what is on record could not be read."),
    )


def _creatinine_too_high(p: PatientRecord) -> bool:
    found = _creatinine(p)
    return found is not None and found[0] >= p.number("creatinine_hcm_max_umol")


class Usable(NamedTuple):
    """Which drugs may be named: what speaks against them was read and does not hold."""

    bisphosphonate: bool
    denosumab: bool


def usable(p: PatientRecord) -> Usable:
    """Neither drug in pregnancy, or when renal function or allergies could not be read: then only fluids."""
    questions = (_creatinine_too_high, caution.allergic_to_bisphosphonates, caution.allergic_to_denosumab)
    answers = [_answer(p, question) for question in questions]
    if None in answers or _answer(p, not_pregnant) is not True:
        return Usable(False, False)
    too_high, no_bisphosphonate, no_denosumab = answers
    return Usable(not too_high and not no_bisphosphonate, offer.denosumab_available(p) and not no_denosumab)


def _answer(p: PatientRecord, question: Criterion) -> bool | None:
    return maybe(lambda: question(p))


def _pregnant(p: PatientRecord) -> bool:
    return _answer(p, pregnant_or_breastfeeding) is True


def _options(p: PatientRecord, drugs: Usable) -> list[Sentence]:
    found = calcium.calcium(p)
    highest = Quantity(p.number("calcitonin_from_mmol"), "mmol/L")
    very_high = found is not None and found.value > highest.value
    limit = Quantity(p.number("creatinine_hcm_max_umol"), "umol/L")
    rows = (
        (True, _("Intravenous saline comes first, its rate by local protocol.")),
        (drugs.bisphosphonate, _("Zoledronic acid 4 mg IV once is an option while creatinine is below {limit}.")),
        (all(drugs), _("Denosumab is an option if calcium does not respond to the bisphosphonate.")),
        (drugs == Usable(False, True), _("Denosumab is an option; zoledronic acid is not (allergy or creatinine).")),
        (_pregnant(p), _("Pregnancy or breastfeeding: no bisphosphonate and no denosumab.")),
        (
            not any(drugs) and not _pregnant(p),
            _("Renal function, allergies and pregnancy need checking before a calcium-lowering drug."),
        ),
        (very_high, _("Above {highest} calcitonin can be added.")),
        (True, _("Calcium supplements are not suitable now.")),
    )
    return [Sentence(words, {"limit": limit, "highest": highest}) for fits, words in rows if fits]


SUMMARIES = {
    Usable(True, True): "",
    Usable(True, False): _("Hypercalcaemia of malignancy: fluids plus IV bisphosphonate now"),
    Usable(False, True): _("Hypercalcaemia of malignancy: fluids now; consider denosumab"),
    Usable(False, False): _("Hypercalcaemia of malignancy: fluids now; check renal function and allergies"),
}
IN_PREGNANCY = _("Hypercalcaemia of malignancy: fluids now; pregnancy or lactation, no bisphosphonate or denosumab")


def advise(p: PatientRecord) -> Advice:
    drugs = usable(p)
    return Advice(
        because=[calcium_words(p), _creatinine_words(p), *drafts.bone_agent_draft_words(p)],
        options=_options(p, drugs),
        indicator="critical",
        summary=IN_PREGNANCY if _pregnant(p) else SUMMARIES[drugs],
    )


RECOMMENDATION = Recommendation(
    id="HCM-EMERGENCY",
    title=_("Hypercalcaemia of malignancy"),
    kind="safety",
    summary=_("Hypercalcaemia of malignancy: fluids plus IV bisphosphonate or denosumab now"),
    statements=("S3",),
    hooks=("patient-view", "order-select", "order-sign"),
    everybody=EMERGENCY,  # in pregnancy it speaks of fluids: silence would be worse (decision 0012)
    population=(disease.has_any_cancer, calcium.severe_hypercalcaemia),
    exclusions=(disease.comfort_care_only,),
    satisfied=(iv_bisphosphonate_given, drafts.calcium_lowering_drug_being_ordered),
    advise=advise,
    suggestions=(
        Suggestion(_("Intravenous saline, rate by local protocol"), "saline_infusion"),
        Suggestion(
            _("Zoledronic acid 4 mg IV once"),
            "zoledronic_acid_4_once",
            only_if=(
                creatinine_below_400,
                caution.not_allergic_to_bisphosphonates,
                not_pregnant,
                drafts.no_bone_agent_being_ordered,
            ),
        ),
    ),
    override_reasons=("already-treated", "comfort-care", "non-malignant-cause"),
)
