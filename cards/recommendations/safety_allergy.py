"""A bone-targeted agent ordered in spite of an allergy to it or its class, or of aspirin-sensitive asthma."""

from functools import partial

from cards.codelists import codelist
from cards.criteria import caution, disease, offer, therapy
from cards.criteria.draft_words import draft_words
from cards.criteria.drafts import being_ordered, bisphosphonate_drafted, denosumab_drafted
from cards.criteria.everybody import EVERYBODY
from cards.criteria.order_fit import oncologic
from cards.events import Event
from cards.logic import all_of, any_of, maybe, unless
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _

ASTHMA = codelist("aspirin_sensitive_asthma")


def aspirin_sensitive_asthma(p: PatientRecord) -> bool:
    "Aspirin-sensitive asthma on record"
    return any_of(
        p,
        lambda q: q.conditions(ASTHMA).active().certain().any(),
        lambda q: q.allergies(ASTHMA).active().certain().any(),
    )


def bisphosphonate_speaks_against(p: PatientRecord) -> bool:
    "Bisphosphonate ordered, and allergy to one or aspirin-sensitive asthma on record"
    against = caution.allergic_to_bisphosphonates, aspirin_sensitive_asthma
    return all_of(p, bisphosphonate_drafted, lambda q: any_of(q, *against))


def denosumab_speaks_against(p: PatientRecord) -> bool:
    "Denosumab ordered, and allergy to it on record"
    return all_of(p, denosumab_drafted, caution.allergic_to_denosumab)


def hypersensitive_to_the_order(p: PatientRecord) -> bool:
    "Allergy to the agent ordered or to its class, or aspirin-sensitive asthma with a bisphosphonate ordered"
    return any_of(p, bisphosphonate_speaks_against, denosumab_speaks_against)


def bisphosphonate_drafts(p: PatientRecord) -> list[Event]:
    """The bisphosphonates ordered that the record speaks against."""
    return being_ordered(p, therapy.BISPHOSPHONATES).all() if bisphosphonate_speaks_against(p) else []


def denosumab_drafts(p: PatientRecord) -> list[Event]:
    """The denosumab ordered that the record speaks against."""
    return being_ordered(p, therapy.DENOSUMAB).all() if denosumab_speaks_against(p) else []


def oncologic_bisphosphonates(p: PatientRecord) -> list[Event]:
    """Those at the dose for skeletal events."""
    return [event for event in bisphosphonate_drafts(p) if oncologic(p, event)]


def oncologic_denosumab(p: PatientRecord) -> list[Event]:
    """Those at the dose for skeletal events."""
    return [event for event in denosumab_drafts(p) if oncologic(p, event)]


def concerned_drafts(p: PatientRecord) -> list[Event]:
    """Every draft that the record speaks against, as far as known."""
    return [e for found in (bisphosphonate_drafts, denosumab_drafts) for e in maybe(partial(found, p)) or ()]


def advise(p: PatientRecord) -> Advice:
    lists = (therapy.BISPHOSPHONATES, therapy.DENOSUMAB)
    allergies = [e for drugs in lists for e in maybe(p.allergies(drugs).active().certain().all) or ()]
    allergic = bool(
        maybe(lambda: all_of(p, bisphosphonate_drafted, caution.allergic_to_bisphosphonates))
        or maybe(lambda: denosumab_speaks_against(p))
    )
    asthma = [Sentence(_("Aspirin-sensitive asthma on record."))] if maybe(lambda: aspirin_sensitive_asthma(p)) else []
    known = [Sentence(_("Allergy on record: {drug} ({date})."), {"drug": e.meaning, "date": e.on}) for e in allergies]
    return Advice(
        because=[*known, *asthma, *draft_words(p, therapy.BONE_AGENTS)],
        options=[Sentence(_("Consider an agent of the other class, if nothing speaks against it."))],
        indicator="critical" if allergic else "warning",
        summary="" if allergic else _("Aspirin-sensitive asthma on record: caution with the bisphosphonate ordered"),
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-ALLERGY",
    title=_("Allergy / aspirin-sensitive asthma"),
    kind="safety",
    summary=_("Recorded hypersensitivity to this bone agent or class: choose another"),
    statements=("S27",),
    hooks=("order-select", "order-sign"),
    everybody=EVERYBODY,
    population=(hypersensitive_to_the_order,),
    advise=advise,
    suggestions=(
        Suggestion(
            _("Denosumab 120 mg every 4 weeks"),
            "denosumab_120_q4w",
            only_if=(*offer.DENOSUMAB, disease.has_bone_metastasis_or_myeloma, unless(therapy.on_denosumab)),
            drafts=oncologic_bisphosphonates,
        ),
        Suggestion(
            _("Zoledronic acid 4 mg every 3-4 weeks"),
            "zoledronic_acid_4_q4w",
            only_if=(
                *offer.ZOLEDRONIC_ACID_FULL,
                disease.has_bone_metastasis_or_myeloma,
                unless(therapy.on_bisphosphonate),
                unless(aspirin_sensitive_asthma),
            ),
            drafts=oncologic_denosumab,
        ),
        Suggestion(_("Remove the draft"), drafts=concerned_drafts),
    ),
    override_reasons=("tolerated-since", "data-wrong"),
)
