"""Have an impending or pathological fracture assessed for fixation before radiotherapy."""

from cards.codelists import codelist
from cards.criteria import disease, fracture
from cards.criteria.everybody import EVERYBODY
from cards.logic import any_of
from cards.partial_date import PartialDate
from cards.patient import PatientRecord
from cards.recommendation import GENERAL_OVERRIDES, Advice, Recommendation, Sentence, Suggestion
from cards.text import _

ORTHOPAEDICS = codelist("orthopaedic_referral")


def has_cancer_or_neoplastic_fracture(p: PatientRecord) -> bool:
    "Active cancer, or a fracture at a tumour"
    return any_of(p, disease.has_any_cancer, fracture.has_neoplastic_fracture)


def _noticed(p: PatientRecord) -> PartialDate | None:
    """The day of the newest fracture or Mirels score; None when neither is dated."""
    newest = (fracture.fractures_to_fix(p).latest(), fracture.newest_mirels(p))
    return max((e.on for e in newest if e is not None and e.on is not None), default=None)


def already_fixed(p: PatientRecord) -> bool:
    "Fixation done since the fracture was noticed"
    noticed = _noticed(p)
    done = p.procedures(fracture.FIXATION).standing("done")
    return done.where(lambda e: noticed is None or e.on is None or e.on.latest >= noticed.earliest).any()


def fixation_arranged(p: PatientRecord) -> bool:
    "Fixation, or orthopaedic referral, in the last 28 days"
    days = p.days("fracture_done_days")
    return any_of(
        p,
        lambda q: q.orders(ORTHOPAEDICS, fracture.FIXATION).standing("active", "on-hold", "done").within(days).any(),
        lambda q: q.procedures(ORTHOPAEDICS, fracture.FIXATION).standing("active", "done").within(days).any(),
    )


def advise(p: PatientRecord) -> Advice:
    found, mirels = fracture.fractures_to_fix(p).latest(), fracture.newest_mirels(p)
    because = []
    if found is not None:
        because.append(Sentence(_("On record: {finding} ({date})."), {"finding": found.meaning, "date": found.on}))
    if mirels is not None:
        because.append(Sentence(_("Mirels score {score} ({date})."), {"score": mirels.value, "date": mirels.on}))
    return Advice(
        because=[*because, Sentence(_("No fixation and no orthopaedic referral found in the last 28 days."))],
        options=[
            Sentence(_("Consider orthopaedic assessment first: fixation before the bone breaks is preferred.")),
            Sentence(_("Radiotherapy usually follows fixation.")),
        ],
        indicator="warning",
    )


RECOMMENDATION = Recommendation(
    id="SURGERY-IMPENDING-FRACTURE",
    title=_("Impending or pathological fracture"),
    kind="indication",
    summary=_("Impending or pathological fracture: orthopaedic assessment for fixation before radiotherapy"),
    statements=("S3", "S24"),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(has_cancer_or_neoplastic_fracture, fracture.needs_fixation_assessed),
    exclusions=(already_fixed, disease.in_hospice),
    satisfied=(fixation_arranged,),
    advise=advise,
    suggestions=(
        Suggestion(_("Orthopaedic assessment"), "orthopaedic_referral"),
        Suggestion(_("Radiotherapy after fixation"), "post_operative_radiotherapy"),
    ),
    override_reasons=GENERAL_OVERRIDES,
)
