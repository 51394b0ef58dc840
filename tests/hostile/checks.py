"""The hostile-input cases as data, and what an answer must and must not hold; every row of every group goes through here."""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from fhir.resources.R4B.operationoutcome import OperationOutcome
from markdown_it import MarkdownIt

from cards.guidelines import edition_ids, guideline
from tests.security.test_canaries import CANARY, PATIENT

FILE = Path(__file__).with_name("cases.csv")
TOKEN = "CANARYTOKEN"
SECRETS = re.compile(r"secret_|passw|private key|begin rsa|sqlite:|/etc/|database_url", re.IGNORECASE)
MARKUP = re.compile(r"<script|<img|<svg|<iframe|onerror=|onload=|javascript:", re.IGNORECASE)
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200b-\u200f]")
UNSAFE = {"html_inline", "html_block", "link_open", "image", "heading_open", "code_inline", "s_open", "fence"}
HOST = "evil.example"
SLOW = re.compile(r"slow>(\d+)ms")


class Case(NamedTuple):
    """One row of cases.csv. A status 0 means that the connection ends without an answer."""

    id: str
    group: str
    case: str
    statuses: frozenset[int]
    must: tuple[str, ...]
    must_not: tuple[str, ...]


class Answer(NamedTuple):
    """What came back: header names in lower case, and how long it took."""

    status: int
    headers: Mapping[str, str]
    text: str
    seconds: float

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def cards(self) -> list[dict[str, Any]]:
        return self.json.get("cards", []) if self.status == 200 and self.text else []


def _cases() -> Iterator[Case]:
    with FILE.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            statuses = frozenset(map(int, row["statuses"].split()))
            yield Case(row["id"], row["group"], row["case"], statuses, tuple(row["must"].split()), tuple(row["must_not"].split()))


CASES = {case.id: case for case in _cases()}


def check(case_id: str, answer: Answer, log: str, outbound: list[str]) -> None:
    """Everything the row asks for, and what every row forbids: 5xx, a traceback, a patient value or a token."""
    case = CASES[case_id]
    assert answer.status in case.statuses, (case, answer.status, answer.text[:500])
    assert answer.status < 500 or answer.status in case.statuses
    assert "Traceback" not in answer.text + log
    assert CANARY not in answer.text + log
    assert TOKEN not in answer.text + log + str(answer.headers)
    assert PATIENT not in log
    assert answer.status in (0, 200) or PATIENT not in answer.text
    assert outbound == [], "nothing may be called"
    for line in log.splitlines():
        json.loads(line)  # a line that a value broke in two would not be JSON
    for word in case.must:
        assert MUST[word](answer), (case, word, answer)
    for word in case.must_not:
        assert not found(word, answer), (case, word, answer)


def found(word: str, answer: Answer) -> bool:
    """True when what a row forbids is in the answer."""
    slow = SLOW.fullmatch(word)
    return answer.seconds * 1000 > int(slow[1]) if slow else MUST_NOT[word](answer)


def texts(card: dict[str, Any]) -> list[str]:
    """Everything of a card that an EHR shows to a person."""
    shown = [card["summary"], card.get("detail", ""), card["source"]["label"]]
    for one in card.get("suggestions", ()):
        shown += [one["label"], *(action["description"] for action in one["actions"])]
    return shown


def incomplete(answer: Answer) -> bool:
    """Refused for want of data, or a card that says what could not be read."""
    return answer.status == 412 or any("Could not be read" in c["detail"] or c["source"]["topic"]["code"] == "COULDNOTASSESS" for c in answer.cards)  # fmt: skip


def _outcome(answer: Answer) -> bool:
    return bool(OperationOutcome.model_validate(answer.json))


def _unsafe(text: str) -> bool:
    tokens = [t for block in MarkdownIt("gfm-like", {"linkify": False}).parse(text) for t in (block, *(block.children or ()))]
    return bool({t.type for t in tokens} & UNSAFE or MARKUP.search(text))


def _links(card: dict[str, Any]) -> set[str]:
    written = {url for text in texts(card) for url in re.findall(r"[a-z]+://[^\s)>]+", text)}
    return written | {card["source"].get("url", "")} | {one["url"] for one in card.get("links", ())} - {""}


def _drug(answer: Answer) -> bool:
    resources = (a.get("resource", {}) for c in answer.cards for s in c.get("suggestions", ()) for a in s["actions"])
    return any(one.get("resourceType") == "MedicationRequest" for one in resources)


LISTED = {guideline(one).url for one in edition_ids()}
MUST: dict[str, Callable[[Answer], bool]] = {
    "cards_array": lambda a: isinstance(a.json["cards"], list),
    "empty_cards": lambda a: a.json == {"cards": []},
    "json_body": lambda a: a.headers["content-type"] == "application/json" and isinstance(a.json, dict),
    "operation_outcome": _outcome,
    "no_store": lambda a: a.headers["cache-control"] == "no-store",
    "nosniff": lambda a: a.headers["x-content-type-options"] == "nosniff",
    "incomplete_or_412": incomplete,
    "incomplete_or_412_or_400": lambda a: a.status == 400 or incomplete(a),
}
MUST_NOT: dict[str, Callable[[Answer], bool]] = {
    "drug_suggestion": _drug,
    "set_cookie": lambda a: "set-cookie" in a.headers,
    "secrets": lambda a: bool(SECRETS.search(a.text)),
    "phi_markers": lambda a: CANARY in a.text or PATIENT in a.text,
    "reflected_markup": lambda a: bool(MARKUP.search(a.text + str(a.headers))),
    "reflected_host": lambda a: HOST in a.text + str(a.headers),
    "server_version": lambda a: bool(re.search(r"\d", a.headers.get("server", ""))),
    "bidi_in_card": lambda a: any(BIDI.search(text) for c in a.cards for text in texts(c)),
    "unsafe_markup": lambda a: any(_unsafe(text) for c in a.cards for text in texts(c)),
    "unlisted_link": lambda a: any(_links(c) - LISTED - {""} for c in a.cards),
    "summary_over_140": lambda a: any(len(c["summary"]) >= 140 for c in a.cards),
    "canary_hit": lambda _: False,  # nothing at all may be called: see `outbound` above
    "log_injection": lambda _: False,  # every log line is read as JSON above
}
