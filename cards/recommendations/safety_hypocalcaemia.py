"""Low calcium or vitamin D under or before a bone-targeted agent: correct it first."""

from cards.criteria import calcium, supplements
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import agent_taken_or_due_but_for_calcium
from cards.criteria.therapy_words import bone_agent_words
from cards.events import value_in
from cards.logic import any_of, maybe
from cards.patient import PatientRecord
from cards.recommendation import Advice, Fact, Quantity, Recommendation, Sentence, Suggestion
from cards.text import _


def calcium_or_vitamin_d_low(p: PatientRecord) -> bool:
    "Calcium low (last 30 days, or coded and not normal since), or newest vitamin D below 50 nmol/L"
    return any_of(p, calcium.calcium_low, calcium.vitamin_d_low)


def _calcium_words(p: PatientRecord) -> list[Sentence]:
    if maybe(lambda: calcium.calcium_low(p)) is None:
        return [Sentence(_("Calcium: could not be read."))]
    found = maybe(lambda: calcium.recent_calcium(p))
    if found is not None:
        facts: dict[str, Fact] = {
            "value": Quantity(round(found.value, 2), "mmol/L"),
            "low": found.low,
            "date": found.event.on,
        }
        if found.corrected:
            return [Sentence(_("Corrected calcium {value}, lower limit {low} ({date})."), facts)]
        return [
            Sentence(_("Calcium {value}, lower limit {low}, not corrected: no albumin of that day ({date})."), facts)
        ]
    coded = maybe(lambda: p.conditions(calcium.HYPOCALCAEMIA).active().certain().latest())
    return (
        [Sentence(_("Hypocalcaemia on record ({date}), no normal calcium since."), {"date": coded.on})] if coded else []
    )


def _vitamin_d_words(p: PatientRecord) -> list[Sentence]:
    newest = maybe(lambda: p.results(calcium.VITAMIN_D).latest())
    value = maybe(lambda: value_in(newest, "nmol/L", "vitamin_d_25oh")) if newest else None
    if newest is None or value is None:
        return []
    return [
        Sentence(_("25-OH vitamin D {value} ({date})."), {"value": Quantity(round(value), "nmol/L"), "date": newest.on})
    ]


def advise(p: PatientRecord) -> Advice:
    low = bool(maybe(lambda: calcium.calcium_low(p)))
    agent = bone_agent_words(p) or [Sentence(_("A bone-targeted agent would be started."))]
    denosumab = Sentence(
        _("Denosumab is contraindicated in hypocalcaemia, seen in 18% on it and in 9% on zoledronic acid.")
    )
    return Advice(
        because=[*_calcium_words(p), *_vitamin_d_words(p), *agent],
        options=[
            Sentence(_("Magnesium, PTH and 25-OH vitamin D help to find the cause.")),
            *([denosumab] if low else []),
        ],
        indicator="warning" if low else "info",
        summary="" if low else _("Low vitamin D: correct it before giving denosumab or bisphosphonate"),
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-HYPOCALCAEMIA",
    title=_("Correct low calcium first"),
    kind="safety",
    summary=_("Low calcium: correct calcium and vitamin D before giving denosumab or bisphosphonate"),
    statements=("S27",),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(agent_taken_or_due_but_for_calcium, calcium_or_vitamin_d_low),
    advise=advise,
    suggestions=(
        Suggestion(_("Calcium, albumin, magnesium, PTH, 25-OH vitamin D"), "calcium_panel"),
        Suggestion(_("Calcium by mouth"), "calcium_daily", only_if=(calcium.calcium_low, *supplements.CALCIUM_OFFER)),
        Suggestion(_("Vitamin D by mouth"), "vitamin_d_daily", only_if=supplements.VITAMIN_D_OFFER),
    ),
    override_reasons=("corrected-today", "ionised-calcium-normal", "data-wrong"),
)
