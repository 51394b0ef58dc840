"""A bone-targeted agent ordered in pregnancy or breastfeeding, or denosumab at child-bearing age without a test."""

from cards.criteria import pregnancy
from cards.criteria.draft_words import draft_words
from cards.criteria.drafts import bone_agent_drafted, bone_agent_drafts, denosumab_drafted
from cards.criteria.everybody import EMERGENCY, TEST, pregnant_or_breastfeeding
from cards.criteria.therapy import BONE_AGENTS
from cards.logic import all_of, any_of, unless
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def pregnancy_test_drafted(p: PatientRecord) -> bool:
    "A pregnancy test is being ordered too"
    return p.drafts(TEST).standing("planned", "active").any()


def untested_with_denosumab(p: PatientRecord) -> bool:
    "Denosumab ordered, of child-bearing potential, no recent pregnancy test"
    return all_of(p, denosumab_drafted, pregnancy.may_become_pregnant, unless(pregnancy_test_drafted))


def pregnant_or_untested(p: PatientRecord) -> bool:
    "Pregnant, breastfeeding, or (with denosumab) of child-bearing potential without a recent pregnancy test"
    return any_of(p, pregnant_or_breastfeeding, untested_with_denosumab)


def advise(p: PatientRecord) -> Advice:
    drafts = draft_words(p, BONE_AGENTS)
    if not pregnant_or_breastfeeding(p):
        return Advice(
            because=[Sentence(_("Child-bearing age; no menopause, hysterectomy or recent test found.")), *drafts],
            options=[
                Sentence(_("Consider a pregnancy test and contraception advice.")),
                Sentence(_("Denosumab 120 mg: contraception until 5 months after the last dose.")),
            ],
            indicator="info",
            summary=_("Denosumab at child-bearing age: consider a pregnancy test and contraception advice"),
        )
    record = pregnancy.newest_record(p)
    facts = {"finding": record.meaning if record else None, "date": record.on if record else None}
    return Advice(
        because=[Sentence(_("On record: {finding} ({date})."), facts), *drafts],
        options=[
            Sentence(_("Labels: zoledronic acid not in pregnancy or breastfeeding, denosumab not in pregnancy.")),
            Sentence(_("Bone protection is for oncology and obstetrics to plan together.")),
        ],
        indicator="critical",
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-PREGNANCY",
    part="order",
    title=_("Pregnancy, lactation, contraception"),
    kind="safety",
    summary=_("Pregnancy or lactation: do not give bisphosphonate or denosumab"),
    statements=("S27",),
    hooks=("order-select", "order-sign"),
    everybody=EMERGENCY,
    population=(bone_agent_drafted, pregnant_or_untested),
    advise=advise,
    suggestions=(
        Suggestion(_("Remove the draft"), only_if=(pregnant_or_breastfeeding,), drafts=bone_agent_drafts),
        Suggestion(_("Pregnancy test"), "pregnancy_test", only_if=(pregnancy.not_pregnant_on_record,)),
        Suggestion(_("Contraception advice"), "contraception_advice", only_if=(pregnancy.not_pregnant_on_record,)),
    ),
    override_reasons=("not-pregnant-confirmed", "data-wrong"),
)
