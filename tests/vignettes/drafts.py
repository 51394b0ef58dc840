"""The orders of a vignette become the draft resources an order hook carries in its context."""

from collections.abc import Iterator

from tests.vignettes.dialects import facts
from tests.vignettes.medications import drug_ordered
from tests.vignettes.resources import Chart, Fact, Resource


def _reason(chart: Chart, fact: Fact) -> Resource:
    return {"reasonCode": [chart.dialect.wording("reasons", fact["reason"]).as_fhir()]} if "reason" in fact else {}


def _schedule_extensions(chart: Chart, fact: Fact) -> Iterator[Resource]:
    """Fractions, dose and intent as mCODE and CodeX carry them."""
    uri = facts()["uri"]
    if "fractions" in fact:
        yield {"url": uri["fractions_prescribed"], "valuePositiveInt": fact["fractions"]}
    if "dose_gy" in fact:
        inner = [{"url": "totalDose", "valueQuantity": chart.quantity(fact["dose_gy"], "Gy")}]
        yield {"url": uri["dose_prescribed"], "extension": inner}
    if "intent_detail" in fact:
        intent = chart.dialect.wording("reasons", fact["intent_detail"]).as_fhir()
        yield {"url": uri["procedure_intent"], "valueCodeableConcept": intent}


def _schedule_words(chart: Chart, fact: Fact) -> Iterator[Resource]:
    """The same in words: one detail of the order each."""
    habits = chart.dialect.habits
    if "fractions" in fact:
        yield {"text": habits.fractions_in_words(fact["fractions"])}
    if "dose_gy" in fact:
        yield {"text": habits.total_dose_text.format(gy=fact["dose_gy"])}
    if "intent_detail" in fact:
        yield chart.dialect.wording("reasons", fact["intent_detail"]).as_fhir()


def _schedule(chart: Chart, fact: Fact) -> Resource:
    if chart.dialect.habits.fractions == "extension":
        extensions = list(_schedule_extensions(chart, fact))
        return {"extension": extensions} if extensions else {}
    details = list(_schedule_words(chart, fact))
    return {"orderDetail": details} if details else {}


def draft(chart: Chart, fact: Fact, number: int) -> Resource:
    """A draft MedicationRequest or ServiceRequest, written today."""
    kind = {"medication": "MedicationRequest", "procedure": "ServiceRequest"}[fact["type"]]
    start = {**chart.start(kind, f"draft-{number}"), "status": "draft", "intent": "order"}
    if kind == "MedicationRequest":
        order = drug_ordered(chart, fact)
    else:
        code = chart.dialect.wording("orders", fact["name"]).as_fhir()
        order = {"code": code, **_schedule(chart, fact), **chart.site(fact)}
    return {**start, **order, **_reason(chart, fact), "authoredOn": chart.day(0)}
