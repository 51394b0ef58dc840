"""Asks fhir.resources.R4B whether a resource that the fast reading did not understand is valid; one at a time."""

from typing import Any, NamedTuple

from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError

Json = dict[str, Any]

NOTHING: tuple[Any, ...] = ({}, [])


class Judged(NamedTuple):
    """The resource without nulls and empty parts when it is valid, else None and the path of the first fault."""

    plain: Json | None
    path: str


def judge(raw: Json) -> Judged:
    """Valid R4 or not. The id is left out: an id of another form makes a resource unnamed, not unreadable."""
    kind = raw.get("resourceType")
    try:
        plain: Json = _without_nothing({key: value for key, value in raw.items() if key != "id"})
        get_fhir_model_class(str(kind)).model_validate(plain)
    except ValidationError as wrong:
        return Judged(None, _path(wrong))
    except Exception:  # noqa: BLE001  whatever its validators raise on hostile input, it did not accept the resource
        return Judged(None, "")
    return Judged(plain, "")


def _without_nothing(value: Any) -> Any:
    """A copy without nulls, empty objects and empty arrays, which R4 forbids and some servers write all the same."""
    if isinstance(value, dict):
        kept = {key: _without_nothing(part) for key, part in value.items()}
        return {key: part for key, part in kept.items() if part is not None and part not in NOTHING}
    if isinstance(value, list):
        kept_parts = [_without_nothing(part) for part in value]
        return [part for part in kept_parts if part not in NOTHING]
    return value


def _path(wrong: ValidationError) -> str:
    """Where the first fault is. The name of an unknown element is the sender's own text, so it is not repeated."""
    first = wrong.errors(include_input=False, include_url=False, include_context=False)[0]
    parts = first["loc"][:-1] if first["type"] == "extra_forbidden" else first["loc"]
    return ".".join(str(part) for part in parts)
