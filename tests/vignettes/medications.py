"""A drug of a vignette becomes its order or statement and the doses given, as a dialect's systems would send them."""

from collections.abc import Iterator

from tests.vignettes.resources import Chart, Fact, Resource


def _repeat(chart: Chart, days: int) -> Resource:
    if chart.dialect.habits.weeks and days % 7 == 0:
        return {"frequency": 1, "period": days // 7, "periodUnit": "wk"}
    return {"frequency": 1, "period": days, "periodUnit": "d"}


def _dosage(chart: Chart, fact: Fact) -> Resource:
    """The dosage with dose and rhythm as far as the fact states them."""
    habits, words = chart.dialect.habits, []
    parts: Resource = {}
    if "dose_mg" in fact:
        words.append(habits.dose_text.format(mg=fact["dose_mg"]))
        parts["doseAndRate"] = [{"doseQuantity": chart.quantity(fact["dose_mg"], "mg")}]
    if "interval_days" in fact:
        words.append(habits.interval_text.format(days=fact["interval_days"]))
        parts["timing"] = {"repeat": _repeat(chart, fact["interval_days"])}
    return {"dosageInstruction": [{"text": ", ".join(words), **parts}]} if words else {}


def _drug(chart: Chart, section: str, fact: Fact) -> Resource:
    """The drug; the row of the product where the dialect has one for the dose."""
    product = f"{fact['name']} {fact['dose_mg']} mg" if "dose_mg" in fact else fact["name"]
    return {"medicationCodeableConcept": chart.dialect.wording(section, product, fact["name"]).as_fhir()}


def drug_ordered(chart: Chart, fact: Fact) -> Resource:
    """The drug and the dosage of an order."""
    return {**_drug(chart, "medications", fact), **_dosage(chart, fact)}


def medication(chart: Chart, fact: Fact, number: int) -> Iterator[Resource]:
    """An order or statement, then the doses given, newest first, at the interval back to the start."""
    kind, start = fact["resource"], chart.start(fact["resource"], str(number))
    when = chart.day(fact["start_offset_days"])
    status = {"status": fact["status"]}
    if kind == "MedicationStatement":
        yield {**start, **status, **_drug(chart, "medications", fact), "effectivePeriod": {"start": when}}
        return
    refusal = {"doNotPerform": True} if fact.get("do_not_perform") else {}
    order = {**start, **status, "intent": fact["intent"], **refusal}
    yield {**order, **drug_ordered(chart, fact), "authoredOn": when}
    if "last_given_offset_days" in fact:
        yield from _doses_given(chart, fact, number, start["id"])


def _doses_given(chart: Chart, fact: Fact, number: int, order_id: str) -> Iterator[Resource]:
    last, first, every = fact["last_given_offset_days"], fact["start_offset_days"], fact["interval_days"]
    section = "administrations" if "administrations" in chart.dialect.sections else "medications"
    for dose, offset in enumerate(range(last, first - 1, -every)):
        yield {
            **chart.start("MedicationAdministration", f"{number}-{dose}"),
            "status": "completed",
            **_drug(chart, section, fact),
            "request": {"reference": f"MedicationRequest/{order_id}"},
            "effectiveDateTime": chart.day(offset),
            "dosage": {"dose": chart.quantity(fact["dose_mg"], "mg")},
        }
