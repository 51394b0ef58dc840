"""A dental check before the first dose of a bone-targeted agent; rides on the start cards."""

from cards.criteria import calcium, caution, therapy
from cards.criteria.everybody import EVERYBODY
from cards.criteria.indications import first_oncologic_dose_due
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def advise(p: PatientRecord) -> Advice:
    examined = p.procedures(caution.DENTAL_EXAMINATION).standing("done").latest()
    taken_before = bool(therapy.known_courses(p, therapy.BONE_AGENTS))
    last = Sentence(_("Last dental examination: {date}."), {"date": examined.on}) if examined else None
    first = _("No recent dental check on record: arrange one before the first dose (jaw osteonecrosis risk)")
    again = _("No recent dental check on record: arrange one before the next dose (jaw osteonecrosis risk)")
    return Advice(
        because=[last or Sentence(_("No dental examination found in the last 180 days."))],
        brief=[Sentence(_("Dental check before the next dose (none in 180 days)."))]
        if taken_before
        else [Sentence(_("Dental check before the first dose (none in 180 days)."))],
        options=[
            Sentence(_("Elective dental surgery is avoided during therapy, so it comes first.")),
            Sentence(_("During therapy: good oral hygiene and a check about every 6 months.")),
        ],
        background=[
            Sentence(_("Jaw osteonecrosis: about 2% in the first and 5% in the second year of denosumab 120 mg.")),
        ],
        summary=again if taken_before else (first if examined else ""),
    )


RECOMMENDATION = Recommendation(
    id="SAFETY-DENTAL",
    title=_("Dental check before the first dose"),
    kind="safety",
    summary=_("No dental check on record: arrange one before the first dose (jaw osteonecrosis risk)"),
    statements=("S27",),
    hooks=("patient-view",),
    everybody=EVERYBODY,
    population=(first_oncologic_dose_due,),  # never for those who take an agent: then no start is due
    exclusions=(calcium.severe_hypercalcaemia,),
    satisfied=(caution.dental_check_done,),
    advise=advise,
    suggestions=(Suggestion(_("Dental assessment"), "dental_assessment"),),
    override_reasons=("edentulous-checked", "urgent-need", "done-elsewhere"),
    merge_into=("BMA-METS-START", "BMA-MYELOMA-START", "ADJ-BP-POSTMENO"),
)
