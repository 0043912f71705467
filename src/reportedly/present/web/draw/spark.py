"""When a claim was told: a small bar a day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.present.phrases import plural

WIDTH, HEIGHT = 60, 16
DAYS = 30  # bars at most; more days than that share one


@dataclass(frozen=True)
class Bar:
    """A bar, from the left, in the units of the drawing."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Spark:
    """The bars, and the same in words."""

    bars: tuple[Bar, ...]
    words: str


def spark(told: Sequence[str]) -> Spark:
    """Draw the days (ISO 8601 dates or times) on which a claim was told; what is no date is left out."""
    days = sorted(found for moment in told if (found := _day(moment)))
    if not days:
        return Spark((), "no dates")
    first, last = days[0], days[-1]
    apart = (last - first).days + 1
    step = -(-apart // DAYS)  # days a bar
    counts = Counter((d - first).days // step for d in days)
    many, most = -(-apart // step), max(counts.values())
    wide = min(WIDTH / many, 6.0)
    bars = tuple(Bar(round(n * wide, 1), round(HEIGHT * (1 - count / most), 1), round(max(wide - 0.6, 0.8), 1), round(HEIGHT * count / most, 1))
                 for n, count in sorted(counts.items()))
    when = f"on {first}" if first == last else f"from {first} to {last}"
    return Spark(bars, f"told in {plural(len(days), 'report')} {when}")


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
