"""Another bisphosphonate ordered for bone metastasis: zoledronic acid comes first."""

from dataclasses import replace

from cards.codelists import codelist
from cards.criteria import calcium, caution, drafts, kidney, offer, other_needs, therapy
from cards.criteria.disease import has_bone_metastasis
from cards.criteria.draft_words import draft_words
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import DRUG_FACTS, METASTASIS
from cards.criteria.words import calcium_words, renal_function_words
from cards.events import Event
from cards.patient import PatientRecord
from cards.recommendation import DRUG_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _

OTHERS = (codelist("pamidronate"), codelist("ibandronate"), codelist("clodronate"))


def another_bisphosphonate_drafted(p: PatientRecord) -> bool:
    "Pamidronate, ibandronate or clodronate is being ordered"
    return drafts.being_ordered(p, *OTHERS).any()


def other_drafts(p: PatientRecord) -> list[Event]:
    """The drafts zoledronic acid may stand instead of."""
    return drafts.being_ordered(p, *OTHERS).all()


def advise(p: PatientRecord) -> Advice:
    return Advice(
        because=[*draft_words(p, *OTHERS), renal_function_words(p), calcium_words(p)],
        options=[
            Sentence(_("Meant is the prevention of skeletal events once bone metastasis is present.")),
            Sentence(_("Where the oral route is needed, ibandronate or clodronate remain alternatives.")),
        ],
    )


RECOMMENDATION = Recommendation(
    id="ZA-PREFERRED-BP",
    part="order",
    title=_("Zoledronic acid is the preferred bisphosphonate"),
    kind="drug choice",
    summary=_("If a bisphosphonate is chosen for bone metastasis, zoledronic acid is the most effective"),
    statements=("S28",),
    hooks=("order-select",),
    everybody=EVERYBODY,
    population=(another_bisphosphonate_drafted, has_bone_metastasis),
    exclusions=(
        *METASTASIS.exclusions,
        kidney.clearance_below_30,
        calcium.calcium_low,
        caution.allergic_to_bisphosphonates,
        therapy.on_denosumab,  # two agents at once are another question
        other_needs.hypercalcaemia,
        other_needs.osteoporosis,
    ),
    satisfied=(therapy.zoledronic_acid_taken_before, drafts.zoledronic_acid_drafted),
    must_know=DRUG_FACTS,
    advise=advise,
    suggestions=(
        Suggestion(
            _("Zoledronic acid 4 mg every 3-4 weeks instead"),
            "zoledronic_acid_4_q4w",
            only_if=offer.ZOLEDRONIC_ACID_FULL,
            drafts=other_drafts,
        ),
        *(replace(one, drafts=other_drafts) for one in offer.renal_doses()),
    ),
    override_reasons=(*DRUG_OVERRIDES, "oral-route-needed"),
)
