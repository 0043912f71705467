"""How much there was over time: a bar a day, or a month where it is more than two months, with those that had nothing between them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reportedly.present.phrases import plural

WIDTH, HEIGHT = 640, 96  # of the drawing, at most as wide
MOST = 62  # bars; where there are more months than that, some share one
_WIDEST = 24.0
_DAY = len("2024-06-27")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its words; of no height where there was nothing."""

    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """The bars, and the same in words: how many in all, `unit` (day, month, or 5 months), `when` (the first to the last)."""

    bars: tuple[Bar, ...]
    words: str
    unit: str
    when: str
    width: float
    height: int = HEIGHT


def over_time(days: Mapping[str, int], what: str) -> OverTime | None:
    """Draw how many of `what` there were by day or by month (ISO 8601; of a time the day). What is neither is left out.

    None where nothing is left.
    """
    counted = [(day, told, count) for told, count in days.items() if count > 0 and (day := _day(told)) is not None]
    if not counted:
        return None
    by_day = (max(counted)[0] - min(counted)[0]).days < MOST and all(len(told) >= _DAY for _, told, _ in counted)
    numbers = Counter[int]()
    for day, _, count in counted:
        numbers[day.toordinal() if by_day else day.year * 12 + day.month - 1] += count
    return _drawn(numbers, what, by_day=by_day)


def _drawn(numbers: Mapping[int, int], what: str, *, by_day: bool) -> OverTime:
    first, last = min(numbers), max(numbers)
    step = -(-(last - first + 1) // MOST)
    summed = [sum(numbers.get(n, 0) for n in range(start, start + step)) for start in range(first, last + 1, step)]
    wide, most = min(WIDTH / len(summed), _WIDEST), max(summed)
    unit = "day" if by_day else "month" if step == 1 else f"{step} months"

    def name(number: int) -> str:
        return date.fromordinal(number).isoformat() if by_day else f"{number // 12:04}-{number % 12 + 1:02}"

    bars = tuple(Bar(round(n * wide, 1), round(HEIGHT * (1 - count / most), 1), round(wide * 0.85, 1), round(HEIGHT * count / most, 1),
                     name(first + n * step) + (f" to {name(first + (n + 1) * step - 1)}" if step > 1 else "") + f": {plural(count, what)}")
                 for n, count in enumerate(summed))
    when = name(first) if first == last else f"{name(first)} to {name(last)}"
    return OverTime(bars, plural(sum(summed), what), unit, when, round(len(summed) * wide, 1))


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told[:_DAY] if len(told) >= _DAY else f"{told}-01")
    except ValueError:
        return None
