"""Taking data away never adds advice: whatever is forgotten, no recommendation becomes ADVISED that was not.

DATA-NEEDED is the one exception by design: it asks, it does not advise.
"""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cards.codelists import TABLES, codelists
from cards.engine import ADVISED, CANNOT_TELL, Assessment, Interview, assess
from cards.events import Event, Table
from cards.patient import DRAFTS, PatientRecord
from cards.recommendations import recommendations
from tests.chart import (
    Placed,
    allergy,
    condition,
    done,
    drafted,
    drafted_service,
    drug,
    ordered,
    patient,
    relative,
    report,
    result,
    visit,
)  # fmt: skip
from tests.chart import given as dose_given

ASKS_ONLY = {"DATA-NEEDED", "DATA-NEEDED-ORDER"}
DAYS = st.sampled_from([0, 5, 20, 40, 100, 200, 400, 900, 1500])
UNITS = {
    "calcium_corrected": ("mmol/L", [1.9, 2.3, 3.1]),
    "calcium_total": ("mmol/L", [1.9, 2.3, 3.1]),
    "creatinine_clearance": ("mL/min", [20, 45, 85]),
    "egfr": ("mL/min/{1.73_m2}", [20, 45, 85]),
    "pain_score": ("{score}", [1, 6]),
    "ecog": ("{score}", [1, 4]),
    "t_score_lumbar_spine": ("{score}", [-2.6, -1.6, 0.2]),
    "bmi": ("kg/m2", [22, 28]),
    "life_expectancy": ("mo", [1, 12]),
    "mirels_score": ("{score}", [6, 9]),
}


RECORD = (*(name for name in TABLES if name != "reasons"), DRAFTS)  # why something is ordered is no table of the record


def names(*tables: str) -> list[str]:
    """Every codelist that selects from one of these tables."""
    return sorted(one.name for one in codelists().values() if set(tables) & set(one.tables))


REASONS = st.sampled_from(["", *names("reasons")])


@st.composite
def drafted_drugs(draw: st.DrawFn) -> Placed:
    """A drug being ordered, or being stopped, perhaps with a dose and a reason."""
    mg, every = draw(st.sampled_from([(None, None), (4.0, 28), (4.0, 182), (5.0, 365), (60.0, 182), (120.0, 28)]))
    more = {"standing": draw(st.sampled_from(["planned", "planned", "ended"])), "answers": draw(REASONS)}
    return drafted(draw(st.sampled_from(names("medications"))), mg, every, **more)


@st.composite
def drafted_services(draw: st.DrawFn) -> Placed:
    """A service being ordered, perhaps in fractions, for a site and a reason."""
    more = {"fractions": draw(st.sampled_from([None, 1, 5, 12])), "site": draw(st.sampled_from(["", "rib"]))}
    return drafted_service(draw(st.sampled_from(names("orders"))), answers=draw(REASONS), **more)


@st.composite
def events(draw: st.DrawFn) -> Placed:
    """Any fact any codelist can name, with a date, a standing and the details its kind has."""
    table, ago = draw(st.sampled_from(RECORD)), draw(DAYS)
    if table == DRAFTS:
        return draw(st.one_of(drafted_drugs(), drafted_services()))
    name = draw(st.sampled_from(names(table)))
    standing = draw(st.sampled_from(["active", "active", "active", "done", "ended", "on-hold", "planned", "refused"]))
    if table == "conditions":
        return condition(name, ago, standing=standing, certain=draw(st.booleans()), site=draw(st.sampled_from(["", "rib"])))
    if table == "medications":
        mg = draw(st.sampled_from([None, 4.0, 60.0, 120.0]))
        return draw(st.sampled_from([drug(name, ago, mg, 28, standing=standing), dose_given(name, ago, mg, 28)]))
    if table == "results":
        unit, values = UNITS.get(name, ("{score}", [1.0, 5.0]))
        return result(name, draw(st.sampled_from(values)), unit, ago, answers=name)
    makers = {"procedures": done, "orders": ordered, "encounters": visit, "reports": report}
    if table in makers:
        return makers[table](name, ago)
    return allergy(name) if table == "allergies" else relative(name)


