"""The antiresorptive agents taken now, one order or dose for each; two products of one ingredient are told apart."""

from cards.codelists import Codelist, codelist
from cards.criteria import therapy
from cards.events import Event
from cards.orderables import orderable
from cards.patient import PatientRecord

NAMES = (
    "zoledronic_acid",
    "pamidronate",
    "ibandronate",
    "clodronate",
    "alendronate",
    "risedronate",
    "other_bisphosphonate",
)
BISPHOSPHONATES = tuple(codelist(name) for name in NAMES)
# One ingredient, two products for different diseases: told apart by dose.
ZOLEDRONIC_4MG = codelist("zoledronic_acid_4mg_product")
PRODUCTS = ((therapy.DENOSUMAB, therapy.DENOSUMAB_60), (therapy.ZOLEDRONIC, therapy.ZOLEDRONIC_5MG))


def _stopped(p: PatientRecord, drug: Codelist) -> bool:
    """True when an order was stopped, none is active, and no dose was given after the stop."""
    ended = p.medications(drug).standing("ended").all()
    if not ended or therapy.ordered(p, drug).any():
        return False
    stops = [e.until.latest for e in ended if e.until is not None]
    if len(stops) < len(ended):
        return True
    return not therapy.given(p, drug).where(lambda e: e.on is not None and e.on.earliest > max(stops)).any()


def bisphosphonates_taken(p: PatientRecord) -> list[Event]:
    """One order or dose for each bisphosphonate taken now."""
    now = [therapy.current(p, drug) for drug in BISPHOSPHONATES if not _stopped(p, drug)]
    return [event for event in now if event is not None]


def agents_taken(p: PatientRecord) -> list[Event]:
    """One order or dose for each antiresorptive agent taken now."""
    denosumab = therapy.current(p, therapy.DENOSUMAB)
    return [*bisphosphonates_taken(p), *([denosumab] if denosumab else [])]


def strength_mg(event: Event) -> float | None:
    """Milligrams of one dose, else of the vial of zoledronic acid 4 mg, of which a renal dose takes only a part."""
    mg = therapy.dose_mg(event)
    return orderable("zoledronic_acid_4_once").dose if mg is None and ZOLEDRONIC_4MG.name in event.concepts else mg
