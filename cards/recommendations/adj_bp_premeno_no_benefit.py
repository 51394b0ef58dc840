"""A bisphosphonate ordered in early breast cancer before menopause: it does not improve the outcome of the cancer."""

from cards.criteria import adjuvant, bone_density, drafts
from cards.criteria.draft_words import draft_words
from cards.criteria.everybody import EVERYBODY
from cards.criteria.menopause import recorded_status
from cards.criteria.therapy import BISPHOSPHONATES
from cards.criteria.words import age_words
from cards.logic import unless
from cards.patient import PatientRecord
from cards.recommendation import Advice, Recommendation, Sentence, Suggestion
from cards.text import _


def _menopause_words(p: PatientRecord) -> Sentence:
    recorded = recorded_status(p)
    if recorded is not None:
        return Sentence(_("Pre-menopausal on record ({date})."), {"date": recorded.on})
    return Sentence(_("Menopausal status not recorded; taken as pre-menopausal at age {age}."), {"age": age_words(p)})


def advise(p: PatientRecord) -> Advice:
    return Advice(
        because=[
            *draft_words(p, BISPHOSPHONATES),
            adjuvant.breast_cancer_words(p),
            _menopause_words(p),
            Sentence(_("No ovarian suppression and no other reason for a bisphosphonate found in the record.")),
        ],
        options=[
            Sentence(_("With ovarian suppression a bisphosphonate may be considered anew.")),
            Sentence(_("If the aim is bone density, consider DXA first.")),
        ],
        indicator="warning",
    )


RECOMMENDATION = Recommendation(
    id="ADJ-BP-PREMENO-NO-BENEFIT",
    title=_("No outcome benefit of bisphosphonate in pre-menopausal women"),
    kind="order advice",
    summary=_("Pre-menopausal without ovarian suppression: bisphosphonate does not improve cancer outcome"),
    statements=("S20",),
    hooks=("order-select", "order-sign"),
    everybody=EVERYBODY,
    population=adjuvant.NO_BENEFIT.population,
    exclusions=adjuvant.NO_BENEFIT.exclusions,
    advise=advise,
    suggestions=(
        Suggestion(_("Remove the bisphosphonate"), drafts=drafts.bisphosphonate_drafts),
        Suggestion(
            _("DXA bone density"),
            "dxa",
            only_if=(unless(bone_density.dxa_recent_or_ordered), unless(drafts.dxa_drafted)),
        ),
    ),
    override_reasons=("ovarian-suppression-planned", "bone-density-indication", "clinical-trial", "data-wrong"),
)
