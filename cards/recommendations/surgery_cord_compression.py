"""Compression of spinal cord, cauda equina or nerve in a patient with cancer is an emergency."""

from cards.codelists import codelist
from cards.criteria import disease, radiotherapy
from cards.criteria import emergency_drafts as drafts
from cards.criteria.everybody import EMERGENCY
from cards.events import Event
from cards.logic import all_of, any_of
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _

CANCER, STEROIDS = codelist("any_cancer"), codelist("systemic_glucocorticoids")


def has_or_had_cancer(p: PatientRecord) -> bool:
    "Cancer on record, also suspected or in remission"
    return p.conditions(CANCER, disease.BONE_METASTASIS).any()


def _comfort_care(p: PatientRecord) -> bool:
    "Comfort care documented"
    aims_at_comfort = disease.COMFORT_CARE
    return any_of(
        p,
        lambda q: q.conditions(aims_at_comfort).active().certain().where(_not_hospice).any(),
        lambda q: q.procedures(aims_at_comfort).standing("active", "done").where(_not_hospice).any(),
        lambda q: q.orders(aims_at_comfort).standing("active", "done").where(_not_hospice).any(),
        lambda q: q.encounters(aims_at_comfort).standing("active", "done").where(_not_hospice).any(),
    )


def _not_hospice(event: Event) -> bool:
    """Comfort care said in so many words: the codelist of comfort care holds hospice care too."""
    return disease.HOSPICE.name not in event.concepts


def hospice_with_comfort_care(p: PatientRecord) -> bool:
    "Hospice or terminal care, with comfort care documented"
    return all_of(p, disease.in_hospice, _comfort_care)


def decompressed_or_irradiated(p: PatientRecord) -> bool:
    "Decompression, or radiotherapy since the compression was noticed, in the last 28 days"
    days = p.days("emergency_done_days")
    return any_of(
        p,
        lambda q: q.procedures(drafts.DECOMPRESSION).standing("done", "active").within(days).any(),
        _irradiated_since,
    )


def _irradiated_since(p: PatientRecord) -> bool:
    """Radiotherapy to another site, or before the compression was noticed, is not for it."""
    days, compression = p.days("emergency_done_days"), p.conditions(disease.CORD_COMPRESSION).active().latest()
    if compression is None:
        return False

    def for_it(course: Event) -> bool:
        day = radiotherapy.last_day(course)
        if day is None or not day.may_be_within(days, p.today):
            return False
        since = compression.on is None or day.latest >= compression.on.earliest
        return since and radiotherapy.may_be_same_site(course, compression.sites)

    return p.procedures(radiotherapy.RADIOTHERAPY).standing(*radiotherapy.GIVEN).where(for_it).any()


def emergency_referral_active(p: PatientRecord) -> bool:
    "Emergency referral to spine surgery or oncology in the last 7 days"
    return p.orders(*drafts.EMERGENCY_REFERRALS).standing("active").within(p.days("emergency_referral_days")).any()


def not_allergic_to_glucocorticoids(p: PatientRecord) -> bool:
    "No allergy to a glucocorticoid on record"
    return not p.allergies(STEROIDS).active().certain().any()


def advise(p: PatientRecord) -> Advice:
    compression = p.conditions(disease.CORD_COMPRESSION).active().latest()
    because = []
    if compression is not None:
        confirmed = _("On record: {finding} ({date}).")
        suspected = _("Suspected, not yet confirmed: {finding} ({date}).")
        facts = {"finding": compression.meaning, "date": compression.on}
        because = [Sentence(confirmed if compression.certain else suspected, facts)]
    return Advice(
        because=[*because, Sentence(_("No decompression, radiotherapy or emergency referral for it found."))],
        options=[
            Sentence(_("MRI of the whole spine, spine surgery and radiation oncology can be requested at once.")),
            Sentence(_("Consider dexamethasone meanwhile unless contraindicated.")),
            Sentence(_("Surgery plus radiotherapy, or radiotherapy alone: for both specialists to decide.")),
        ],
        indicator="critical",
    )


RECOMMENDATION = Recommendation(
    id="SURGERY-CORD-COMPRESSION",
    title=_("Spinal cord / cauda equina / nerve compression"),
    kind="safety",
    summary=_("Possible cord or nerve compression: urgent MRI and surgical + radiotherapy assessment"),
    statements=("S3", "S43"),
    hooks=("patient-view", "order-select", "order-sign"),
    everybody=EMERGENCY,
    population=(has_or_had_cancer, disease.has_cord_compression),
    exclusions=(hospice_with_comfort_care,),
    satisfied=(decompressed_or_irradiated, emergency_referral_active, drafts.emergency_help_being_ordered),
    advise=advise,
    suggestions=(
        Suggestion(
            _("MRI of the whole spine, urgent"), "mri_whole_spine_stat", only_if=(drafts.spine_mri_not_being_ordered,)
        ),
        Suggestion(_("Spine surgery consultation, urgent"), "spine_surgery_stat"),
        Suggestion(
            _("Radiation oncology, urgent"),
            "radiation_oncology_stat",
            only_if=(drafts.radiation_referral_not_being_ordered,),
        ),
        Suggestion(
            _("Dexamethasone"),
            "dexamethasone",
            only_if=(not_allergic_to_glucocorticoids, drafts.glucocorticoid_not_being_ordered),
        ),
    ),
    override_reasons=("already-treated", "comfort-care", "data-wrong"),
)
