"""Questions about a bone lesion nobody has confirmed: suspected, seen on a bone scan, benign, clarified since."""

from cards.codelists import codelist
from cards.criteria import disease
from cards.events import Event, Selection
from cards.logic import any_of
from cards.patient import PatientRecord
from cards.recommendation import Sentence
from cards.text import _

LESION, BENIGN = codelist("bone_lesion_unspecified"), codelist("benign_bone_lesion")
BONE_SCAN, ABNORMAL = codelist("bone_scan"), codelist("abnormal_finding")
IMAGING, BIOPSY = codelist("structural_imaging"), codelist("biopsy_of_bone")


def _suspected(p: PatientRecord) -> Selection:
    """Bone metastasis not confirmed, and any lesion of unknown nature: its status does not say what it is."""
    rows = p.conditions(disease.BONE_METASTASIS, LESION).active()
    return rows.where(lambda row: not row.certain or LESION.name in row.concepts)


def _abnormal(row: Event) -> bool:
    return ABNORMAL.name in row.answers | row.concepts


def _abnormal_scans(p: PatientRecord) -> tuple[Selection, Selection]:
    """Bone scans with an abnormal result: among the procedures, among the reports."""
    return p.procedures(BONE_SCAN).standing("done").where(_abnormal), p.results(BONE_SCAN).where(_abnormal)


def has_unconfirmed_lesion_or_abnormal_scan(p: PatientRecord) -> bool:
    "Bone metastasis recorded as not confirmed, bone lesion of unknown nature, or abnormal bone scan"
    procedures, reports = _abnormal_scans(p)
    return any_of(p, lambda q: _suspected(q).any(), lambda _q: procedures.any(), lambda _q: reports.any())


def _newest_finding(p: PatientRecord) -> Event | None:
    rows = [_suspected(p).latest(), *(scans.latest() for scans in _abnormal_scans(p))]
    return max((r for r in rows if r is not None), key=lambda r: (r.on is not None, r.on, r.ref), default=None)


def benign_lesion_confirmed(p: PatientRecord) -> bool:
    "Benign bone tumour or cyst confirmed"
    return p.conditions(BENIGN).active().certain().any()


def clarified_since(p: PatientRecord) -> bool:
    "CT, MRI, PET or biopsy since the finding, or ordered"
    finding = _newest_finding(p)
    noticed = finding.on if finding else None

    def since(row: Event) -> bool:
        return noticed is None or row.on is None or row.on.latest >= noticed.earliest

    return any_of(
        p,
        lambda q: q.procedures(IMAGING, BIOPSY).standing("done", "active").where(since).any(),
        lambda q: q.results(IMAGING, BIOPSY).where(since).any(),
        lambda q: q.orders(IMAGING, BIOPSY).standing("active", "on-hold").any(),
    )


def finding_words(p: PatientRecord) -> list[Sentence]:
    """What was found and when, and that nothing has clarified it."""
    suspected = _suspected(p).latest()
    scans = [row for row in (s.latest() for s in _abnormal_scans(p)) if row is not None]
    because = []
    if suspected is not None:
        facts = {"finding": suspected.meaning, "date": suspected.on}
        because.append(Sentence(_("Not confirmed: {finding} ({date})."), facts))
    if scans:
        because.append(Sentence(_("Abnormal bone scan ({date})."), {"date": scans[0].on}))
    return [*because, Sentence(_("No CT, MRI, PET or biopsy found since."))]


IMAGING_WORDS = (
    Sentence(_("Osteoporosis, degenerative change and Paget's disease of bone can look like metastasis.")),
    Sentence(_("CT and MRI show the structure best; PET adds functional information.")),
    Sentence(_("A bone scan is sensitive but says little about the nature of a lesion.")),
)
