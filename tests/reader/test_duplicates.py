"""The same resource more than once: copies, versions, conflicts; resources without a usable id."""

from itertools import permutations
from typing import Any

import pytest

from tests.fhir import BREAST, SNOMED, codes_of, condition, events, observation, read_all

EARLY, LATE = {"lastUpdated": "2026-10-01T08:00:00Z"}, {"lastUpdated": "2026-10-01T08:00:00.5Z"}
CONFLICT = "two versions of it disagree"
# fmt: off
CASES = [
    # story                                   resources of one id                                                                values
    ("a copy",                                [observation(value=1), observation(value=1)],                                       {1.0: None}),
    ("a copy whose keys stand in another order", [observation(value=1), dict(reversed(observation(value=1).items()))],            {1.0: None}),
    ("the newer version counts",              [observation(value=1, meta=EARLY), observation(value=2, meta=LATE)],                {2.0: None}),
    ("three versions",                        [observation(value=1, meta=EARLY), observation(value=2, meta=LATE), observation(value=3, meta={"lastUpdated": "2026-09-01T08:00:00+02:00"})], {2.0: None}),
    ("no times: neither counts",              [observation(value=1), observation(value=2)],                                       {None: CONFLICT}),
    ("one time missing: neither counts",      [observation(value=1, meta=LATE), observation(value=2)],                            {None: CONFLICT}),
    ("one moment: neither counts",            [observation(value=1, meta=LATE), observation(value=2, meta=LATE)],                 {None: CONFLICT}),
    ("time is no time",                       [observation(value=1, meta={"lastUpdated": "now"}), observation(value=2, meta=LATE)], {None: CONFLICT}),
    ("one and true are not the same",         [observation(value=1), observation(value=True)],                                    {None: CONFLICT}),
    ("the newer one was taken back",          [observation(value=1, meta=EARLY), observation(value=1, meta=LATE, status="entered-in-error")], {}),
    ("the newer one concerns no codelist",    [observation(value=1, meta=EARLY), observation(f"{SNOMED}|1", 2, meta=LATE)],       {}),
    ("the older one concerns no codelist",    [observation(value=1, meta=LATE), observation(f"{SNOMED}|1", 2, meta=EARLY)],       {1.0: None}),
    ("a conflict with one of no codelist",    [observation(value=1), observation(f"{SNOMED}|1", 2)],                              {None: CONFLICT}),
    ("without an id: two facts",              [observation(value=1, on="2026-10-01", _id=None), observation(value=2, _id=None)],  {1.0: None, 2.0: None}),
    ("without an id: a copy",                 [observation(value=1, _id=None), observation(value=1, _id=None)],                   {1.0: None}),
    ("an id of another form",                 [observation(value=1, _id="a_b")],                                                  {1.0: None}),
    ("an id that is no text",                 [observation(value=1, _id=["x"])],                                                  {1.0: None}),
]
# fmt: on


@pytest.mark.parametrize(("resources", "values"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_one_resource_more_than_once(resources: list[Any], values: dict[float | None, str | None]) -> None:
    for order in permutations(resources):
        reading = read_all(*order)
        assert {event.value: event.doubt for event in events(reading)} == values
        assert len(events(reading)) == len(values)
        assert ("conflict" in codes_of(reading)) == (CONFLICT in values.values())


def test_a_conflict_stands_under_every_list_any_version_is_in() -> None:
    found = events(read_all(condition(), condition(BREAST)))
    assert len(found) == 1 and {"bone_metastasis", "breast_cancer_invasive"} <= found[0].concepts
    assert found[0].ref == "Condition/1"


def test_equal_ids_of_two_types_are_two_resources() -> None:
    assert len(events(read_all(condition(), observation()))) == 2


def test_an_unnamed_resource_has_a_reference_that_says_nothing_about_it() -> None:
    found = events(read_all(observation(_id="Jane Roe 1964")))
    assert found[0].ref.startswith("Observation/unidentified-") and len(found[0].ref) == len("Observation/unidentified-") + 8
    again = events(read_all(condition(), observation(_id="Jane Roe 1964")))
    assert found[0].ref in {event.ref for event in again}
