"""One fact of a vignette becomes the FHIR resources a dialect's systems would send (drugs: medications.py)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from tests.vignettes.dialects import Dialect, Wording, facts

Fact = dict[str, Any]
Resource = dict[str, Any]


class Chart(NamedTuple):
    """Whose record it is, in which dialect, on which day."""

    patient_id: str
    sex: str
    dialect: Dialect
    today: date

    def day(self, offset: int) -> str:
        """A day as the dialect writes it, `offset` days from today."""
        return (self.today + timedelta(days=offset)).isoformat() + self.dialect.habits.clock

    def start(self, kind: str, name: str) -> Resource:
        """What every resource begins with. `name` makes its id unique in the request."""
        owner = "patient" if kind in ("AllergyIntolerance", "FamilyMemberHistory") else "subject"
        number = name.lower().replace(" ", "-")
        return {"resourceType": kind, "id": f"{kind}-{number}", owner: {"reference": f"Patient/{self.patient_id}"}}

    def site(self, fact: Fact) -> Resource:
        """The body site of a fact, as the list most resources keep; {} without one."""
        return {"bodySite": [self.dialect.wording("sites", fact["site"]).as_fhir()]} if "site" in fact else {}

    def quantity(self, value: float, unit: str) -> Resource:
        """A quantity; its unit has a UCUM code where the dialect sends one."""
        code = {"system": facts()["uri"]["ucum"], "code": unit} if self.dialect.habits.ucum and unit else {}
        return {"value": value, **({"unit": unit} if unit else {}), **code}


def _status(uri: str, code: str) -> Resource:
    return {"coding": [{"system": facts()["uri"][uri], "code": code}]}


def condition(chart: Chart, fact: Fact, number: int) -> Iterator[Resource]:
    """A problem of the list. FHIR (con-5) forbids a clinical status on one entered in error."""
    names = (f"{fact['name']} ({chart.sex})", fact["name"])
    in_error = fact["verificationStatus"] == "entered-in-error"
    clinical = {} if in_error else {"clinicalStatus": _status("condition_clinical", fact["clinicalStatus"])}
    yield {
        **chart.start("Condition", str(number)),
        **clinical,
        "verificationStatus": _status("condition_verification", fact["verificationStatus"]),
        "code": chart.dialect.wording("conditions", *names).as_fhir(),
        **chart.site(fact),
        "onsetDateTime": chart.day(fact["date_offset_days"]),
    }


def _value(chart: Chart, wording: Wording, fact: Fact) -> Resource:
    if wording.kind == "answer":
        return {"valueCodeableConcept": chart.dialect.wording("answers", fact["value"]).as_fhir()}
    if wording.kind == "integer":
        return {"valueInteger": fact["value"]}
    value = fact["value"] * wording.factor
    rounded = value if wording.digits is None else round(value, wording.digits)
    return {"valueQuantity": chart.quantity(rounded, wording.unit)}


def observation(chart: Chart, fact: Fact, number: int) -> Iterator[Resource]:
    """A result in the dialect's units."""
    wording = chart.dialect.wording("results", fact["name"])
    site = {"bodySite": chart.dialect.wording("sites", wording.site).as_fhir()} if wording.site else {}
    yield {
        **chart.start("Observation", str(number)),
        "status": "final",
        "code": wording.as_fhir(),
        **site,
        "effectiveDateTime": chart.day(fact["date_offset_days"]),
        **_value(chart, wording, fact),
    }


def _what_was_done(chart: Chart, fact: Fact) -> Resource:
    """The code of a procedure, and fractions as mCODE carries them or in the words of the code."""
    code, habits = chart.dialect.wording("procedures", fact["name"]).as_fhir(), chart.dialect.habits
    if "fractions" not in fact:
        return {"code": code}
    if habits.fractions == "words":
        return {"code": {**code, "text": f"{code['text']}, {habits.fractions_in_words(fact['fractions'])}"}}
    inner = [{"url": "fractionsDelivered", "valueUnsignedInt": fact["fractions"]}]
    return {"extension": [{"url": facts()["uri"]["dose_delivered"], "extension": inner}], "code": code}


def procedure(chart: Chart, fact: Fact, number: int) -> Iterator[Resource]:
    """Something done; with a result it brings its report."""
    when = chart.day(fact["date_offset_days"])
    yield {
        **chart.start("Procedure", str(number)),
        **_what_was_done(chart, fact),
        "status": fact["status"],
        **chart.site(fact),
        "performedDateTime": when,
    }
    if "result" in fact:
        yield {
            **chart.start("DiagnosticReport", str(number)),
            "status": "final",
            "code": chart.dialect.wording("reports", fact["name"]).as_fhir(),
            "effectiveDateTime": when,
            "conclusionCode": [chart.dialect.wording("answers", fact["result"]).as_fhir()],
        }


def allergy(chart: Chart, fact: Fact, number: int) -> Iterator[Resource]:
    """A confirmed, active allergy."""
    yield {
        **chart.start("AllergyIntolerance", str(number)),
        "clinicalStatus": _status("allergy_clinical", "active"),
        "verificationStatus": _status("allergy_verification", "confirmed"),
        "code": chart.dialect.wording("allergies", fact["name"]).as_fhir(),
    }


def relative(chart: Chart, fact: Fact, number: int) -> Iterator[Resource]:
    """A disease of a relative; `relation` is a code of HL7's role codes (MTH: mother)."""
    yield {
        **chart.start("FamilyMemberHistory", str(number)),
        "status": "completed",
        "relationship": _status("relationship", fact["relation"]),
        "condition": [{"code": chart.dialect.wording("family_history", fact["name"]).as_fhir()}],
    }
