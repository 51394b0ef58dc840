"""Denosumab in non-metastatic castration-resistant prostate cancer: a trial result without approval."""

from cards.codelists import codelist
from cards.criteria import bone_density, disease
from cards.criteria.dose_drafts import on_denosumab_for_bone_loss
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import any_metastasis
from cards.events import Event
from cards.logic import any_of, unless
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _

M0, M_CATEGORY, ABSENT = codelist("stage_m0"), codelist("m_category"), codelist("absent")
DISTANT, VISCERAL = codelist("distant_metastasis"), codelist("visceral_metastasis")


def _newest_category(p: PatientRecord) -> Event | None:
    """The newest statement about distant metastasis as a whole; one about single organs does not count."""
    return p.results(M_CATEGORY, DISTANT).where(lambda row: VISCERAL.name not in row.concepts).latest()


def recorded_without_metastasis(p: PatientRecord) -> bool:
    "Recorded as free of distant metastasis (M0)"

    def category_m0(q: PatientRecord) -> bool:
        newest = _newest_category(q)
        return newest is not None and ABSENT.name in newest.answers

    return any_of(p, lambda q: q.conditions(M0).active().certain().any(), category_m0)


def advise(p: PatientRecord) -> Advice:
    resistant = p.conditions(disease.RESISTANT).active().certain().earliest()
    free = _newest_category(p) or p.conditions(M0).active().certain().latest()
    since = {"date": resistant.on if resistant else None}
    return Advice(
        because=[
            Sentence(_("Castration-resistant prostate cancer (since: {date})."), since),
            Sentence(_("Recorded as free of distant metastasis ({date})."), {"date": free.on if free else None}),
        ],
        options=[
            Sentence(_("In the trial denosumab 120 mg delayed bone metastasis by 4 months; survival was equal.")),
            Sentence(_("It is not approved for this use (refused by the FDA in 2012); ASCO 2020 advises against it.")),
            Sentence(_("Bone loss under androgen deprivation is another question: consider DXA.")),
        ],
    )


RECOMMENDATION = Recommendation(
    id="CRPC-DENOSUMAB",
    title=_("Denosumab in non-metastatic CRPC"),
    kind="information",
    summary=_("nmCRPC: denosumab delayed bone metastasis in a trial, but it is not approved for this use"),
    statements=("S21",),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(disease.is_castration_resistant, recorded_without_metastasis),
    exclusions=(any_metastasis, on_denosumab_for_bone_loss),
    advise=advise,
    suggestions=(
        Suggestion(
            _("DXA of lumbar spine and hip"),
            "dxa",
            only_if=(unless(bone_density.baseline_dxa_done), unless(bone_density.dxa_ordered)),
        ),
    ),
    override_reasons=("clinical-trial", "bone-density-indication", "data-wrong"),
    editions=("esmo-2014",),
)
