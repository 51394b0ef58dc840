"""Recognises data of FHIR versions other than R4 by the elements and resource types only they have (versions.toml)."""

from service.reader.data import rows
from service.reader.shapes import Json

RENAMED: dict[str, str] = rows("versions")["renamed"]
MARKS: dict[str, frozenset[str]] = {kind: frozenset(names) for kind, names in rows("versions")["marks"].items()}
REPEATED: dict[str, list[str]] = rows("versions")["not_repeated"]
PLAIN_WORDS: dict[str, list[str]] = rows("versions")["plain_words"]


def of_another_version(raw: Json) -> bool:
    """True when an element marks the resource as DSTU2, STU3 or R5."""
    kind = raw.get("resourceType")
    if type(kind) is not str:
        return False
    wrapped = type(raw.get("code")) is dict and "concept" in raw["code"]
    words = any(type(raw.get(name)) is str for name in PLAIN_WORDS.get(kind, ()))
    alone = any(name in raw and type(raw[name]) is not list for name in REPEATED.get(kind, ()))
    return kind in RENAMED or wrapped or words or alone or bool(raw.keys() & MARKS.get(kind, frozenset()))
