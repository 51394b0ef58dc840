"""Questions and sentences about radiotherapy to a site that has had some before."""

from cards.codelists import codelist
from cards.criteria import pain, radiotherapy
from cards.logic import any_of
from cards.patient import PatientRecord
from cards.recommendation import Sentence
from cards.text import _

DOSE_LIMIT = codelist("cord_dose_limit_reached")

REFERRAL = Sentence(_("Consider a referral to radiation oncology."))
SCHEDULES = (
    Sentence(_("In use are 8 Gy once, 20 Gy in 5 and 24 Gy in 6 fractions.")),
    Sentence(_("At the spine the dose the cord has already had decides.")),
)


def cord_dose_limit_reached(p: PatientRecord) -> bool:
    "Dose limit of the spinal cord reached, on record"
    return any_of(p, lambda q: q.conditions(DOSE_LIMIT).certain().any(), lambda q: q.results(DOSE_LIMIT).any())


def course_words(p: PatientRecord) -> list[Sentence]:
    """The earlier radiotherapy to the site that hurts, and the pain."""
    course = radiotherapy.radiotherapy_before_pain(p)
    because = []
    if course is not None:
        facts = {"date": radiotherapy.last_day(course), "site": ", ".join(sorted(course.sites))}
        because = [Sentence(_("Radiotherapy on {date} (site: {site})."), facts)]
    return [*because, *pain.pain_words(p)]
