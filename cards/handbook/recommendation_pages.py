"""One page per recommendation, as a clinician reads it, and the page that lists them."""

import tomllib
from functools import lru_cache
from importlib import resources

from cards.code_systems import code_systems
from cards.codelists import codelists
from cards.guidelines import Guideline, edition_ids, guideline
from cards.handbook.edition_pages import parameters
from cards.handbook.markdown import bullets, link, page, section, subsection, table
from cards.handbook.reach import reached_by
from cards.orderables import orderable
from cards.recommendation import ANY_CARD, KINDS, Criterion, Recommendation, Suggestion, wording
from cards.recommendations import recommendations

WHEN_OFFERED = "Offered only when all of this is known and holds:"
NOT_REVIEWED = "No clinician has reviewed this content yet."


def pages() -> dict[str, str]:
    """The index and one page for each recommendation."""
    own = {f"recommendations/{r.name}.md": _page(r) for r in recommendations()}
    return {"recommendations/README.md": _index()} | own


@lru_cache
def override_reasons() -> dict[str, str]:
    """Every override reason: code -> words."""
    rows: dict[str, str] = tomllib.loads((resources.files("cards") / "override_reasons.toml").read_text("utf-8"))
    return rows


def editions_of(recommendation: Recommendation) -> list[Guideline]:
    """The editions a recommendation runs in."""
    return [guideline(name) for name in recommendation.editions or edition_ids()]


def _index() -> str:
    parts = []
    for kind in KINDS:
        rows = [
            (link(r.name, f"{r.name}.md"), r.title, ", ".join(r.hooks), ", ".join(e.id for e in editions_of(r)))
            for r in recommendations()
            if r.kind == kind
        ]
        parts.append(section(kind.capitalize(), table(("id", "what", "hooks", "editions"), rows)))
    return page("Recommendations", f"{len(recommendations())} recommendations. {NOT_REVIEWED}", *parts)


def _page(r: Recommendation) -> str:
    facts = table(
        ("", ""),
        (
            ("id", f"`{r.id}`"),
            ("kind", r.kind),
            ("hooks", ", ".join(r.hooks)),
            ("editions", ", ".join(link(e.id, f"../editions/{e.id}.md") for e in editions_of(r))),
            ("shown on", _shown_on(r)),
        ),
    )
    return page(
        r.title,
        f"> {r.summary}",
        facts,
        NOT_REVIEWED,
        section("For whom (all must hold)", _criteria((*r.everybody, *r.population))),
        section("Not for whom (none may hold)", _criteria(r.exclusions)),
        section("Already done (none may hold)", _criteria(r.satisfied)),
        section("Must be known before anything is said, whatever the answer", _criteria(r.must_know)),
        section("What may be drafted", *(_suggestion(s) for s in r.suggestions)),
        section("Reasons for setting it aside", _overrides(r)),
        section("What the guideline says", *(_said(r, edition) for edition in editions_of(r))),
        section("Numbers used", _numbers(r)),
        section("Codelists asked", _codelists(r)),
    )


def _shown_on(r: Recommendation) -> str:
    """Its own card, or the cards it is merged into when those are shown."""
    if ANY_CARD in r.merge_into:
        return "whichever card stands first, else its own"
    hosts = ", ".join(link(host, f"{host}.md") for host in r.merge_into)
    return f"the card of {hosts} when that is shown, else its own" if hosts else "its own card"


def _criteria(criteria: tuple[Criterion, ...]) -> str:
    return bullets(wording(c) for c in criteria)


def _suggestion(s: Suggestion) -> str:
    if not s.order:
        return subsection(s.label, "Removes the draft order.", _when(s))
    order = orderable(s.order)
    codes = (f"{code_systems()[system].title} {code}" for system, code, _display in order.codes)
    verb = "Takes the place of the draft order:" if s.drafts else "Drafts"
    drafts = f"{verb} a {order.resource}: {order.text} ({'; '.join(codes) or 'ordered by its text'})."
    return subsection(s.label, drafts, _when(s))


def _when(s: Suggestion) -> str:
    conditions = _criteria(s.only_if)
    return f"{WHEN_OFFERED}\n\n{conditions}" if conditions else ""


def _overrides(r: Recommendation) -> str:
    return bullets(f"{override_reasons()[code]} (`{code}`)" for code in r.override_reasons)


def _said(r: Recommendation, edition: Guideline) -> str:
    tag = f"Evidence as printed: **{edition.evidence.get(r.id, 'none stated')}**. Scale: {edition.scale}."
    note = edition.currency.get(r.id, "")
    rows = [(s.id, s.claim, s.evidence, s.note) for s in (edition.statements[i] for i in r.statements)]
    return subsection(
        edition.edition,
        tag,
        f"Currency note: {note}" if note else "",
        table(("statement", "claim in our words", "level, grade", "note"), rows),
    )


def _numbers(r: Recommendation) -> str:
    """Every number its rules can reach, with its value in each edition."""
    editions = editions_of(r)
    reach = reached_by(r)
    read = {e.id: parameters(e.id) for e in editions}
    names = dict.fromkeys(name for e in editions for name in reach.of_numbers(read[e.id]))
    rows = []
    for name in names:
        given = {e.id: read[e.id][name] for e in editions if name in read[e.id]}
        unit = next(iter(given.values())).unit
        sources = "; ".join(dict.fromkeys(number.source for number in given.values()))
        rows.append((f"`{name}`", *(given[e.id].value if e.id in given else "-" for e in editions), unit, sources))
    return table(("name", *(e.id for e in editions), "unit", "source"), rows)


def _codelists(r: Recommendation) -> str:
    names = sorted(reached_by(r).codelists)
    return bullets(link(codelists()[name].title, f"../codelists/{name}.md") for name in names)
