"""Low or unknown calcium, or low vitamin D, while a bone-targeted agent is being ordered."""

from functools import partial

from cards.criteria import calcium, offer, supplements
from cards.criteria.draft_words import draft_words
from cards.criteria.drafts import bone_agent_drafted, bone_agent_drafts
from cards.criteria.everybody import EVERYBODY
from cards.criteria.order_fit import no_agent_taken
from cards.criteria.therapy import BONE_AGENTS
from cards.criteria.words import calcium_words
from cards.events import value_in
from cards.logic import all_of, any_of, maybe
from cards.patient import PatientRecord
from cards.recommendation import Advice, Quantity, Recommendation, Sentence, Suggestion
from cards.text import _


def calcium_missing_at_first_order(p: PatientRecord) -> bool:
    "No calcium measured in the last 30 days, and not on a bone-targeted agent yet"
    return all_of(p, offer.calcium_missing, no_agent_taken)


def calcium_or_vitamin_d_wanting(p: PatientRecord) -> bool:
    "Calcium low; at a first order no calcium of the last 30 days; or newest vitamin D below 50 nmol/L"
    return any_of(p, calcium.calcium_low, calcium_missing_at_first_order, calcium.vitamin_d_low)


# The first row that holds gives indicator and summary; "" is the recommendation's own summary.
CASES = (
    (calcium.calcium_low, "critical", ""),
    (
        calcium_missing_at_first_order,
        "warning",
        _("No calcium of the last 30 days found: check it before the first dose of the bone-targeted agent"),
    ),
    (calcium.vitamin_d_low, "info", _("Low vitamin D: correct it before giving denosumab or bisphosphonate")),
)


def _other_words(p: PatientRecord) -> list[Sentence]:
    """Hypocalcaemia as a diagnosis, and the newest vitamin D."""
    coded = maybe(lambda: p.conditions(calcium.HYPOCALCAEMIA).active().certain().latest())
    words = [Sentence(_("Hypocalcaemia on record ({date})."), {"date": coded.on})] if coded else []
    newest = maybe(lambda: p.results(calcium.VITAMIN_D).latest())
    value = maybe(lambda: value_in(newest, "nmol/L", "vitamin_d_25oh")) if newest else None
    if newest is not None and value is not None:
        facts = {"value": Quantity(round(value), "nmol/L"), "date": newest.on}
        words.append(Sentence(_("25-OH vitamin D {value} ({date})."), facts))
    return words


def advise(p: PatientRecord) -> Advice:
    indicator, summary = next((i, s) for criterion, i, s in CASES if maybe(partial(criterion, p)))
    label = Sentence(
        _("Denosumab is contraindicated in hypocalcaemia, seen in 18% on it and in 9% on zoledronic acid.")
    )
    return Advice(
        because=[calcium_words(p), *_other_words(p), *draft_words(p, BONE_AGENTS)],
        options=[
            Sentence(_("Calcium and vitamin D are corrected before the first dose.")),
            *([label] if indicator == "critical" else []),
        ],
        indicator=indicator,
        summary=summary,
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-HYPOCALCAEMIA",
    part="order",
    title=_("Correct low calcium first"),
    kind="safety",
    summary=_("Low calcium: correct calcium and vitamin D before giving denosumab or bisphosphonate"),
    statements=("S27",),
    hooks=("order-select", "order-sign"),
    everybody=EVERYBODY,
    population=(bone_agent_drafted, calcium_or_vitamin_d_wanting),
    advise=advise,
    suggestions=(
        Suggestion(_("Calcium and albumin"), "calcium", only_if=(calcium_missing_at_first_order,)),
        Suggestion(
            _("Calcium, albumin, magnesium, PTH, 25-OH vitamin D"), "calcium_panel", only_if=(calcium.calcium_low,)
        ),
        Suggestion(_("Calcium by mouth"), "calcium_daily", only_if=(calcium.calcium_low, *supplements.CALCIUM_OFFER)),
        Suggestion(
            _("Vitamin D by mouth"), "vitamin_d_daily", only_if=(calcium.vitamin_d_low, *supplements.VITAMIN_D_OFFER)
        ),
        Suggestion(
            _("Hold: remove the draft until calcium is corrected"),
            only_if=(calcium.calcium_low,),
            drafts=bone_agent_drafts,
        ),
    ),
    override_reasons=("corrected-today", "ionised-calcium-normal", "data-wrong"),
)
