"""Boundary table of SURGERY-CORD-COMPRESSION."""

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from tests.chart import allergy, condition, days_ago, done, drafted, drafted_service, ordered, patient
from tests.rules.table import Case, run, table

ID = "SURGERY-CORD-COMPRESSION"
LUNG = condition("lung_cancer", 60)
CORD = condition("cord_compression", 0)
SUSPECTED = condition("cord_compression", 0, certain=False)
HOSPICE, COMFORT = condition("hospice_care", 3), condition("comfort_care", 3)
EARLIER = condition("cord_compression", 30)
ALL_ORDERS = ("mri_whole_spine_stat", "spine_surgery_stat", "radiation_oncology_stat", "dexamethasone")

# fmt: off
CASES = [
    Case("cord compression today: everything urgent", patient(LUNG, CORD), ADVISED, indicator="critical", orders=ALL_ORDERS),
    Case("only suspected: still an emergency", patient(LUNG, SUSPECTED), ADVISED, indicator="critical", orders=ALL_ORDERS),
    Case("pregnancy does not silence it", patient(LUNG, CORD, condition("pregnancy", 40), age=33), ADVISED, indicator="critical"),
    Case("deceased", patient(LUNG, CORD, deceased=True), NOT_APPLICABLE),
    Case("aged 17", patient(LUNG, CORD, age=17), NOT_APPLICABLE, edge="adult_age"),
    Case("aged 18", patient(LUNG, CORD, age=18), ADVISED, edge="adult_age"),
    Case("no cancer on record", patient(CORD), NOT_APPLICABLE),
    Case("cancer in remission: the compression may be its return", patient(condition("breast_cancer_invasive", 2000, standing="ended"), SUSPECTED), ADVISED),
    Case("cancer only suspected", patient(condition("lung_cancer", 3, certain=False), SUSPECTED), ADVISED),
    Case("no compression", patient(LUNG), NOT_APPLICABLE),
    Case("resolved a year ago after decompression", patient(LUNG, condition("cord_compression", 400, standing="ended")), NOT_APPLICABLE),
    Case("hospice with comfort care", patient(LUNG, CORD, HOSPICE, COMFORT), EXCLUDED),
    Case("hospice without comfort care on record", patient(LUNG, CORD, HOSPICE), ADVISED),
    Case("comfort care outside a hospice", patient(LUNG, CORD, COMFORT), ADVISED),
    Case("decompression 28 days ago", patient(LUNG, EARLIER, done("spinal_decompression", 28)), EXCLUDED, edge="emergency_done_days"),
    Case("decompression 29 days ago, still compressed", patient(LUNG, EARLIER, done("spinal_decompression", 29)), ADVISED, edge="emergency_done_days"),
    Case("irradiated for it 28 days ago", patient(LUNG, EARLIER, done("radiotherapy", 28)), EXCLUDED, edge="emergency_done_days"),
    Case("irradiated for it 29 days ago, still compressed", patient(LUNG, EARLIER, done("radiotherapy", 29)), ADVISED, edge="emergency_done_days"),
    Case("the end of the course counts", patient(LUNG, condition("cord_compression", 60), done("radiotherapy", 40, until=days_ago(27))), EXCLUDED),
    Case("irradiated before the compression was noticed", patient(LUNG, condition("cord_compression", 5), done("radiotherapy", 10)), ADVISED),
    Case("irradiated at another site", patient(LUNG, condition("cord_compression", 20, site="thoracic spine"), done("radiotherapy", 10, site="breast")), ADVISED),
    Case("date of the compression not recorded, irradiated recently", patient(LUNG, condition("cord_compression", None), done("radiotherapy", 10)), EXCLUDED),
    Case("spine surgery asked 7 days ago", patient(LUNG, EARLIER, ordered("spine_surgery_referral", 7)), EXCLUDED, edge="emergency_referral_days"),
    Case("spine surgery asked 8 days ago", patient(LUNG, EARLIER, ordered("spine_surgery_referral", 8)), ADVISED, edge="emergency_referral_days"),
    Case("acute oncology asked", patient(LUNG, CORD, ordered("oncology_emergency_referral", 0)), EXCLUDED),
    Case("routine radiation oncology referral is no emergency referral", patient(LUNG, CORD, ordered("radiation_oncology_referral", 2)), ADVISED),
    Case("allergic to glucocorticoids: no dexamethasone", patient(LUNG, CORD, allergy("systemic_glucocorticoids")), ADVISED, orders=ALL_ORDERS[:3]),
    Case("allergies not read: the emergency speaks without dexamethasone", patient(LUNG, CORD, unread=("allergies",)), ADVISED, orders=ALL_ORDERS[:3]),
    Case("drugs and results not read: not needed", patient(LUNG, CORD, unread=("medications", "results")), ADVISED),
    Case("radiotherapy being ordered: the emergency comes first", patient(LUNG, CORD, drafted_service("radiotherapy", fractions=5)), ADVISED, indicator="critical", orders=ALL_ORDERS),
    Case("spine surgery being asked", patient(LUNG, CORD, drafted_service("spine_surgery_referral")), EXCLUDED),
    Case("decompression being ordered", patient(LUNG, CORD, drafted_service("spinal_decompression")), EXCLUDED),
    Case("MRI of the spine being ordered: the rest is offered", patient(LUNG, CORD, drafted_service("spine_mri")), ADVISED, orders=ALL_ORDERS[1:]),
    Case("CT of something being ordered: MRI is offered", patient(LUNG, CORD, drafted_service("structural_imaging")), ADVISED, orders=ALL_ORDERS),
    Case("radiation oncology being asked", patient(LUNG, CORD, drafted_service("radiation_oncology_referral")), ADVISED, orders=(*ALL_ORDERS[:2], ALL_ORDERS[3])),
    Case("dexamethasone being ordered", patient(LUNG, CORD, drafted("systemic_glucocorticoids", 16)), ADVISED, orders=ALL_ORDERS[:3]),
    Case("the orders being written could not be read", patient(LUNG, CORD, unread=("drafts",)), CANNOT_TELL),
    Case("conditions not read", patient(LUNG, CORD, unread=("conditions",)), CANNOT_TELL),
    Case("orders not read", patient(LUNG, CORD, unread=("orders",)), CANNOT_TELL),
]
# fmt: on


@table(CASES)
def test_compression_of_cord_or_nerve_is_an_emergency_until_treated_or_referred(case: Case) -> None:
    run(ID, case)
