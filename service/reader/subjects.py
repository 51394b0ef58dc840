"""Whose data a resource says it is: this patient's, somebody else's, or it does not say."""

from typing import Any

OURS, OTHER, UNSAID = "ours", "other", "unsaid"
_UUID = "urn:uuid:"


def whose(resource: dict[str, Any], element: str, patient_id: str) -> str:
    """OURS, OTHER or UNSAID by the reference in `subject` or `patient`.

    A relative or absolute reference is compared by type and id; the server's address is not, because the resource came
    from the server of this patient. A uuid that is not this patient's id, a contained resource and an identifier alone
    leave open who is meant.
    """
    subject = resource.get(element)
    reference = subject.get("reference") if type(subject) is dict else None
    if type(reference) is not str:
        return UNSAID
    if reference == f"Patient/{patient_id}":
        return OURS
    return _of_reference(reference, patient_id)


def _of_reference(reference: str, patient_id: str) -> str:
    if reference.startswith(_UUID):
        return OURS if reference == _UUID + patient_id else UNSAID
    parts = reference.split("/_history/", maxsplit=1)[0].split("/")
    if reference.startswith("#") or len(parts) < 2 or not parts[-1]:  # noqa: PLR2004  a type and an id
        return UNSAID
    return OURS if parts[-2:] == ["Patient", patient_id] else OTHER