# Facts that bring many rules into scope; random ones alone rarely would.
SCOPES = st.sampled_from(
    [
        (condition("bone_metastasis", 60),),
        (condition("breast_cancer_invasive", 100), drug("aromatase_inhibitors", 90)),
        (condition("prostate_cancer", 100), condition("castration_resistant", 90), drug("gnrh_analogues", 300)),
        (condition("multiple_myeloma", 60),),
        (condition("bone_metastasis", 900), drug("zoledronic_acid", 800, 4, 28), dose_given("zoledronic_acid", 20, 4, 28)),
        (condition("breast_cancer_invasive", 900), dose_given("denosumab", 200, 60, 182)),
        (),
    ]
)
PATIENTS = st.builds(
    lambda scope, rows, age, sex: patient(*scope, *rows, age=age, sex=sex),
    SCOPES,
    st.lists(events(), max_size=8),
    st.sampled_from([16, 34, 52, 66, 80, None]),
    st.sampled_from(["female", "male", None]),
)


def assess_all(p: PatientRecord, *, thorough: bool = True) -> list[Assessment]:
    interview = Interview(p, thorough=thorough)
    return [assess(one, interview) for one in recommendations()]


def advised(p: PatientRecord) -> set[str]:
    return {a.recommendation.name for a in assess_all(p) if a.verdict == ADVISED} - ASKS_ONLY


def without_table(p: PatientRecord, forgotten: set[str], keep: float, seed: int) -> PatientRecord:
    """The same patient with tables not (or only partly) read."""
    chance = random.Random(seed)
    tables = {
        name: Table([e for e in table.events if chance.random() < keep], "not provided") if name in forgotten else table
        for name, table in p.tables.items()
    }
    return replace(p, tables=tables)


@settings(max_examples=400, deadline=None)
@given(PATIENTS, st.sets(st.sampled_from(RECORD), min_size=1), st.sampled_from([0.0, 0.5, 1.0]), st.integers(0, 99))
def test_forgetting_tables_never_adds_advice(p: PatientRecord, forgotten: set[str], keep: float, seed: int) -> None:
    assert advised(without_table(p, forgotten, keep, seed)) <= advised(p)


@settings(max_examples=200, deadline=None)
@given(PATIENTS, st.integers(0, 7))
def test_a_fact_that_becomes_doubtful_never_adds_advice(p: PatientRecord, nth: int) -> None:
    rows = [(name, e) for name, table in p.tables.items() for e in table.events]
    if not rows:
        return
    table, event = rows[nth % len(rows)]
    doubtful: Event = event._replace(doubt="unreadable", value=None, answers=frozenset())
    others = [e for e in p.tables[table].events if e is not event]
    changed = replace(p, tables={**p.tables, table: Table([*others, doubtful])})
    assert advised(changed) <= advised(p)


@settings(max_examples=150, deadline=None)
@given(PATIENTS)
def test_forgetting_birth_date_or_sex_never_adds_advice(p: PatientRecord) -> None:
    assert advised(replace(p, birth=None)) <= advised(p)
    assert advised(replace(p, sex=None)) <= advised(p)


@settings(max_examples=150, deadline=None)
@given(PATIENTS, st.randoms(use_true_random=False))
def test_order_and_duplicates_change_nothing(p: PatientRecord, chance: random.Random) -> None:
    def shuffled(table: Table) -> Table:
        rows = list(table.events)
        chance.shuffle(rows)
        return Table(rows, table.unread)

    again = replace(p, tables={name: shuffled(t) for name, t in p.tables.items()})
    assert advised(again) == advised(p)


@settings(max_examples=200, deadline=None)
@given(PATIENTS, st.sets(st.sampled_from(RECORD)))
def test_a_quick_interview_says_what_a_thorough_one_says(p: PatientRecord, forgotten: set[str]) -> None:
    def said(thorough: bool) -> list[tuple[str, object]]:
        again = replace(without_table(p, forgotten, 0.5, 1))
        found = assess_all(again, thorough=thorough)
        return [(a.verdict if a.verdict in (ADVISED, CANNOT_TELL) else "silent", a.advice) for a in found]

    assert said(thorough=False) == said(thorough=True)
