"""Cards as journal rows: what was advised under which content, without anything of the patient."""

from collections.abc import Sequence
from typing import Any

from service.auth import Caller
from service.card_frame import EXTENSION
from service.content_version import content_version
from service.journal import Row, now


def rows_of(cards: Sequence[dict[str, Any]], hook: str, caller: Caller) -> list[Row]:
    """One row per card."""
    version, moment = content_version(), now()
    return [
        Row(
            uuid=card["uuid"],
            recommendations=",".join(card["extension"][EXTENSION]["recommendations"]),
            hook=hook,
            edition=caller.edition,
            region=caller.region,
            language=caller.language,
            indicator=card["indicator"],
            content_version=version,
            issued_at=moment,
        )
        for card in cards
    ]
