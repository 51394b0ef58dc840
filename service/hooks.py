"""The CDS Hooks this service answers, one row each. Source: the hook definitions of the CDS Hooks library."""

from typing import NamedTuple


class Hook(NamedTuple):
    """One hook: its name, the CDS service made for it, and the context field that holds draft orders, if any."""

    name: str
    service_id: str
    title: str
    description: str
    drafts_in: str = ""


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
)
