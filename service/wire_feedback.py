"""The feedback of CDS Hooks as pydantic models: every form real clients send, and nothing that could carry a patient.

Source: CDS Hooks 2.0.1, Feedback and OverrideReason. `reason` without `display` is usual; {code, system} directly under
`overrideReason` is the form of the 2020 draft. Unknown fields are ignored; values never reach a message.
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, ValidationError, model_validator

from service import strict_json
from service.errors import BadRequest

ITEMS, COMMENT = 1000, 10_000
SHOWN = 20  # fields named in an error
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
HEXADECIMAL = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


def _uuid(written: object) -> str:
    """A uuid in its usual form. Cards of ours have one, so anything else would be somebody's free text."""
    found = written.strip().lower().removeprefix("urn:uuid:") if isinstance(written, str) else ""
    if not HEXADECIMAL.fullmatch(found):
        raise ValueError("not a uuid")
    return str(UUID(found))


def _moment(written: object) -> datetime:
    """RFC 3339, section 5.6, in UTC; a second too many (23:59:60) is none that a clock here could tell."""
    if not isinstance(written, str) or not RFC_3339.fullmatch(written):
        raise ValueError("not RFC 3339")
    text = re.sub(r"(\.\d{1,6})\d*", r"\1", written.upper().replace(" ", "T"))
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except OverflowError:
        raise ValueError("not a time") from None


Uuid = Annotated[str, BeforeValidator(_uuid)]


class Accepted(BaseModel):
    """One suggestion that was accepted."""

    id: str = Field(min_length=1, max_length=256)


class Coding(BaseModel):
    """A reason of our list or the client's; its display is not read."""

    code: str = Field("", max_length=256)
    system: str = Field("", max_length=1024)


class OverrideReason(BaseModel):
    """Why the card was overridden: a code, a comment, or both. Of a comment only that there is one is kept."""

    reason: Coding | None = None
    userComment: str | None = Field(None, max_length=COMMENT, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _draft_of_2020(cls, value: Any) -> Any:
        if isinstance(value, dict) and "reason" not in value and "code" in value:
            return value | {"reason": {name: value[name] for name in ("code", "system") if name in value}}
        return value


class Item(BaseModel):
    """What was done with one card."""

    card: Uuid
    outcome: Literal["accepted", "overridden"]
    outcomeTimestamp: Annotated[datetime, BeforeValidator(_moment)]
    acceptedSuggestions: list[Accepted] | None = Field(None, max_length=ITEMS)
    overrideReason: OverrideReason | None = None

    @model_validator(mode="after")
    def _accepted_says_what(self) -> "Item":
        """CDS Hooks cds-fb-2: acceptedSuggestions is required for an accepted card."""
        if self.outcome == "accepted" and not self.acceptedSuggestions:
            raise ValueError("acceptedSuggestions is missing")
        return self


class Feedback(BaseModel):
    """One request: any number of cards, of any number of calls."""

    feedback: list[Item] = Field(max_length=ITEMS)


def read_feedback(body: bytes) -> list[Item]:
    """The items in `body`; BadRequest names the fields that are missing or of the wrong form. None is taken then."""
    try:
        return Feedback.model_validate(strict_json.parse(body)).feedback
    except strict_json.NotStrictJson as broken:
        raise BadRequest(f"The body is not acceptable: {broken}.") from None
    except ValidationError as wrong:
        rows = wrong.errors(include_input=False, include_url=False, include_context=False)
        fields = list(dict.fromkeys(".".join(str(part) for part in row["loc"]) or "body" for row in rows))
        raise BadRequest("Missing or of the wrong form.", fields[:SHOWN]) from None
