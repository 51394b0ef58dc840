"""Questions about bone pain: recorded or scored, in one place or everywhere, and at which site."""

from typing import NamedTuple

from cards.codelists import Codelist, codelist
from cards.criteria.disease import BONE_METASTASIS
from cards.criteria.prognosis import PAIN_SCORE
from cards.events import Event, Selection, value_in
from cards.logic import any_of
from cards.partial_date import PartialDate
from cards.patient import PatientRecord, remembered
from cards.recommendation import Sentence
from cards.text import _

PAIN, LOCALISED, DIFFUSE = codelist("bone_pain"), codelist("bone_pain_localised"), codelist("bone_pain_diffuse")
ABSENT = codelist("absent")


class Hurts(NamedTuple):
    """A sign of bone pain: where (empty: not recorded), the day it speaks of, and whether it is a score of that day."""

    sites: frozenset[str]
    on: PartialDate | None
    score: bool
    event: Event


def on_problem_list(p: PatientRecord, *pains: Codelist) -> Selection:
    """Pain among the active, confirmed conditions."""
    return p.conditions(*pains).active().certain()


def observed(p: PatientRecord, *pains: Codelist) -> Selection:
    """Pain reported as an observation in the last 30 days and not as absent."""
    recent = p.results(*pains).within(p.days("pain_max_age_days"))
    return recent.where(lambda row: ABSENT.name not in row.answers)


def _recorded(p: PatientRecord, *pains: Codelist) -> bool:
    return any_of(p, lambda q: on_problem_list(q, *pains).any(), lambda q: observed(q, *pains).any())


def _at_one_site(row: Event) -> bool:
    return LOCALISED.name in row.concepts or (DIFFUSE.name not in row.concepts and len(row.sites) == 1)


def localised_pain_recorded(p: PatientRecord) -> bool:
    "Localised bone pain on record, or bone pain at one body site"
    return any_of(
        p,
        lambda q: on_problem_list(q, PAIN, LOCALISED).where(_at_one_site).any(),
        lambda q: observed(q, PAIN, LOCALISED).where(_at_one_site).any(),
    )


def diffuse_bone_pain(p: PatientRecord) -> bool:
    "Diffuse bone pain on record"
    return _recorded(p, DIFFUSE)


def recent_pain_score(p: PatientRecord) -> Event | None:
    """The newest pain score, when it is not older than 30 days."""
    newest = p.results(PAIN_SCORE).latest()
    if newest is None or newest.on is None:
        return None
    return newest if newest.on.may_be_within(p.days("pain_max_age_days"), p.today) else None


def scores_4_or_more(p: PatientRecord) -> bool:
    "Newest pain score 4 or more out of 10, in the last 30 days"
    score = recent_pain_score(p)
    return score is not None and value_in(score, "{score}") >= p.number("rt_local_pain_score_min")


def has_bone_pain(p: PatientRecord) -> bool:
    "Bone pain on record, or pain score 4 or more in the last 30 days"
    return any_of(p, lambda q: _recorded(q, PAIN, LOCALISED, DIFFUSE), scores_4_or_more)


@remembered
def signs_of_pain(p: PatientRecord) -> list[Hurts]:
    """Every sign of bone pain with its site; a score without a site stands for the sites of the recorded pain."""
    pains = (PAIN, LOCALISED, DIFFUSE)
    rows = [*on_problem_list(p, *pains).all(), *observed(p, *pains).all()]
    signs = [Hurts(row.sites, row.on, False, row) for row in rows]
    score = recent_pain_score(p)
    if score is None or not scores_4_or_more(p):
        return signs
    elsewhere = frozenset[str]().union(*(sign.sites for sign in signs))
    return [*signs, Hurts(score.sites or elsewhere or single_metastatic_site(p), score.on, True, score)]


def single_metastatic_site(p: PatientRecord) -> frozenset[str]:
    """The site of the only bone metastasis; empty when there are several or a site is not recorded."""
    metastases = p.conditions(BONE_METASTASIS).active().certain().all()
    sites = frozenset[str]().union(*(row.sites for row in metastases))
    return sites if len(sites) == 1 and all(row.sites for row in metastases) else frozenset()


@remembered
def painful_sites(p: PatientRecord) -> frozenset[str]:
    """Where it hurts, as words of the record; empty when no site is recorded."""
    return frozenset[str]().union(*(sign.sites for sign in signs_of_pain(p)))


@remembered
def has_local_bone_pain(p: PatientRecord) -> bool:
    "Localised bone pain on record, or pain score 4 or more in the last 30 days with a site (or one metastasis only)"

    def scored_at_a_site(q: PatientRecord) -> bool:
        return scores_4_or_more(q) and bool(painful_sites(q))

    return any_of(p, localised_pain_recorded, scored_at_a_site)


def pain_words(p: PatientRecord) -> list[Sentence]:
    """The newest recorded pain and the score of 4 or more, with date and site."""
    signs = signs_of_pain(p)
    recorded = [sign for sign in signs if not sign.score][-1:]
    return [_words(sign) for sign in (*recorded, *(sign for sign in signs if sign.score))]


def _words(sign: Hurts) -> Sentence:
    if sign.score:
        return Sentence(_("Pain score {score} of 10 ({date})."), {"score": sign.event.value, "date": sign.on})
    facts = {"date": sign.on, "site": ", ".join(sorted(sign.sites)) or None}
    return Sentence(_("Bone pain on record (date: {date}, site: {site})."), facts)
