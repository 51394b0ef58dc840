"""What is known about each piece of data before it is read: the six data states and the chart made of them.

Source of the states: the data-state rule of the safety concept (docs/explanation/architecture.md). Only READ may
count as absent.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class DataState(StrEnum):
    """READ may count as absent; all others mean not known."""

    READ = "read"
    NOT_PROVIDED = "not provided"
    DENIED = "access denied"
    FAILED = "could not be read"
    PARTIAL = "only partly read"
    DOUBTFUL = "in doubt"


@dataclass(frozen=True)
class Section:
    """One prefetch key's worth of data: its resources as raw JSON objects, its state, and why if not READ."""

    key: str
    state: DataState
    resources: tuple[dict[str, Any], ...] = ()
    why: str = ""


@dataclass(frozen=True)
class DataNote:
    """One data-quality note: what was met while reading, where, and what it means. Never a value of the patient."""

    code: str  # stable word, e.g. "other-patient"
    text: str  # plain English sentence
    reference: str = ""  # "Type/id" when it is this patient's own or harmless, else ""
    key: str = ""  # prefetch key


@dataclass(frozen=True)
class Chart:
    """Everything gathered for one call, not yet interpreted."""

    patient_id: str
    sections: dict[str, Section]
    drafts: Section = field(default=Section("draftOrders", DataState.READ))
    notes: tuple[DataNote, ...] = field(default=())
