"""The CDS Hooks request as pydantic models, and nothing else. Unknown fields are ignored; values never reach a message.

Source: CDS Hooks 2.0.1, HTTP Request and Passing the Access Token, and the patient-view hook's context.
"""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError

from service import strict_json
from service.errors import BadRequest

FHIR_ID = re.compile(r"(?!\.+\Z)[A-Za-z0-9.-]{1,64}\Z", re.ASCII)


def _patient_id(written: str) -> str:
    """The bare id; "Patient/123" is tolerated because clients send it."""
    bare = written.removeprefix("Patient/")
    if not FHIR_ID.match(bare):
        raise ValueError("not a FHIR id")
    return bare


def _no_flag(written: object) -> object:
    """true is no number of seconds, although Python takes it for one."""
    if isinstance(written, bool):
        raise ValueError("not a number")  # noqa: TRY004  pydantic turns it into a row of its errors
    return written


class Context(BaseModel):
    """What every hook of ours needs: the user, the patient, and draft orders where the hook has them."""

    userId: str = Field(min_length=1)
    patientId: Annotated[str, AfterValidator(_patient_id)]
    draftOrders: dict[str, Any] | None = None
    selections: list[str] | None = None  # checked for its form; every draft is looked at (decision 0063)


class FhirAuthorization(BaseModel):
    """The access to the client's FHIR server. null counts as absent; whether it is of use is decided in fhir_access."""

    access_token: str | None = Field(None, repr=False)
    token_type: str | None = None
    expires_in: Annotated[int | None, BeforeValidator(_no_flag)] = None  # seconds; "300" is tolerated
    scope: str | None = None
    subject: str | None = Field(None, repr=False)
    patient: str | None = Field(None, repr=False)


class HookRequest(BaseModel):
    """One call. `prefetch` values stay as parsed: they are looked at by gather, one key at a time."""

    hook: str
    hookInstance: str = Field(min_length=1, max_length=256)
    context: Context
    fhirServer: str = ""  # a client without one leaves the field out; null is refused
    fhirAuthorization: FhirAuthorization | None = None
    prefetch: dict[str, Any] | None = None


def read_call(body: bytes, hook: str) -> HookRequest:
    """The call in `body`, made for `hook`; BadRequest names the fields that are missing or of the wrong form."""
    try:
        call = HookRequest.model_validate(strict_json.parse(body))
    except strict_json.NotStrictJson as broken:
        raise BadRequest(f"The body is not acceptable: {broken}.") from None
    except ValidationError as wrong:
        rows = wrong.errors(include_input=False, include_url=False, include_context=False)
        raise BadRequest("Missing or of the wrong form.", [_path(row["loc"]) for row in rows]) from None
    if call.hook != hook:
        raise BadRequest("The service answers another hook.", ["hook"])
    if call.fhirAuthorization and not call.fhirServer:
        raise BadRequest("fhirAuthorization needs fhirServer.", ["fhirServer"])
    return call


def _path(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in loc) or "body"
