"""Tells a value no patient can have (a wrong unit, a lost decimal point) from one that is only abnormal."""

from cards.events import Event, NotKnown


def possible(value: float, event: Event, lowest: float, highest: float) -> float:
    """`value` itself; NotKnown outside `lowest` to `highest`, all three in the same unit."""
    if not lowest <= value <= highest:
        raise NotKnown(f"{event.meaning}: not a possible value")
    return value
