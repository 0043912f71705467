"""A quantity in the making, which the rules for bounds, wholes, rates and noise fill in."""

from dataclasses import dataclass

from reportedly.resolve.quantities.measures import UnitKind


@dataclass(slots=True)
class Draft:
    """A quantity in the making.

    `core`: the first character of the number; `behind`: the token behind the phrase; `bound`: what stands before it (`low`, `high`,
    `about`, `all but`, or empty); `of_unit`: the unit of the whole; `these`: the pronoun or noun that points to an earlier number;
    `again`: it is a part of a bare number, whose noun came earlier; `ignored`: why it is no quantity; `why`: the rule that read it.
    """

    start: int
    end: int
    core: int
    low: float | None
    high: float | None
    unit: str | None
    kind: UnitKind
    value: float
    behind: int
    sentence: int
    approximate: bool = False
    bound: str = ""
    of: float | None = None
    of_unit: str | None = None
    per: str | None = None
    these: str = ""
    ignored: str = ""
    why: str = ""
    again: bool = False

    def apply(self, bound: str) -> None:
        """Open the quantity upwards (`low`) or downwards (`high`), or make it approximate (`about`)."""
        if bound == "low":
            self.high, self.why = None, "a lower bound"
        elif bound == "high":
            self.low, self.why = None, "an upper bound"
        else:
            self.approximate = True

    def take(self, value: float, why: str) -> None:
        """Make it an exact number."""
        self.low = self.high = self.value = value
        self.why = why
