"""The text of a card, laid out for a narrow panel: why it concerns this patient, what to consider, what else belongs to
it, what was not found, what could not be read, then the evidence and the limits.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cards.engine import Assessment, Interview
from cards.events import Consulted
from cards.ranking import Card
from cards.recommendation import Advice, Sentence
from cards.text import _, translator
from service.card_frame import LIMITS, Frame, frames, shortened
from service.evaluation import Findings
from service.wording import Translate, by_reason, first_few, listing, sentence, titles

CONSIDER = _("**To consider**")
ALSO = _("**Also**")
NOT_FOUND = _("**Not found in the record:** {items}.")
NOT_READ = _("**Could not be read:** {items}.")
EVIDENCE = _("**Evidence**")
LINE = _("{summary}.")
Said = set[tuple[str, str]]
NOT_FOUND_SHOWN = 3  # a narrow panel; the extension and the explanation have them all


def summary_of(assessment: Assessment, frame: Frame, translate: Translate) -> str:
    """The point of an advice in one line: its own words for this patient, else the recommendation's."""
    said = _advice(assessment).summary
    return shortened(translate(said)) if said else frame.summary


def detail(card: Card, findings: Findings, not_read: Sequence[str]) -> str:
    """The whole text; each sentence once, whichever advice of the card says it."""
    caller = findings.caller
    translate, known = translator(caller.language), frames(caller.edition, caller.language)
    advice, said = _advice(card.lead), Said()
    because, options = unsaid(advice.because, said, translate), unsaid(advice.options, said, translate)
    also = [line for one in card.merged if (line := _in_one_line(one, known, said, translate))]
    not_found = first_few(titles(not_found_by([card.lead]), translate), NOT_FOUND_SHOWN, translate)
    parts = [
        " ".join(because),
        _listed(translate(CONSIDER), options),
        _listed(translate(ALSO), also),
        translate(NOT_FOUND).format(items="; ".join(not_found)) if not_found else "",
        translate(NOT_READ).format(items=by_reason(not_read, translate)) if not_read else "",
        _listed(translate(EVIDENCE), _evidence(card, known, said, translate)),
        known[card.lead.recommendation.name].foot,
        translate(LIMITS).format(date=findings.today.isoformat()),
    ]
    return "\n\n".join([part for part in parts if part])


def unsaid(sentences: Iterable[Sentence], said: Said, translate: Translate) -> list[str]:
    """The sentences that the card has not `said` yet, with their facts in them; they are added to it."""
    rows = {(one.template, str(one.facts)): one for one in sentences}
    fresh = [one for key, one in rows.items() if key not in said]
    said.update(rows)
    return [sentence(one, translate) for one in fresh]


def _advice(assessment: Assessment) -> Advice:
    return assessment.advice or Advice()


def _in_one_line(assessment: Assessment, known: Mapping[str, Frame], said: Said, translate: Translate) -> str:
    """How an advice reads on the card of another one; nothing when that card says it already."""
    advice = _advice(assessment)
    if advice.brief:
        return " ".join(unsaid(advice.brief, said, translate))
    return translate(LINE).format(summary=summary_of(assessment, known[assessment.recommendation.name], translate))


def _listed(heading: str, rows: Sequence[str]) -> str:
    return f"{heading}\n\n{listing(rows)}" if rows else ""


def _evidence(card: Card, known: Mapping[str, Frame], said: Said, translate: Translate) -> list[str]:
    """Level and grade of each advice, what stands behind it, what changed since; the lead first, others by title."""
    rows = []
    for one in card.all:
        frame = known[one.recommendation.name]
        behind = " ".join(unsaid(_advice(one).background, said, translate))
        text = " ".join(part for part in (frame.evidence, behind, frame.currency) if part)
        rows.append(text if one is card.lead else f"{frame.title}: {text}")
    return rows


def not_found_by(rows: Sequence[Assessment]) -> list[str]:
    """What some of these looked for in vain and no other found.

    Only what must be known first, and what would mean that it is done: of the many other questions, those whose answer
    matters to the clinician stand in the advice itself. The explanation has them all.
    """
    consulted = [c for a in rows for look in _decisive_looks(a) for c in look]
    found = {c.sought for c in consulted if c.events}
    return list(dict.fromkeys(c.sought for c in consulted if c.sought not in found))


def _decisive_looks(assessment: Assessment) -> Iterator[tuple[Consulted, ...]]:
    one = assessment.recommendation
    for criterion in (*one.must_know, *one.satisfied):
        answer = assessment.answers[criterion]
        if not answer.holds:  # one that holds found what it needed, whatever else it looked for
            yield answer.consulted


def not_read_by(card: Card, interview: Interview) -> list[str]:
    """What could not be read: for the advice itself, and for the options that were left out because of it."""
    asked = (c for a in card.all for s in a.recommendation.suggestions for c in s.only_if)
    answers = (interview.answers.get(c) for c in asked)
    withheld = (answer.not_known for answer in answers if answer and answer.holds is None)
    return list(dict.fromkeys([*(one for a in card.all for one in a.not_read), *withheld]))
