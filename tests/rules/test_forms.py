"""What the forms of the guideline refuse: an incomplete recommendation, an unknown order, edition, region or unit."""

from dataclasses import replace
from datetime import date

import pytest

from cards.code_systems import code_systems
from cards.criteria.calcium import calcium
from cards.events import NotKnown
from cards.guidelines import guideline
from cards.partial_date import partial_date
from cards.patient import PatientRecord
from cards.recommendation import Recommendation, Suggestion
from cards.recommendations import for_hook, recommendations
from cards.regions import region
from cards.text import best_language
from tests.chart import patient, result

COMPLETE = recommendations()[0]


def without_wording(p: PatientRecord) -> bool:
    return p.deceased


# fmt: off
REFUSED = [
    ("no id",                      {"id": ""},                                "required"),
    ("no statement",               {"statements": ()},                        "required"),
    ("no override reason",         {"override_reasons": ()},                  "required"),
    ("summary of 140 characters",  {"summary": "x" * 140},                    "140 characters, the limit is 139"),
    ("unknown hook",               {"hooks": ("order-review",)},              "hooks"),
    ("no hook",                    {"hooks": ()},                             "hooks"),
    ("unknown kind",               {"kind": "wish"},                          "kind"),
    ("nobody in the population",   {"population": ()},                        "population"),
    ("criterion without wording",  {"exclusions": (without_wording,)},        "without_wording has no wording"),
    ("option without wording",     {"suggestions": (Suggestion("x", "dxa", (without_wording,)),)}, "no wording"),
]
# fmt: on


@pytest.mark.parametrize(("change", "words"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_an_incomplete_recommendation_cannot_exist(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        replace(COMPLETE, **change)  # type: ignore[arg-type]  # the change is wrong on purpose


def test_a_summary_of_139_characters_is_accepted() -> None:
    assert isinstance(replace(COMPLETE, summary="x" * 139), Recommendation)


def test_a_suggestion_drafts_an_order_of_the_file() -> None:
    with pytest.raises(ValueError, match=r"is not in orderables\.toml"):
        Suggestion("x", "rhubarb")


@pytest.mark.parametrize("ask", [guideline, region])
def test_an_edition_or_region_that_is_not_there_is_named(ask: object) -> None:
    with pytest.raises(KeyError, match="nowhere"):
        ask("nowhere")  # type: ignore[operator]


def test_a_recommendation_of_one_edition_runs_only_there() -> None:
    elsewhere = {r.id for r in for_hook("patient-view", "esmo-1999")}
    here = {r.id for r in for_hook("patient-view", "esmo-2014")}
    assert here - elsewhere == {"CRPC-DENOSUMAB"}


LANGUAGES = [
    ("nothing asked", None, "en"),
    ("Chinese", "zh-CN,zh;q=0.9", "zh-CN"),
    ("any Chinese", "zh", "zh-CN"),
    ("first of several", "fr, zh-CN;q=0.8, en;q=0.5", "zh-CN"),
    ("none that is there", "fr", "en"),
    ("an empty wish", ", ;", "en"),
]


@pytest.mark.parametrize(("asked", "chosen"), [row[1:] for row in LANGUAGES], ids=[row[0] for row in LANGUAGES])
def test_the_first_language_that_is_there_is_chosen(asked: str | None, chosen: str) -> None:
    assert best_language(asked, "en") == chosen


def test_a_rough_date_is_every_day_it_can_mean() -> None:
    assert partial_date("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert str(partial_date("2024-02")) == "2024-02"
    assert str(partial_date("2024")) == "2024"
    with pytest.raises(ValueError, match="not a FHIR date"):
        partial_date("02/2024")


def test_an_age_needs_a_birth_date_that_is_exact_enough() -> None:
    rough = replace(patient(), birth=partial_date("1966"))
    assert rough.at_least(18)
    for record in (rough, replace(patient(), birth=None)):
        with pytest.raises(NotKnown, match="birth date"):
            record.age()


@pytest.mark.parametrize(
    ("low", "unit", "limit"), [(2.2, "mmol/L", 2.2), (8.8176, "mg/dL", 2.2), (None, "mmol/L", 2.1)]
)
def test_the_lower_limit_is_that_of_the_report(low: float | None, unit: str, limit: float) -> None:
    found = calcium(patient(result("calcium_corrected", 9.0, unit, 5, low=low)))
    assert found is not None
    assert found.low == pytest.approx(limit)


def test_every_code_system_has_a_form_and_an_address() -> None:
    assert all(system.uri and system.form.pattern for system in code_systems().values())
