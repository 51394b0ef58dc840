"""The CDS Hooks this service answers, one row each. Source: the hook definitions of the CDS Hooks library."""

from typing import NamedTuple


class Hook(NamedTuple):
    """One hook: its name, the CDS service made for it, and whether its context holds draft orders."""

    name: str
    service_id: str
    title: str
    description: str
    drafts: bool = False


HOOKS: tuple[Hook, ...] = (
    Hook(
        name="patient-view",
        service_id="bone-health-patient-view",
        title="Bone health in cancer",
        description=(
            "When a chart is opened: advice on bone metastases, bone-targeted agents, cancer treatment-induced bone"
            " loss and bone emergencies in adults with cancer, from the ESMO guideline, with the facts behind it."
        ),
    ),
    Hook(
        name="order-select",
        service_id="bone-health-order-select",
        title="Bone health in cancer: orders being chosen",
        description=(
            "When an order is chosen: warnings and better options for bone-targeted agents, radiotherapy, bone imaging"
            " and bone markers in adults with cancer, and bone emergencies, from the ESMO guideline and drug labels."
        ),
        drafts=True,
    ),
    Hook(
        name="order-sign",
        service_id="bone-health-order-sign",
        title="Bone health in cancer: orders being signed",
        description=(
            "Before orders are signed: the safety checks of bone-targeted agents, radiotherapy, bone imaging and bone"
            " markers in adults with cancer, and bone emergencies, from the ESMO guideline and drug labels."
        ),
        drafts=True,
    ),
)
