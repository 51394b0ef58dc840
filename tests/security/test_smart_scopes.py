"""Which SMART scopes let a resource type be asked for, in the spellings that clients send (REQ-11)."""

import pytest

from service.smart_scopes import may_read

CASES = [
    # scope, asked for, may be asked
    ("user/Observation.read", "Observation", True),
    ("user/Observation.read", "Condition", False),
    ("patient/Observation.rs", "Observation", True),
    ("patient/Observation.s", "Observation", True),
    ("patient/Observation.cud", "Observation", False),
    ("patient/Observation.write", "Observation", False),
    ("patient/Observation.rs?category=laboratory", "Observation", True),
    ("patient/*.read", "Procedure", True),
    ("patient/*.* user/*.* launch openid profile online_access", "Procedure", True),
    ("user/Observation.Read user/Condition.Read", "Condition", True),
    ("user/Observation.R", "Observation", True),
    ("USER/OBSERVATION.READ", "Observation", True),
    ("system/Observation.cruds", "Observation", True),
    ("user/ObservationDefinition.read", "Observation", False),
    ("launch openid profile", "Observation", True),
    ("whatever this is", "Observation", True),
    ("patient/Observation.", "Observation", True),
    ("", "Observation", True),
    (None, "Observation", True),
    ("patient/Condition.read " * 1000, "Observation", True),
]


@pytest.mark.parametrize(("scope", "kind", "wanted"), CASES, ids=[str(row[0])[:50] for row in CASES])
def test_a_type_may_be_asked_for(scope: str | None, kind: str, wanted: bool) -> None:
    assert may_read(scope, kind) == wanted
