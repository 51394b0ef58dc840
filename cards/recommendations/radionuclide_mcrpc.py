"""Radium-223 as an option in castration-resistant prostate cancer with painful bone metastases only."""

from cards.codelists import codelist
from cards.criteria import disease, pain, therapy
from cards.criteria.everybody import EVERYBODY
from cards.logic import any_of, maybe
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _

VISCERAL, ABSENT = codelist("visceral_metastasis"), codelist("absent")
RADIUM, ABIRATERONE = codelist("radium_223"), codelist("abiraterone")
MARROW_FAILURE, REFERRAL = codelist("bone_marrow_failure"), codelist("nuclear_medicine_referral")


def visceral_metastasis_recorded_absent(p: PatientRecord) -> bool:
    "Visceral metastasis looked for and recorded as absent"
    newest = p.results(VISCERAL).latest()
    return newest is not None and ABSENT.name in newest.answers


def has_visceral_metastasis(p: PatientRecord) -> bool:
    "Visceral metastasis on record, also suspected"
    return any_of(
        p,
        lambda q: q.conditions(VISCERAL).active().any(),
        lambda q: q.results(VISCERAL).any() and not visceral_metastasis_recorded_absent(q),
    )


def on_abiraterone(p: PatientRecord) -> bool:
    "On abiraterone"
    return p.medications(ABIRATERONE).active().any()


def has_marrow_failure(p: PatientRecord) -> bool:
    "Bone marrow failure"
    return p.conditions(MARROW_FAILURE).active().certain().any()


def radium_given_or_arranged(p: PatientRecord) -> bool:
    "Radium-223 given or ordered, or nuclear medicine referral active"
    return any_of(
        p,
        lambda q: q.medications(RADIUM).standing("active", "done", "ended", "on-hold").any(),
        lambda q: q.procedures(RADIUM).standing("active", "done", "ended").any(),
        lambda q: q.orders(RADIUM, REFERRAL).standing("active", "on-hold").any(),
    )


def advise(p: PatientRecord) -> Advice:
    absent = p.results(VISCERAL).latest()
    agent = _("Combine it with the bone-targeted agent and castration, with no other anti-cancer drug.")
    no_agent = _("It needs a bone-targeted agent (none found) and castration, with no other anti-cancer drug.")
    return Advice(
        because=[
            Sentence(_("Castration-resistant prostate cancer with bone metastases and pain.")),
            *pain.pain_words(p),
            Sentence(_("Visceral metastasis recorded as absent ({date})."), {"date": absent.on if absent else None}),
        ],
        options=[
            Sentence(_("Nuclear medicine assessment may be considered; blood counts show if marrow allows it.")),
            Sentence(agent if maybe(lambda: therapy.on_bone_agent(p)) else no_agent),
            Sentence(_("EMA, MHRA: after two or more systemic lines; not with abiraterone and prednisone.")),
        ],
    )


RECOMMENDATION = Recommendation(
    id="RADIONUCLIDE-MCRPC",
    title=_("Radium-223 / radionuclide option"),
    kind="information",
    summary=_("Symptomatic bone-dominant mCRPC: radium-223 may be an option; use with a bone agent"),
    statements=("S3", "S42"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(
        disease.is_castration_resistant,
        disease.has_bone_metastasis,
        pain.has_bone_pain,
        visceral_metastasis_recorded_absent,
    ),
    exclusions=(has_visceral_metastasis, on_abiraterone, has_marrow_failure, disease.in_hospice),
    satisfied=(radium_given_or_arranged,),
    advise=advise,
    suggestions=(Suggestion(_("Nuclear medicine assessment"), "nuclear_medicine_referral"),),
    override_reasons=GENERAL_OVERRIDES,
)
