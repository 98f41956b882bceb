"""A measured figure beside its target."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, in which unit, and the target that it should stay under (`at_most`) or reach."""

    name: str
    value: float
    unit: str
    target: float
    at_most: bool
    detail: str = ""

    @property
    def ok(self) -> bool:
        """Return whether the target is met."""
        return self.value <= self.target if self.at_most else self.value >= self.target
