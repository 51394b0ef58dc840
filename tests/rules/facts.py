"""Facts several boundary tables share: laboratory values to vary, and what makes a chart complete."""

from tests.chart import Placed, done, result

DENTIST = done("dental_examination", 10)
VITAMIN_D = result("vitamin_d_25oh", 75, "nmol/L", 40)


def labs(clearance: float = 85, calcium: float = 2.35, ago: int = 10) -> tuple[Placed, Placed]:
    """Creatinine clearance (mL/min) and corrected calcium (mmol/L) of one day."""
    return result("creatinine_clearance", clearance, "mL/min", ago), result("calcium_corrected", calcium, "mmol/L", ago)


def score(name: str, value: float, ago: int = 10) -> Placed:
    """A score without unit: ecog, karnofsky, pain_score."""
    return result(name, value, "{score}", ago)


def months(expected: float) -> Placed:
    """Life expectancy in months."""
    return result("life_expectancy", expected, "mo", 10)
