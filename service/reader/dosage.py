"""Reads how a drug is dosed: milligrams of one dose, days between doses, and the first and last day of the order."""

from typing import Any, NamedTuple

from cards.events import Dose
from cards.partial_date import PartialDate
from service.reader.data import rows
from service.reader.facts import InDoubt
from service.reader.quantities import quantity
from service.reader.shapes import NUMBER, Json, Unsure, is_code, many, number, period, shape, shaped

MILLIGRAMS: dict[str, float] = rows("dosage")["milligrams"]
DAYS: dict[str, float] = rows("dosage")["days"]
DOSAGE = shape("Dosage", timing=dict, doseAndRate=list)
TIMING = shape("Timing", repeat=dict)
DOSE_AND_RATE = shape("DosageDoseAndRate", doseQuantity=dict)
REPEAT = shape("TimingRepeat", boundsPeriod=dict, frequency=int, period=NUMBER, periodUnit=str)


class Dosage(NamedTuple):
    """Dose and rhythm with the first and last day that the timing names."""

    dose: Dose = Dose()
    start: PartialDate | None = None
    end: PartialDate | None = None


def dosage(raw: Json, name: str) -> Dosage:
    """The dosage of an order or statement; a figure is None when it is not given or the instructions differ in it."""
    if name not in raw:
        return Dosage()
    steps = many(raw[name], name)
    if len(steps) == 1:
        return _one(steps[0], f"{name}.0")
    read = [_one(row, f"{name}.{place}") for place, row in enumerate(steps)]
    starts, ends = [one.start for one in read if one.start], [one.end for one in read if one.end]
    amounts, intervals = {one.dose.mg for one in read}, {one.dose.interval_days for one in read}
    dose = Dose(amounts.pop() if len(amounts) == 1 else None, intervals.pop() if len(intervals) == 1 else None)
    return Dosage(dose, min(starts, default=None), max(ends, default=None) if len(ends) == len(read) else None)


def milligrams(thing: Any, path: str) -> float | None:
    """A dose in mg; None when it has no value or no unit of mass."""
    value, words = quantity(thing, path)
    factor = MILLIGRAMS.get((words.unit or "").strip().lower())
    return None if factor is None or value is None or words.limited else value * factor


def _one(row: Any, path: str) -> Dosage:
    found = shaped(row, DOSAGE, path)
    if "modifierExtension" in found:
        raise InDoubt("modified")
    mg = None
    for place, part in enumerate(many(found["doseAndRate"], f"{path}.doseAndRate") if "doseAndRate" in found else ()):
        where = f"{path}.doseAndRate.{place}"
        rate = shaped(part, DOSE_AND_RATE, where)
        if "doseQuantity" in rate:
            mg = milligrams(rate["doseQuantity"], f"{where}.doseQuantity")
    timing = shaped(found["timing"], TIMING, f"{path}.timing") if "timing" in found else {}
    if "repeat" not in timing:
        return Dosage(Dose(mg, None))
    where = f"{path}.timing.repeat"
    repeat = shaped(timing["repeat"], REPEAT, where)
    bounds = period(repeat["boundsPeriod"], f"{where}.boundsPeriod") if "boundsPeriod" in repeat else (None, None)
    return Dosage(Dose(mg, _interval(repeat, where)), *bounds)


def _interval(repeat: Json, path: str) -> float | None:
    """Days between doses; a frequency that is not given is one per period."""
    frequency = repeat.get("frequency", 1)
    if type(frequency) is not int or frequency < 1:
        raise Unsure(f"{path}.frequency")
    if "periodUnit" in repeat and not is_code(repeat["periodUnit"]):
        raise Unsure(f"{path}.periodUnit")
    unit = DAYS.get(repeat.get("periodUnit", ""))
    if "period" not in repeat:
        return None
    span = number(repeat["period"], f"{path}.period")
    return None if unit is None else span * unit / frequency
