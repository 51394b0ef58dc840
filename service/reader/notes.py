"""Data-quality notes: what was met while reading, in fixed sentences, never with a value or a name of the chart."""

from collections import Counter
from collections.abc import Iterable

from service.data_states import DataNote

SENTENCES = {
    "unreadable": "A resource that matters could not be read{at}; the fact counts neither as present nor as absent.",
    "fhir-version": "A resource is not FHIR R4{at}; it was not read.",
    "subject": "A resource does not say whose it is; the fact counts neither as present nor as absent.",
    "modified": "A resource carries an extension that may change its meaning; the fact was not relied on.",
    "status": "A resource has a status that is not known; the fact was not relied on.",
    "limit": "A result gives only a limit (less or more than); it was not used as a number.",
    "future": "A fact is dated in the future; it was not relied on.",
    "conflict": "Two versions of one resource disagree and neither is newer; the fact was not relied on.",
    "same-day": "Two results of one day disagree and neither is later; they were not relied on.",
    "unit": "A result has a unit and a unit code that disagree; it was not used.",
    "no-value": "A result was left out because the record says that its value is missing.",
    "focus": "A result was left out because it is about somebody or something else.",
    "matched-by-text": "A fact was recognised by its words, not by a code.",
    "medication-not-named": "A medication is not named, so it may be a bone-targeted agent.",
    "not-named": "A resource is not named in a way that could be read.",
    "other-patient": "{count} resource(s) of another patient were left out.",
    "odd-resource": "{count} entry or entries could not be recognised as FHIR resources.",
    "not-answered": "The data under this key are not those that were asked for.",
    "failed": "The server answered with an error instead of data.",
    "patient-inactive": "The patient record is marked as not in use.",
    "patient-replaced": "The patient record was replaced by another one.",
    "patient-gender": "The gender of the patient is not one of the words of FHIR; sex counts as not recorded.",
    "patient-birth-date": "The birth date of the patient is not possible; it counts as not recorded.",
}


class Notes:
    """Collects notes while one chart is read; each is kept once, in an order that does not depend on the chart's."""

    def __init__(self) -> None:
        self._found: set[DataNote] = set()
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, code: str, reference: str = "", key: str = "", path: str = "") -> None:
        """One note about one resource or key; `path` is an element path of R4."""
        text = SENTENCES[code].format(at=f" (at {path})" if path else "")
        self._found.add(DataNote(code, text, reference, key))

    def count(self, code: str, key: str) -> None:
        """One more resource of this sort under the key; told as one note with the number."""
        self._counts[code, key] += 1

    def all(self, before: Iterable[DataNote] = ()) -> tuple[DataNote, ...]:
        """Every note, sorted, after those that were there before."""
        counted = {
            DataNote(code, SENTENCES[code].format(count=count), "", key) for (code, key), count in self._counts.items()
        }
        return (*before, *sorted(self._found | counted, key=lambda n: (n.code, n.key, n.reference, n.text)))
