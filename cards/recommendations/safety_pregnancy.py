"""Pregnancy and breastfeeding speak against bisphosphonates and denosumab; denosumab also calls for contraception."""

from cards.criteria import therapy
from cards.criteria.everybody import EMERGENCY, pregnant_or_breastfeeding
from cards.criteria.indications import BONE_LOSS, METASTASIS, MYELOMA, any_start_due
from cards.criteria.offer import denosumab_available
from cards.criteria.pregnancy import (
    newest_record,
    not_pregnant_on_record,
    pregnancy_tested,
    pregnant_breastfeeding_or_untested,
)
from cards.criteria.therapy_words import bone_agent_words
from cards.logic import all_of, any_of, unless
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def denosumab_taken_or_due(p: PatientRecord) -> bool:
    "On denosumab, or a start for which denosumab is an option"
    due = any_of(p, METASTASIS.due, MYELOMA.due, BONE_LOSS.due) if denosumab_available(p) else False
    return due or therapy.on_denosumab(p)


def agent_concerns_her(p: PatientRecord) -> bool:
    "A bone-targeted agent is taken or would be started (without pregnancy: denosumab)"

    def any_agent(q: PatientRecord) -> bool:
        return any_of(q, therapy.on_bone_agent, any_start_due)

    return any_of(p, denosumab_taken_or_due, lambda q: all_of(q, pregnant_or_breastfeeding, any_agent))


def advise(p: PatientRecord) -> Advice:
    agent = bone_agent_words(p) or [Sentence(_("No bone-targeted agent found; one would otherwise be indicated."))]
    contraception = Sentence(_("Denosumab 120 mg: contraception until 5 months after the last dose."))
    if not pregnant_or_breastfeeding(p):
        return Advice(
            because=[Sentence(_("Child-bearing age; no menopause, hysterectomy or recent test found.")), *agent],
            options=[Sentence(_("Consider a pregnancy test and contraception advice.")), contraception],
            indicator="info",
            summary=_("Denosumab at child-bearing age: consider a pregnancy test and contraception advice"),
        )
    record = newest_record(p)
    facts = {"finding": record.meaning if record else None, "date": record.on if record else None}
    return Advice(
        because=[Sentence(_("On record: {finding} ({date})."), facts), *agent],
        options=[
            Sentence(_("Labels: zoledronic acid not in pregnancy or breastfeeding, denosumab not in pregnancy.")),
            Sentence(_("Bone protection is for oncology and obstetrics to plan together.")),
        ],
        indicator="critical",
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-PREGNANCY",
    title=_("Pregnancy, lactation, contraception"),
    kind="safety",
    summary=_("Pregnancy or lactation: do not give bisphosphonate or denosumab"),
    statements=("S27",),
    hooks=("patient-view",),
    everybody=EMERGENCY,
    population=(pregnant_breastfeeding_or_untested, agent_concerns_her),
    advise=advise,
    suggestions=(
        Suggestion(_("Pregnancy test"), "pregnancy_test", only_if=(not_pregnant_on_record, unless(pregnancy_tested))),
        Suggestion(_("Contraception advice"), "contraception_advice", only_if=(not_pregnant_on_record,)),
    ),
    override_reasons=("not-pregnant-confirmed", "data-wrong"),
)
