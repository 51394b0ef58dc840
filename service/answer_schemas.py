"""The JSON Schemas of what the routes answer. Source: CDS Hooks 2.0.1, Discovery, CDS Service Response, and FHIR R4."""

from typing import Any

from cards.engine import ADVISED, CANNOT_TELL, EXCLUDED, NOT_APPLICABLE
from cards.recommendation import INDICATORS, SUMMARY_LIMIT
from service.settling import OVERRIDDEN, REMINDED

OUTCOME = "OperationOutcome"
TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
ADDRESS: dict[str, Any] = {"type": "string", "format": "uri"}
UUID: dict[str, Any] = {"type": "string", "format": "uuid"}
ANY: dict[str, Any] = {"type": "object"}


def _object(required: str, **properties: Any) -> dict[str, Any]:
    """An object with these properties, of which `required` (names in a row) must be there."""
    return {"type": "object", "required": required.split(), "properties": properties}


def _list(of: dict[str, Any] | str) -> dict[str, Any]:
    return {"type": "array", "items": _ref(of) if isinstance(of, str) else of}


def _ref(schema: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{schema}"}


SCHEMAS: dict[str, Any] = {
    "Discovery": _object("services", services=_list("Service")),
    "Service": _object(
        "hook description id",
        hook=TEXT,
        title=TEXT,
        description=TEXT,
        id=TEXT,
        prefetch={"type": "object", "additionalProperties": TEXT},
        usageRequirements=TEXT,
        version=TEXT,
    ),
    "Cards": _object("cards", cards=_list("Card")),
    "Card": _object(
        "uuid summary indicator source",
        uuid=UUID,
        summary=TEXT | {"maxLength": SUMMARY_LIMIT - 1},
        detail=TEXT,
        indicator={"enum": list(INDICATORS)},
        source=_ref("Source"),
        suggestions=_list("Suggestion"),
        selectionBehavior={"enum": ["any", "at-most-one"]},
        overrideReasons=_list("Coding"),
        links=_list(ANY),
        extension=ANY,
    ),
    "Source": _object("label", label=TEXT, url=ADDRESS, icon=ADDRESS, topic=_ref("Coding")),
    "Coding": _object("code", code=TEXT, system=TEXT, display=TEXT),
    "Suggestion": _object("label", label=TEXT, uuid=UUID, isRecommended={"type": "boolean"}, actions=_list("Action")),
    "Action": _object(
        "type description",
        type={"enum": ["create", "update", "delete"]},
        description=TEXT,
        resource=ANY,
        resourceId=TEXT,
    ),
    "Explanation": _object(
        "cards cutCards heldBack assessments dataQuality edition region today contentVersion",
        cards=_list("Card"),
        cutCards=_list("Card"),
        heldBack=_list("HeldBack"),
        assessments=_list("Assessment"),
        dataQuality=_list("DataNote"),
        edition=TEXT,
        region=TEXT,
        today={"type": "string", "format": "date"},
        contentVersion=TEXT,
        switchedOff=_list(TEXT),
    ),
    "HeldBack": _object(
        "id title why until",
        id=TEXT,
        title=TEXT,
        why={"enum": [OVERRIDDEN, REMINDED]},
        reason=TEXT,
        until={"type": "string", "format": "date"},
    ),
    "Assessment": _object(
        "id title verdict",
        id=TEXT,
        title=TEXT,
        verdict={"enum": [ADVISED, EXCLUDED, NOT_APPLICABLE, CANNOT_TELL, "FAILED"]},
        criteria=_list("Criterion"),
        evidence=_list("Evidence"),
        notFound=_list(TEXT),
        notRead=_list(TEXT),
    ),
    "Criterion": _object(
        "group wording answer", group=TEXT, wording=TEXT, answer={"enum": ["yes", "no", "not known"]}, notKnown=TEXT
    ),
    "Evidence": _object("reference meaning", reference=TEXT, code=TEXT, meaning=TEXT, date=TEXT),
    "DataNote": _object("code text", code=TEXT, text=TEXT, reference=TEXT, key=TEXT),
    "Status": _object("status", status={"enum": ["ok", "ready", "degraded"]}, journal=ANY, feedback=ANY),
    "Kept": {"type": "object"},
    "Description": _object("openapi info paths", openapi=TEXT, info=ANY, paths=ANY, components=ANY),
    OUTCOME: _object("resourceType issue", resourceType={"const": OUTCOME}, issue=_list("Issue")),
    "Issue": _object("severity code", severity=TEXT, code=TEXT, details=ANY, diagnostics=TEXT, expression=_list(TEXT)),
}

# endpoint -> schema of its answer. A route that is not here stops the description, so none can be forgotten.
ANSWERS: dict[str, str] = {
    "discovery.discovery": "Discovery",
    "invoke.invoke": "Cards",
    "feedback.feedback": "Kept",
    "explain.explain": "Explanation",
    "ops.healthz": "Status",
    "ops.readyz": "Status",
    "openapi.openapi_json": "Description",
}
